import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordStrength, passwordWeaknesses, type PasswordWeakness } from '../../../../app/domain/password';
import { isEnded } from '../../../../app/domain/step-state';
import { Icon } from '../../../components/icon';
import { say } from '../../../strings/said';
import { HeldSecret, SecretField, useSecretAct, useSecretInput, type SecretAct } from '../secret-field';
import { asks, useBefore, useSecretInfo, useStep } from '../step-context';
import { PasswordWord } from './password-word';

const name = 'admin-password-new';

/** Generate or type, show and copy, and say that it is stored. */
export function AdminPassword() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const held = useSecretInfo(name);
  const secret = useSecretAct();
  const changing = !isEnded(step.state);
  if (changing && asks(step, 'ask.password-works')) return <PasswordWord />;
  return (
    <section className="new-password">
      <h2>{t('admin-password.generateTitle')}</h2>
      <HeldSecret name={name} label={t('admin-password.typed')} length={secret.length} show />
      {changing && (
        <>
          <button
            type="button"
            className={held ? 'button' : 'button strong'}
            onClick={() => void secret.act(call('secrets.generate', { job: view.state.id, name }))}
          >
            {t(held ? 'admin-password.generateAgain' : 'admin-password.generate')}
          </button>
          <p className="field-hint">{t('admin-password.generateHint')}</p>
          <TypeOwn secret={secret} />
          {held && <Keep />}
        </>
      )}
    </section>
  );
}

/** Only this leaves the field while typing: a number and the names of what is missing. */
interface Hint {
  score: 0 | 1 | 2 | 3 | 4;
  weak: PasswordWeakness[];
}

function TypeOwn({ secret }: { secret: SecretAct }) {
  const { t } = useTranslation('steps');
  const { input, send } = useSecretInput(name, secret);
  const [hint, setHint] = useState<Hint | null>(null);
  async function use(): Promise<boolean> {
    const sent = await send();
    if (sent !== 'empty') setHint(null);
    return sent !== 'refused';
  }
  useBefore(use);
  return (
    <details>
      <summary>{t('admin-password.type')}</summary>
      <SecretField
        label={t('admin-password.typed')}
        input={input}
        refused={secret.refused}
        onEnter={() => void use()}
        onType={({ value }) => {
          setHint(value === '' ? null : { score: passwordStrength(value), weak: passwordWeaknesses(value) });
        }}
      />
      {hint && <Strength hint={hint} />}
      <button type="button" className="button" onClick={() => void use()}>
        {t('admin-password.typedButton')}
      </button>
    </details>
  );
}

function Strength({ hint: { score, weak } }: { hint: Hint }) {
  const { t } = useTranslation('steps');
  return (
    <div className="strength" data-score={score}>
      <p>
        <meter
          min={0}
          max={4}
          low={2}
          high={3}
          optimum={4}
          value={score}
          aria-label={t('admin-password.strengthLabel')}
        />
        <span role="status">{t(`admin-password.strength.${score}`)}</span>
      </p>
      <ul>
        {weak.map((code) => (
          <li key={code}>{say('weakness', { code })}</li>
        ))}
      </ul>
    </div>
  );
}

/** The wizard forgets the password with the job, so the installer must have stored it before it is set. */
function Keep() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  return (
    <div className="keep">
      <h2>{t('admin-password.keepTitle')}</h2>
      <p>{t('admin-password.keep')}</p>
      {asks(step, 'ask.keep-password') ? (
        <button
          type="button"
          className="button strong"
          onClick={() =>
            void call('steps.confirm', { job: view.state.id, step: step.id, code: 'password-kept', note: '' })
          }
        >
          <Icon name="check" />
          {t('admin-password.keepButton')}
        </button>
      ) : (
        <p className="accepted-line">
          <Icon name="check" />
          {t('admin-password.kept')}
        </p>
      )}
    </div>
  );
}
