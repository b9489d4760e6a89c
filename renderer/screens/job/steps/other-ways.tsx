import { useEffect, useId, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecretName } from '../../../../app/domain/job';
import { isInFlight } from '../../../../app/domain/step-state';
import { Words } from '../../../components/words';
import { OtpPlaces } from '../otp-places';
import { PagePane } from '../page-pane';
import { HeldSecret, SecretField, useSecretAct, useSecretInput, type SecretInput } from '../secret-field';
import { asks, useSecretInfo, useStep } from '../step-context';
import { StepField } from '../step-field';
import { BySsh } from './by-ssh';
import { SignedInButton } from './signed-in-button';

/** Sends what stands in the secret field of the way that is open, when the main button is pressed. */
export type SendOther = RefObject<SecretInput['send'] | null>;

const ways = ['page', 'ssh', 'simpleToken', 'companyKey', 's2s'] as const;
type OtherWay = (typeof ways)[number];

/** Ways to sign in where a password alone does not do, each with the place where it is found or made. */
export function OtherWays({ sendOtherRef }: { sendOtherRef: SendOther }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const asked = asks(step, 'ask.other-way');
  const [chosen, setChosen] = useState<OtherWay | null>(null);
  const held = useSecretInfo('api-token');
  const hasSsh = useSecretInfo('ssh-password') !== null;
  const byItself = hasSsh ? 'ssh' : asked ? 'page' : null;
  // While the wizard works the page, the page must be there, whatever was looked at before.
  const way = isInFlight(step.state) && asks(step, 'do.read-otp') ? 'ssh' : (chosen ?? byItself);
  const place = useRef<HTMLDetailsElement>(null);
  // What was refused and what is asked now stand above the password that was just typed.
  useEffect(() => {
    const scroller = place.current?.closest('.step-scroll');
    if (asked && scroller) scroller.scrollTop = 0;
  }, [asked]);
  return (
    <details ref={place} className="other-ways" open={asked || hasSsh || held !== null || undefined}>
      <summary>{t('sign-in.other')}</summary>
      <Choice way={way} choose={setChosen} />
      {way === 'page' && <ByPage />}
      {way === 'ssh' && <BySsh sendOtherRef={sendOtherRef} />}
      {way === 'simpleToken' && (
        <ByToken key={way} hint={t('sign-in.tokenHint')} sendOtherRef={sendOtherRef} />
      )}
      {way === 'companyKey' && (
        <ByToken key={way} hint={t('sign-in.companyKeyHint')} sendOtherRef={sendOtherRef} />
      )}
      {way === 's2s' && <ByS2s sendOtherRef={sendOtherRef} />}
      {held && <HeldSecret name="api-token" label={t('sign-in.token')} length={null} />}
      <p className="field-hint">{t('sign-in.basicFact')}</p>
    </details>
  );
}

function Choice({ way, choose }: { way: OtherWay | null; choose: (way: OtherWay) => void }) {
  const { t } = useTranslation('steps');
  const name = useId();
  return (
    <div className="way-choice" role="radiogroup" aria-label={t('sign-in.other')}>
      {ways.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={way === one}
            onChange={() => {
              choose(one);
            }}
          />
          {t(`sign-in.ways.${one}`)}
        </label>
      ))}
    </div>
  );
}

/** The PBX's own page, where the one-time password is typed; then its session is used. */
function ByPage() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const { look } = view.state.facts;
  const trusted = look !== undefined && !asks(step, 'ask.accept-certificate');
  if (!trusted || asks(step, 'warn.certificate-changed')) return <p>{t('sign-in.certificateFirst')}</p>;
  return (
    <div className="pane-layout" data-open>
      <div className="pane-side">
        <section className="todo">
          <h2>{t('sign-in.pageTitle')}</h2>
          <OtpPlaces />
        </section>
        <SignedInButton strong />
      </div>
      <PagePane target="pbx" />
    </div>
  );
}

/** A Simple Token or a Company API Key: both are sent the same way. */
function ByToken({ hint, sendOtherRef }: { hint: string; sendOtherRef: SendOther }) {
  const { t } = useTranslation('steps');
  return <OneSecret name="api-token" label={t('sign-in.token')} hint={hint} sendOtherRef={sendOtherRef} />;
}

function ByS2s({ sendOtherRef }: { sendOtherRef: SendOther }) {
  const { t } = useTranslation('steps');
  return (
    <>
      <p className="field-hint">
        <Words>{t('sign-in.s2sHint')}</Words>
      </p>
      <StepField field="s2sId" />
      <StepField field="s2sName" />
      <OneSecret name="s2s-secret" label={t('sign-in.s2sSecret')} sendOtherRef={sendOtherRef} />
    </>
  );
}

interface OneSecretProps {
  name: SecretName;
  label: string;
  hint?: string;
  sendOtherRef: SendOther;
}

/** One secret of its own: kept with its button, with Enter, or with the step's main button. */
function OneSecret({ name, label, hint, sendOtherRef }: OneSecretProps) {
  const { t } = useTranslation('steps');
  const { saver } = useStep();
  const secret = useSecretAct();
  const { input, send } = useSecretInput(name, secret);
  useEffect(() => {
    sendOtherRef.current = send;
    return () => {
      sendOtherRef.current = null;
    };
  });
  async function use(): Promise<void> {
    await saver.flush();
    await send();
  }
  return (
    <>
      <SecretField
        label={label}
        {...(hint === undefined ? {} : { hint })}
        input={input}
        refused={secret.refused}
        onEnter={() => void use()}
      />
      <button type="button" className="button" onClick={() => void use()}>
        {t(`sign-in.use.${name === 's2s-secret' ? 's2s' : 'token'}`)}
      </button>
      {name === 's2s-secret' && <HeldSecret name={name} label={label} length={secret.length} />}
    </>
  );
}
