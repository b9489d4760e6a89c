import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView, PracticeView } from '../../../app/contract/views';
import type { WizardError } from '../../../app/domain/error';
import { factory } from '../../../app/domain/password';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { formatList } from '../../format';
import { Notice } from '../../components/notice';
import { usePractice } from '../../state/use-app';
import { say } from '../../strings/said';

/** What holds for the whole job: practice, read-only, notices. */
export function Banners({ view }: { view: JobView }) {
  const { t } = useTranslation('job');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const notices = view.state.notices.filter((notice) => !hidden.has(notice.at + notice.code));
  return (
    <section className="banners" aria-label={t('regions.notices')}>
      {view.state.practice && <PracticeBanner preset={view.state.preset} />}
      {view.readOnly && (
        <Notice tone="warn" icon="lock">
          <strong>{t('readOnly.title')}</strong> {say('readOnly', view.readOnly)}
        </Notice>
      )}
      {notices.map((notice) => (
        <Notice key={notice.at + notice.code} tone="info" icon="info">
          {say('notice', notice)}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              setHidden(new Set([...hidden, notice.at + notice.code]));
            }}
          >
            {t('notices.dismiss')}
          </button>
        </Notice>
      ))}
    </section>
  );
}

function PracticeBanner({ preset }: { preset: string | null }) {
  const { t } = useTranslation('job');
  const { value: practice } = usePractice();
  const running = preset !== null && practice?.preset === preset ? practice : null;
  return (
    <Notice tone="practice" icon="info">
      {t('practice.text')}{' '}
      {running && (
        <>
          <span>
            {t('practice.running', {
              address: running.address,
              login: factory.login,
              password: factory.password,
            })}
          </span>{' '}
          <span>
            {t('practice.portal', { login: running.portal.login, password: running.portal.password })}
          </span>
          {running.ssh && <PracticeSsh ssh={running.ssh} />}
          {running.old && <span> {t('practice.old', running.old)}</span>}
          {running.members && <PracticeMembers members={running.members} />}
          {running.cloud && <PracticeCloud cloud={running.cloud} move={running.move} />}
        </>
      )}
      {practice !== undefined && preset !== null && !running && <StartAgain preset={preset} />}
    </Notice>
  );
}

function PracticeSsh({ ssh: { port, users } }: { ssh: NonNullable<PracticeView['ssh']> }) {
  const { t } = useTranslation('job');
  const logins = Object.entries(users).map(([name, password]) => `${name} / ${password}`);
  return <span> {t('practice.ssh', { port, logins: formatList(logins) })}</span>;
}

/** The clients of its network. */
function PracticeMembers({ members }: { members: NonNullable<PracticeView['members']> }) {
  const { t } = useTranslation('job');
  const list = members.map(({ address, password }) => `${address} (${factory.login} / ${password})`);
  return <span> {t('practice.members', { list: formatList(list) })}</span>;
}

/** The cloud PBX beside it, and the practice's own script that moves it there. */
function PracticeCloud({
  cloud,
  move,
}: Pick<PracticeView, 'move'> & { cloud: NonNullable<PracticeView['cloud']> }) {
  const { t } = useTranslation('job');
  const { address, password, sshPort } = cloud;
  return (
    <>
      <span> {t('practice.cloud', { address, password, port: sshPort ?? '–' })}</span>
      {move && <span> {t('practice.move', move)}</span>}
    </>
  );
}

/** After a restart of the app the practice PBX is not running: without it the job would be a dead end. */
function StartAgain({ preset }: { preset: string }) {
  const { t } = useTranslation('job');
  const client = useClient();
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<WizardError | null>(null);
  async function start(): Promise<void> {
    setStarting(true);
    const result = await client.call('practice.start', { preset });
    setStarting(false);
    setError(result.ok ? null : result.error);
  }
  return (
    <>
      {t('practice.stopped')}{' '}
      <button type="button" className="link" disabled={starting} onClick={() => void start()}>
        {starting ? t('practice.starting') : t('practice.start')}
      </button>
      {error && <ErrorPanel error={error} />}
    </>
  );
}
