import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordStrength, passwordWeaknesses, type PasswordWeakness } from '../../../../app/domain/password';
import { isEnded, isInFlight } from '../../../../app/domain/step-state';
import { Icon } from '../../../components/icon';
import { Words } from '../../../components/words';
import { say } from '../../../strings/said';
import { PageActs } from '../page-acts';
import { PagePane } from '../page-pane';
import { PlanList } from '../plan-list';
import {
  CopySecret,
  HeldSecret,
  SecretField,
  useSecretAct,
  useSecretInput,
  type SecretAct,
} from '../secret-field';
import { asks, isInPage, useBefore, useSecretInfo, useStep } from '../step-context';
import { PasswordWord } from './password-word';

const name = 'admin-password-new';

/** The new password, and where it is changed in the PBX's own page, that page. */
export function AdminPassword() {
  const { step } = useStep();
  if (!isEnded(step.state) && asks(step, 'ask.password-works')) return <PasswordWord />;
  if (!isInPage(step)) {
    return (
      <>
        <NewPassword />
        <PlanList />
      </>
    );
  }
  return (
    <div className="pane-layout" data-open>
      <div className="pane-side">
        {/* While the wizard works, what it does has the room. */}
        {!isInFlight(step.state) && <NewPassword />}
        {step.way === 'assisted' ? <PageActs /> : <ByHand />}
        <PlanList />
      </div>
      <PagePane target="pbx" />
    </div>
  );
}

/** In the vendor's words, with what has to be pasted beside it. */
function ByHand() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const at = { job: view.state.id, step: step.id };
  const [signIn, open, press, paste, ok] = t('admin-password.guided', { returnObjects: true });
  return (
    <section className="todo">
      <h2>{t('admin-password.guidedTitle')}</h2>
      <ol>
        <li>
          <Words>{signIn ?? ''}</Words>
          <CopySecret name="admin-password-old" label={t('admin-password.copyOld')} />
        </li>
        <li>
          <Words>{open ?? ''}</Words>
        </li>
        <li>
          <Words>{press ?? ''}</Words>
        </li>
        <li>
          <Words>{paste ?? ''}</Words>
          <CopySecret name={name} label={t('admin-password.copyNew')} />
        </li>
        <li>
          <Words>{ok ?? ''}</Words>
        </li>
      </ol>
      {asks(step, 'ask.set-password') ? (
        <button
          type="button"
          className="button strong"
          onClick={() => void call('steps.confirm', { ...at, code: 'password-set', note: '' })}
        >
          <Icon name="check" />
          {t('admin-password.setButton')}
        </button>
      ) : (
        <p className="accepted-line">
          <Icon name="check" />
          {t('admin-password.isSet')}
        </p>
      )}
    </section>
  );
}

/** Generate or type, show and copy, and say that it is stored. */
function NewPassword() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const held = useSecretInfo(name);
  const secret = useSecretAct();
  const changing = !isEnded(step.state);
  return (
    <section className="new-password before-page">
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
