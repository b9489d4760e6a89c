import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../../../app/domain/job';
import { Fingerprint } from '../../../components/certificate-card';
import { HeldSecret, SecretField, useSecretAct, useSecretInput } from '../secret-field';
import { useBefore, useStep } from '../step-context';
import { StepField } from '../step-field';
import type { SendOther } from './other-ways';
import { AcceptPin, ChangedPin, PinHolds } from './pinning';

/** The user's own and, where that is not root, root's: both go with the step's main button. */
export function Passwords({ sendOtherRef, rootHint }: { sendOtherRef: SendOther; rootHint: string }) {
  const { t } = useTranslation('steps');
  const { view, step, press } = useStep();
  const own = useSecretAct();
  const root = useSecretAct();
  const ownField = useSecretInput('ssh-password', own);
  const rootField = useSecretInput('ssh-root-password', root);
  const user = step.inputs['sshUser'] ?? userOf(view.state);
  const isRoot = /^(root)?$/.test(user.trim());
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
          hint={rootHint}
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

/** As typed in the step that has SSH's fields. */
function userOf({ steps }: JobState): string {
  return steps.find(({ inputs }) => inputs.sshUser !== undefined)?.inputs.sshUser ?? '';
}

/** In a step without SSH's fields: the password was refused, or went with an app that had it in memory only. */
export function AskSshPassword() {
  const { t } = useTranslation('steps');
  const ref: SendOther = useRef(null);
  useBefore(async () => (await ref.current?.()) !== 'refused');
  return <Passwords sendOtherRef={ref} rootHint={t('inventory.rootHint')} />;
}

/** Instead of a password, or before it: a key of the installer's own. */
export function KeyFile({ sendRef }: { sendRef: SendOther }) {
  const { t } = useTranslation('steps');
  const { view, step, call, press } = useStep();
  const secret = useSecretAct();
  const { input, send } = useSecretInput('ssh-key-passphrase', secret);
  useEffect(() => {
    sendRef.current = send;
    return () => {
      sendRef.current = null;
    };
  });
  return (
    <details open={(step.inputs.sshKeyFile ?? step.inputs.sshAgent ?? '') !== '' || undefined}>
      <summary>{t('sign-in.ssh.byKey')}</summary>
      <StepField field="sshKeyFile" hint={t('sign-in.ssh.keyFileHint')} />
      <SecretField
        label={t('sign-in.ssh.passphrase')}
        hint={t('sign-in.ssh.passphraseHint')}
        input={input}
        refused={secret.refused}
        onEnter={press}
      />
      <HeldSecret name="ssh-key-passphrase" label={t('sign-in.ssh.passphrase')} length={secret.length} />
      <label className="check">
        <input
          type="checkbox"
          checked={step.inputs.sshAgent === 'yes'}
          onChange={({ currentTarget: { checked } }) => {
            const value = checked ? 'yes' : '';
            void call('steps.input', { job: view.state.id, step: step.id, field: 'sshAgent', value });
          }}
        />
        {t('sign-in.ssh.agent')}
      </label>
    </details>
  );
}

export function OldServer() {
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
export function HostKey() {
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
