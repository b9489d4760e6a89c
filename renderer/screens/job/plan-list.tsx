import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptCode, numberToType } from '../../../app/domain/accept';
import type { AcceptedWarning, Said } from '../../../app/domain/job';
import { isEnded } from '../../../app/domain/step-state';
import { Icon, type IconName } from '../../components/icon';
import { Words } from '../../components/words';
import { say } from '../../strings/said';
import { useStep } from './step-context';

type Kind = 'do' | 'ask' | 'warn';
const icons: Record<Kind, IconName> = { do: 'automatic', ask: 'person', warn: 'warning' };

/** Asked for by the step's own screen, where it is answered: not said twice. */
const shownByStep: ReadonlySet<string> = new Set([
  'ask.deploy-image',
  'ask.deploy-network',
  'ask.deploy-start',
  'ask.lan1',
  'ask.segment',
  'ask.switch-on',
  'ask.hardware-bought',
  'ask.accept-certificate',
  'warn.certificate-changed',
  'ask.accept-host-key',
  'warn.host-key-changed',
  'ask.new-password',
  'ask.keep-password',
  'ask.set-password',
  'ask.password-works',
  'ask.other-way',
  'ask.backup-exists',
  'ask.upgrade-by-hand',
  'ask.nothing-newer',
  'ask.upgrade-over',
  'ask.open-activation',
  'ask.paste-key',
  'ask.press-activate',
  'ask.say-activated',
  'ask.come-back',
  'ask.portal-numbers',
  'ask.portal-order',
  'ask.portal-order-term',
  'ask.portal-zero',
  'ask.portal-back',
  'ask.term-shown',
  'ask.old-password-right',
  'ask.door-word',
  'ask.closed-word',
  'ask.point-of-no-return',
  'ask.after-move',
  'ask.swap',
  'ask.old-off',
  'ask.member-address',
  'ask.member-password',
  'ask.network-complete',
  'ask.client-by-hand',
  'do.page-click',
  'do.page-click-if-asked',
  'do.page-fill',
  'do.page-fill-if-asked',
  'do.page-leave',
  'do.page-choose',
  'do.page-tick',
  'do.page-wait',
  'do.page-read',
  'do.page-read-table',
]);

function kindOf(item: Said): Kind {
  return item.code.startsWith('warn.') ? 'warn' : item.code.startsWith('ask.') ? 'ask' : 'do';
}

/** What is going to happen: the wizard's part, the installer's part, and the warnings that need a reason. */
export function PlanList() {
  const { t } = useTranslation('job');
  const { step } = useStep();
  const title = useId();
  const plan = step.plan.filter((item) => !shownByStep.has(item.code));
  if (isEnded(step.state) || plan.length === 0) return null;
  return (
    <section className="plan" aria-labelledby={title}>
      <h2 id={title}>{t('planTitle')}</h2>
      <ul>
        {plan.map((item, place) => (
          <PlanItem key={`${item.code} ${String(place)}`} item={item} />
        ))}
      </ul>
    </section>
  );
}

function PlanItem({ item }: { item: Said }) {
  const { t } = useTranslation('job');
  const { step } = useStep();
  const kind = kindOf(item);
  const accepted = step.warnings.find((warning) => warning.code === acceptCode(item));
  return (
    <li data-kind={kind}>
      <span className="plan-who">
        <Icon name={icons[kind]} size={14} />
        {t(`plan.${kind}`)}
      </span>
      <span className="plan-text">
        <Words>{say('plan', item)}</Words>
        {kind === 'warn' && <Acceptance item={item} accepted={accepted} />}
      </span>
    </li>
  );
}

function Acceptance({ item, accepted }: { item: Said; accepted: AcceptedWarning | undefined }) {
  const { t } = useTranslation('job');
  if (accepted) return <em className="accepted">{t('accept.accepted', { reason: accepted.reason })}</em>;
  return <AcceptForm item={item} />;
}

/** A reason and a button. Enter in the reason accepts; the step's main button stays out of it. */
export function AcceptForm({ item }: { item: Said }) {
  const { t } = useTranslation('job');
  const { view, step, call } = useStep();
  const reason = useRef<HTMLInputElement>(null);
  const typed = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<'reason' | 'typed' | null>(null);
  const number = numberToType(item);
  const id = useId();

  async function accept(): Promise<void> {
    const text = reason.current?.value.trim() ?? '';
    const lacks = text === '' ? 'reason' : number !== (typed.current?.value.trim() ?? null) ? 'typed' : null;
    setMissing(lacks);
    if (lacks !== null) {
      (lacks === 'reason' ? reason : typed).current?.focus();
      return;
    }
    await call('steps.accept', {
      job: view.state.id,
      step: step.id,
      code: acceptCode(item),
      reason: text,
      ...(number === null ? {} : { typed: number }),
    });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void accept();
  }
  const problem = missing === null ? {} : { 'aria-describedby': `${id}-missing` };
  return (
    <span className="inline-form" onKeyDown={onKeyDown}>
      {number !== null && (
        <>
          <label htmlFor={`${id}-typed`}>{t('accept.typed', { number })}</label>
          <input
            ref={typed}
            id={`${id}-typed`}
            className="number-typed"
            type="text"
            inputMode="numeric"
            aria-invalid={missing === 'typed' || undefined}
            {...problem}
          />
        </>
      )}
      <label htmlFor={id}>{t('accept.reason')}</label>
      <input ref={reason} id={id} type="text" aria-invalid={missing === 'reason' || undefined} {...problem} />
      <button type="button" className="button" onClick={() => void accept()}>
        {t('accept.button')}
      </button>
      {missing !== null && (
        <span id={`${id}-missing`} className="field-problem">
          {missing === 'reason' ? t('accept.needed') : t('accept.typedNeeded', { number: number ?? '' })}
        </span>
      )}
    </span>
  );
}
