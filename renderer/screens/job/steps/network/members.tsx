import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { parseAddress } from '../../../../../app/domain/address';
import { mostMembers } from '../../../../../app/domain/member-secret';
import type { NetworkFacts } from '../../../../../app/domain/network-members';
import {
  addressOf,
  memberFields,
  memberNumbers,
  membersOf,
  nextNumber,
  type MemberLine,
} from '../../../../../app/domain/network-state';
import { isEnded } from '../../../../../app/domain/step-state';
import { Icon } from '../../../../components/icon';
import { Notice } from '../../../../components/notice';
import { StateIcon } from '../../../../components/state-mark';
import '../../../../styles/network.css';
import { asks, useBefore, useStep } from '../../step-context';
import {
  asStepState,
  LeaveOut,
  MemberError,
  MemberPin,
  MemberSecrets,
  sendAll,
  useNameOf,
} from './member-parts';

/** Every client of the network: where it is, that it is the right one, and its password. */
export function Members() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const senders = useRef(new Map<string, () => Promise<boolean>>());
  useBefore(() => sendAll(senders));
  const title = useId();
  const { network } = view.state.facts;
  const ended = isEnded(step.state);
  const lines = linesOf(view.state);
  return (
    <section className="network" aria-labelledby={title}>
      <h2 id={title}>{t('members.listTitle')}</h2>
      {!ended && network?.list && (
        <p>{t(network.list.from === 'server' ? 'members.listed' : 'members.notListed')}</p>
      )}
      {!ended && <NotWhole list={network?.list} />}
      {lines.length === 0 && <p className="quiet-text">{t('members.none')}</p>}
      <ol className="members">
        {lines.map((line) => (
          <li key={line.number} data-state={line.state}>
            <Head line={line} />
            {!ended && line.state !== 'left-out' && (
              <>
                {line.error && <MemberError error={line.error} />}
                <Address line={line} />
                <MemberPin line={line} />
                {(line.state !== 'to-do' || asksSecret(step, line)) && (
                  <MemberSecrets line={line} senders={senders} />
                )}
              </>
            )}
            {!ended && <Foot line={line} />}
          </li>
        ))}
      </ol>
      {!ended && <Add />}
      <Complete />
    </section>
  );
}

/** What the server lists and does not stand below: only the installer can tell what that is. */
function NotWhole({ list }: { list: NetworkFacts['list'] }) {
  const { t } = useTranslation('steps');
  const { notUnderstood = 0, tooMany = 0 } = list ?? {};
  if (notUnderstood + tooMany === 0) return null;
  return (
    <Notice tone="warn" icon="warning">
      {notUnderstood > 0 && <p>{t('members.notUnderstood', { count: notUnderstood })}</p>}
      {tooMany > 0 && <p>{t('members.tooMany', { count: tooMany, most: mostMembers })}</p>}
    </Notice>
  );
}

function asksSecret(step: ReturnType<typeof useStep>['step'], { number }: MemberLine): boolean {
  return step.plan.some(({ code, params }) => code === 'ask.member-password' && params?.member === number);
}

/** Those that are known, and those whose address is being typed. */
function linesOf(state: Parameters<typeof membersOf>[0]): MemberLine[] {
  const known = membersOf(state);
  return memberNumbers(state).map(
    (number): MemberLine =>
      known.find((line) => line.number === number) ?? {
        number,
        name: '',
        address: addressOf(state, number),
        state: 'not-met',
        reason: '',
        error: null,
        member: {},
      },
  );
}

function Head({ line }: { line: MemberLine }) {
  const { t } = useTranslation('steps');
  const nameOf = useNameOf();
  const { facts = {}, told } = line.member;
  const serial = facts.serial ?? (told?.serial === '' ? undefined : told?.serial);
  const version = facts.version ?? (told?.version === '' ? undefined : told?.version);
  return (
    <header className="member-head">
      <h3>{nameOf(line)}</h3>
      <span className="member-state">
        <StateIcon state={line.state === 'to-do' ? 'done' : asStepState[line.state]} />
        {t(`members.state.${line.state}`)}
      </span>
      <dl>
        {version !== undefined && (
          <div>
            <dt>{t('members.version')}</dt>
            <dd>{version}</dd>
          </div>
        )}
        {serial !== undefined && (
          <div>
            <dt>{t('members.serial')}</dt>
            <dd>{serial}</dd>
          </div>
        )}
      </dl>
    </header>
  );
}

/** Where it is reached: as told, until something else is typed. */
function Address({ line }: { line: MemberLine }) {
  const { t } = useTranslation('steps');
  const { saver, press } = useStep();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const field = memberFields.address(line.number);
  const wrong = line.address !== '' && parseAddress(line.address) === null;
  useEffect(() => {
    const element = input.current;
    if (!element || saver.isWaiting(field) || element === document.activeElement) return;
    element.value = line.address;
  }, [line.address, saver, field]);
  return (
    <div className="field">
      <label htmlFor={id}>{t('members.address', { number: line.number })}</label>
      <input
        ref={input}
        id={id}
        type="text"
        inputMode="url"
        defaultValue={line.address}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong || undefined}
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          saver.typed(field, event.currentTarget.value);
        }}
        onBlur={() => void saver.flush(field)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          press();
        }}
      />
      <span id={`${id}-hint`} className={wrong ? 'field-problem' : 'field-hint'}>
        {t(wrong ? 'prepare.addressInvalid' : 'members.addressHint')}
      </span>
    </div>
  );
}

/** One that was typed can be taken away; one that the server lists is left out with a reason. */
function Foot({ line }: { line: MemberLine }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  if (line.member.told) return <LeaveOut line={line} />;
  return (
    <p className="row">
      {line.address !== '' && <LeaveOut line={line} />}
      <button
        type="button"
        className="link"
        onClick={() =>
          void call('steps.input', {
            job: view.state.id,
            step: step.id,
            field: memberFields.gone(line.number),
            value: 'yes',
          })
        }
      >
        {t('members.remove')}
      </button>
    </p>
  );
}

function Add() {
  const { t } = useTranslation('steps');
  const { view, step, call, saver } = useStep();
  const number = nextNumber(view.state);
  if (number === null) return null;
  const field = memberFields.address(number);
  async function add(): Promise<void> {
    await saver.flush();
    await call('steps.input', { job: view.state.id, step: step.id, field, value: '' });
  }
  return (
    <button type="button" className="button" onClick={() => void add()}>
      {t('members.add')}
    </button>
  );
}

/** Where the server does not tell all of it, only the installer knows who is in the network. */
function Complete() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  if (step.inputs['confirmed.network-complete'] !== undefined) {
    return (
      <p className="accepted-line">
        <Icon name="check" />
        {t('members.completeSaid')}
      </p>
    );
  }
  if (!asks(step, 'ask.network-complete')) return null;
  return (
    <section className="keep">
      <h2>{t('members.completeTitle')}</h2>
      <p>{t('members.complete')}</p>
      <button
        type="button"
        className="button strong"
        onClick={() =>
          void call('steps.confirm', {
            job: view.state.id,
            step: step.id,
            code: 'network-complete',
            note: '',
          })
        }
      >
        <Icon name="check" />
        {t('members.completeButton')}
      </button>
    </section>
  );
}
