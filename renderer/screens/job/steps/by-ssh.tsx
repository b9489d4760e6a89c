import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Fingerprint } from '../../../components/certificate-card';
import { Words } from '../../../components/words';
import { PageActs } from '../page-acts';
import { PagePane } from '../page-pane';
import { HeldSecret, SecretField, useSecretAct, useSecretInput } from '../secret-field';
import { asks, useSecretInfo, useStep } from '../step-context';
import { StepField } from '../step-field';
import type { SendOther } from './other-ways';
import { AcceptPin, ChangedPin, PinHolds } from './pinning';
import { SignedInButton } from './signed-in-button';

/** The wizard reads the one-time password on the PBX itself and types it in the PBX's page. */
export function BySsh({ sendOtherRef }: { sendOtherRef: SendOther }) {
  const { t } = useTranslation('steps');
  return (
    <>
      <p className="field-hint">
        <Words>{t('sign-in.ssh.lead')}</Words>
      </p>
      <StepField field="sshUser" fallback="root" />
      <StepField field="sshPort" fallback="22" inputMode="numeric" />
      <Passwords sendOtherRef={sendOtherRef} />
      <OldServer />
      <HostKey />
      <Read />
      <OnPage />
    </>
  );
}

/** The user's own and, where that is not root, root's: both go with the step's main button. */
function Passwords({ sendOtherRef }: { sendOtherRef: SendOther }) {
  const { t } = useTranslation('steps');
  const { step, press } = useStep();
  const own = useSecretAct();
  const root = useSecretAct();
  const ownField = useSecretInput('ssh-password', own);
  const rootField = useSecretInput('ssh-root-password', root);
  const isRoot = (step.inputs['sshUser'] ?? '').trim().replace(/^root$/, '') === '';
  useEffect(() => {
    sendOtherRef.current = async () => {
      const sent = [await ownField.send(), await rootField.send()];
      return sent.find((one) => one === 'refused') ?? sent.find((one) => one === 'taken') ?? 'empty';
    };
    return () => {
      sendOtherRef.current = null;
    };
  });
  return (
    <>
      <SecretField
        label={t('sign-in.ssh.password')}
        hint={t('sign-in.ssh.passwordHint')}
        input={ownField.input}
        refused={own.refused}
        onEnter={press}
      />
      <HeldSecret name="ssh-password" label={t('sign-in.ssh.password')} length={own.length} />
      {!isRoot && (
        <SecretField
          label={t('sign-in.ssh.rootPassword')}
          hint={t('sign-in.ssh.rootPasswordHint')}
          input={rootField.input}
          refused={root.refused}
          onEnter={press}
        />
      )}
      {!isRoot && (
        <HeldSecret name="ssh-root-password" label={t('sign-in.ssh.rootPassword')} length={root.length} />
      )}
    </>
  );
}

function OldServer() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={step.inputs['sshOld'] === 'yes'}
        onChange={({ currentTarget: { checked } }) => {
          const value = checked ? 'yes' : '';
          void call('steps.input', { job: view.state.id, step: step.id, field: 'sshOld', value });
        }}
      />
      {t('sign-in.ssh.old')}
    </label>
  );
}

/** Nothing secret goes over SSH before its host key was accepted. */
function HostKey() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const { sshSeen, sshPin } = view.state.facts;
  if (!sshSeen) return null;
  const changed = step.plan.find(({ code }) => code === 'warn.host-key-changed');
  const question = step.plan.find(({ code }) => code === 'ask.accept-host-key');
  const address = `${sshSeen.host}:${String(sshSeen.port)}`;
  return (
    <section className="certificate" aria-label={t('hostKey.title')}>
      <h2>{t('hostKey.title')}</h2>
      {changed ? (
        <ChangedPin what="hostKey" item={changed} />
      ) : (
        <Fingerprint label={t('hostKey.sha256', { type: sshSeen.type })} sha256={sshSeen.sha256} />
      )}
      <p className="field-hint">{t('hostKey.where', { address })}</p>
      <details>
        <summary>{t('hostKey.how')}</summary>
        <p>{t('hostKey.howText')}</p>
      </details>
      {question && <AcceptPin what="hostKey" item={question} />}
      {sshPin?.sha256 === sshSeen.sha256 && <PinHolds what="hostKey" />}
    </section>
  );
}

/** What was read on the PBX, for the person who goes on by hand. */
function Read() {
  const { t } = useTranslation('steps');
  return (
    <>
      <HeldSecret name="otp" label={t('sign-in.ssh.otp')} length={null} show />
      <HeldSecret name="otp-printed" label={t('sign-in.ssh.printed')} length={null} show />
    </>
  );
}

/** The page that is worked, or gone on with by hand: there once nothing is asked any more about SSH. */
function OnPage() {
  const { step } = useStep();
  const read = [useSecretInfo('otp'), useSecretInfo('otp-printed')].some((one) => one !== null);
  const open = step.plan.some(({ code }) => /^(ask|warn)\./.test(code));
  if (!read && (open || !asks(step, 'do.read-otp'))) return null;
  return (
    <div className="pane-layout" data-open>
      <div className="pane-side">
        <PageActs />
        <SignedInButton />
      </div>
      <PagePane target="pbx" />
    </div>
  );
}
