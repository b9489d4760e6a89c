import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { WizardError } from '../../../../../app/domain/error';
import type { MemberSecret as MemberSecretName, StepState } from '../../../../../app/domain/job';
import { memberFields, type MemberLine, type MemberState } from '../../../../../app/domain/network-state';
import { Fingerprint } from '../../../../components/certificate-card';
import { Icon } from '../../../../components/icon';
import { errorText } from '../../../../strings/said';
import { SecretField, useSecretAct, useSecretInput } from '../../secret-field';
import { useSecretInfo, useStep } from '../../step-context';
import { AcceptPin, ChangedPin } from '../pinning';

/** What stands in the fields of all members is sent before the main button acts; false holds it back. */
export type Senders = RefObject<Map<string, () => Promise<boolean>>>;

export async function sendAll(senders: Senders): Promise<boolean> {
  const all = await Promise.all([...senders.current.values()].map((send) => send()));
  return all.every(Boolean);
}

/** How a member stands, as the state of a step that has the same shape and colour. */
export const asStepState: Record<MemberState, StepState> = {
  'not-met': 'waiting',
  'to-do': 'ready',
  'under-way': 'unknown',
  failed: 'failed',
  done: 'done',
  'left-out': 'skipped',
};

/** What a member is called; one whose address is still to be typed has no name yet. */
export function useNameOf(): (line: Pick<MemberLine, 'name'>) => string {
  const { t } = useTranslation('steps');
  return ({ name }) => name || t('members.unnamed');
}

/** What went wrong with this one, and the way forward. */
export function MemberError({ error }: { error: WizardError }) {
  const { t } = useTranslation('steps');
  const text = errorText(error.code, error.params);
  return (
    <div className="member-error" role="group" aria-label={text.title}>
      <p>
        <Icon name="warning" />
        <strong>{text.title}</strong>
      </p>
      <p>{text.meaning}</p>
      <details>
        <summary>{t('members.whatToTry')}</summary>
        <ol>
          {text.tryFirst.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </details>
    </div>
  );
}

/** Its certificate, where it has to be compared and accepted. */
export function MemberPin({ line }: { line: MemberLine }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const nameOf = useNameOf();
  const mine = step.plan.filter(({ params }) => params?.member === line.number);
  const changed = mine.find(({ code }) => code === 'warn.certificate-changed');
  const question = mine.find(({ code }) => code === 'ask.accept-certificate');
  if (changed) return <ChangedPin what="certificate" item={changed} />;
  if (!question) return null;
  const label = t('members.certificateOf', { pbx: nameOf(line) });
  return (
    <section className="member-pin" aria-label={label}>
      <Fingerprint label={label} sha256={String(question.params?.now ?? '')} />
      <AcceptPin what="certificate" item={question} />
    </section>
  );
}

interface MemberSecretsProps {
  line: MemberLine;
  senders: Senders;
}

/** Admin's password there, or a token where a password alone does not open it. */
export function MemberSecrets({ line, senders }: MemberSecretsProps) {
  const { t } = useTranslation('steps');
  const nameOf = useNameOf();
  const { number } = line;
  const pbx = nameOf(line);
  const token = useSecretInfo(`member-token-${number}`);
  return (
    <div className="member-secrets">
      <MemberSecret
        name={`member-password-${number}`}
        label={t('members.password', { pbx })}
        senders={senders}
      />
      <details open={token?.origin === 'typed' || undefined}>
        <summary>{t('members.tokenTitle')}</summary>
        <MemberSecret
          name={`member-token-${number}`}
          label={t('members.token', { pbx })}
          hint={t('members.tokenHint')}
          senders={senders}
        />
      </details>
    </div>
  );
}

interface MemberSecretProps {
  name: MemberSecretName;
  label: string;
  hint?: string;
  senders: Senders;
}

function MemberSecret({ name, label, hint, senders }: MemberSecretProps) {
  const { t } = useTranslation('steps');
  const { press } = useStep();
  const secret = useSecretAct();
  const { input, send } = useSecretInput(name, secret);
  const given = useSecretInfo(name);
  useEffect(() => {
    const all = senders.current;
    all.set(name, async () => (await send()) !== 'refused');
    return () => {
      all.delete(name);
    };
  });
  const word = given ? `${t('members.given')}. ${hint ?? ''}`.trim() : hint;
  return (
    <SecretField
      label={label}
      input={input}
      refused={secret.refused}
      onEnter={press}
      {...(word === undefined ? {} : { hint: word })}
    />
  );
}

/** Out of this job with a reason that the report keeps, and in again. */
export function LeaveOut({ line }: { line: MemberLine }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const [open, setOpen] = useState(false);
  const reason = useRef<HTMLInputElement>(null);
  const id = useId();
  const pbx = useNameOf()(line);
  const save = (value: string) =>
    call('steps.input', {
      job: view.state.id,
      step: step.id,
      field: memberFields.leaveOut(line.number),
      value,
    });

  if (line.reason !== '') {
    return (
      <p className="member-out">
        {t('members.leftOut', { reason: line.reason })}{' '}
        <button type="button" className="link" onClick={() => void save('')}>
          {t('members.takeIn', { pbx })}
        </button>
      </p>
    );
  }
  if (!open) {
    return (
      <button
        type="button"
        className="link"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('members.leaveOut', { pbx })}
      </button>
    );
  }
  async function leave(): Promise<void> {
    const text = reason.current?.value.trim() ?? '';
    if (text === '') reason.current?.focus();
    else if ((await save(text)).ok) setOpen(false);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') setOpen(false);
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      void leave();
    }
  }
  return (
    <span className="inline-form" onKeyDown={onKeyDown}>
      <label htmlFor={id}>{t('members.leaveOutReason', { pbx })}</label>
      <input ref={reason} id={id} type="text" autoFocus />
      <button type="button" className="button" onClick={() => void leave()}>
        {t('members.leaveOutButton')}
      </button>
    </span>
  );
}
