import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../../../app/contract/views';
import { memberFields, membersOf, type MemberLine } from '../../../../../app/domain/network-state';
import { isEnded } from '../../../../../app/domain/step-state';
import { Icon } from '../../../../components/icon';
import { Notice } from '../../../../components/notice';
import { StateIcon } from '../../../../components/state-mark';
import { Words } from '../../../../components/words';
import { formatElapsed } from '../../../../format';
import { useNow } from '../../../../state/use-now';
import { say } from '../../../../strings/said';
import '../../../../styles/network.css';
import { asks, useBefore, useStep } from '../../step-context';
import { Backup } from '../backup';
import {
  asStepState,
  LeaveOut,
  MemberError,
  MemberPin,
  MemberSecrets,
  sendAll,
  type Senders,
} from './member-parts';

type Line = NonNullable<Progress['lines']>[number];

/** Each client on a line of its own: how it stands, what goes on, and what to do about it. */
export function Clients() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const senders = useRef(new Map<string, () => Promise<boolean>>());
  // The main button is for all of them.
  useBefore(async () => {
    if (!(await sendAll(senders))) return false;
    if (!step.inputs.only) return true;
    return (await call('steps.input', { job: view.state.id, step: step.id, field: 'only', value: '' })).ok;
  });
  const lines = membersOf(view.state);
  const running = view.progress?.step === step.id ? view.progress.lines : undefined;
  if (lines.length === 0) return <p className="quiet-text">{t('clients.none')}</p>;
  return (
    <section className="network" aria-label={t('members.listTitle')}>
      <Soon lines={lines} />
      {asks(step, 'ask.backup-exists') && <Backup />}
      <ol className="members">
        {lines.map((line) => (
          <Client
            key={line.number}
            line={line}
            now={running?.find(({ member }) => member === line.number)}
            senders={senders}
          />
        ))}
      </ol>
    </section>
  );
}

/** Some at the new version and some not is a state that should not last. */
function Soon({ lines }: { lines: readonly MemberLine[] }) {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const left = lines.filter(({ state }) => state !== 'done').length;
  const touched = lines.length > left || lines.some(({ state }) => state === 'under-way');
  // The error above says it already.
  const isSaid = step.error?.code === 'clients-not-done';
  if (left === 0 || !touched || isSaid || view.progress !== null) return null;
  return (
    <Notice tone="warn" icon="warning">
      <strong>{t('clients.soonTitle')}</strong> {t('clients.soon', { count: left })}
    </Notice>
  );
}

function Client({ line, now, senders }: { line: MemberLine; now: Line | undefined; senders: Senders }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const { number, name, state, error } = line;
  const open = !isEnded(step.state) && state !== 'done' && now === undefined;
  const asked = (code: string): boolean =>
    step.plan.some((item) => item.code === code && item.params?.member === number);
  return (
    <li data-state={now ? 'working' : state}>
      <header className="member-head">
        <h3>{name}</h3>
        <span className="member-state">
          <StateIcon state={now ? 'applying' : asStepState[state]} />
          {now ? say('progress', now.doing) : t(stateWord(line))}
        </span>
        <Versions line={line} />
      </header>
      {now && <Bar now={now} />}
      {open && state !== 'left-out' && (
        <>
          {error && <MemberError error={error} />}
          <MemberPin line={line} />
          {asked('ask.member-password') && <MemberSecrets line={line} senders={senders} />}
          {asked('ask.client-by-hand') && <ByHand line={line} />}
          {state === 'failed' && <Retry line={line} senders={senders} />}
        </>
      )}
      {open && <LeaveOut line={line} />}
      {isEnded(step.state) && line.reason !== '' && (
        <p className="member-out">{t('members.leftOut', { reason: line.reason })}</p>
      )}
    </li>
  );
}

function stateWord({ state, member: { facts = {} } }: MemberLine) {
  const same = state === 'done' && facts.versionAfter === facts.versionBefore;
  return same ? ('clients.upToDate' as const) : (`clients.state.${state}` as const);
}

/** From which version to which: what is offered, or what was reached. */
function Versions({ line: { state, member } }: { line: MemberLine }) {
  const { t } = useTranslation('steps');
  const { facts = {}, offered } = member;
  const from = state === 'done' ? facts.versionBefore : facts.version;
  const to = state === 'done' ? facts.versionAfter : offered;
  if (from === undefined) return null;
  return <p className="member-versions">{to && to !== from ? t('clients.offered', { from, to }) : from}</p>;
}

/** The PBX's own number where it tells one, and for how long. */
function Bar({ now: { doing, fraction, since } }: { now: Line }) {
  const { t } = useTranslation('steps');
  const time = useNow(1000);
  return (
    <div className="member-bar">
      <progress
        aria-label={say('progress', doing)}
        max={1}
        {...(fraction === null ? {} : { value: fraction })}
      />
      <span role="timer">{t('clients.elapsed', { elapsed: formatElapsed(time - Date.parse(since)) })}</span>
    </div>
  );
}

/** This one and no other, with what was just typed: it may be the password that was refused. */
function Retry({ line: { number, name }, senders }: { line: MemberLine; senders: Senders }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const at = { job: view.state.id, step: step.id };
  async function retry(): Promise<void> {
    if (!(await sendAll(senders))) return;
    const saved = await call('steps.input', { ...at, field: 'only', value: number });
    if (saved.ok) await call('steps.apply', at);
  }
  return (
    <button type="button" className="button" onClick={() => void retry()}>
      <Icon name="reload" />
      {t('clients.retry', { pbx: name })}
    </button>
  );
}

/** A PBX without the route: done in its own page, on the installer's word, and its version read back. */
function ByHand({ line: { number, name, address, member } }: { line: MemberLine }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const version = member.facts?.version ?? '';
  return (
    <section className="keep">
      <h4>{t('clients.byHandTitle', { pbx: name })}</h4>
      <p>
        <Words>{t('clients.byHand', { address, version })}</Words>
      </p>
      <button
        type="button"
        className="button strong"
        onClick={() =>
          void call('steps.confirm', {
            job: view.state.id,
            step: step.id,
            code: memberFields.upgradedByHand(number),
            note: '',
          })
        }
      >
        <Icon name="check" />
        {t('clients.byHandButton', { pbx: name })}
      </button>
    </section>
  );
}
