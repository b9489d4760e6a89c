import type { TFunction } from 'i18next';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobParts, Removed } from '../../../app/contract/office-views';
import type { JobSummary } from '../../../app/contract/views';
import type { WizardError } from '../../../app/domain/error';
import type { SecretName } from '../../../app/domain/job';
import { isOfMember, ownNameOf } from '../../../app/domain/member-secret';
import { useClient } from '../../client';
import { Dialog } from '../../components/dialog';
import { ErrorPanel } from '../../components/error-panel';
import { formatList } from '../../format';
import { receivedHref } from '../../route';
import '../../styles/office.css';

/** What can be done with a job besides opening it: put away, brought back, deleted. */
export function JobDialog({ job, onClose }: { job: JobSummary; onClose: () => void }) {
  const { t } = useTranslation(['office', 'common']);
  const [deleting, setDeleting] = useState(false);
  const [gone, setGone] = useState<Removed | null>(null);
  const customer = job.customer || t('common:unnamedCustomer');
  const title = deleting && !gone ? t('job.deleteTitle', { customer }) : t('job.title', { customer });
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="office-dialog">
        {gone ? (
          <p role="status">{t(`job.gone.${gone.how}`)}</p>
        ) : (
          <>
            <p className="quiet-text">
              {t('job.lead', {
                pbx: job.pbxName || t('common:unnamedPbx'),
                kind: t(`common:kinds.${job.kind}`),
                at: job.createdAt,
              })}
            </p>
            {deleting ? (
              <Delete job={job} onGone={setGone} />
            ) : (
              <Acts
                job={job}
                onClose={onClose}
                onDelete={() => {
                  setDeleting(true);
                }}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface ActsProps {
  job: JobSummary;
  onClose: () => void;
  onDelete: () => void;
}

function Acts({ job, onClose, onDelete }: ActsProps) {
  const { t } = useTranslation('office');
  const client = useClient();
  const [error, setError] = useState<WizardError | null>(null);
  async function archive(): Promise<void> {
    const done = await client.call('jobs.archive', { job: job.id, on: !job.archived });
    if (done.ok) onClose();
    else setError(done.error);
  }
  return (
    <>
      {job.reportBack && (
        <a className="button" href={receivedHref(job.id)}>
          {t('job.report')}
        </a>
      )}
      {job.atWork && <p>{t('job.busy')}</p>}
      <div className="office-act">
        <button type="button" className="button" disabled={job.atWork} onClick={() => void archive()}>
          {t(job.archived ? 'job.unarchive' : 'job.archive')}
        </button>
        <span className="quiet-text">{t(job.archived ? 'job.unarchiveText' : 'job.archiveText')}</span>
      </div>
      <div className="office-act">
        <button type="button" className="button" disabled={job.atWork} onClick={onDelete}>
          {t('job.delete')}
        </button>
        <span className="quiet-text">{t('job.deleteText')}</span>
      </div>
      {error && <ErrorPanel error={error} />}
    </>
  );
}

interface DeleteProps {
  job: JobSummary;
  onGone: (how: Removed) => void;
}

/** Says what goes, and wants a word typed: nothing brings it all back. */
function Delete({ job, onGone }: DeleteProps) {
  const { t } = useTranslation('office');
  const client = useClient();
  const id = useId();
  const [parts, setParts] = useState<JobParts | null>(null);
  const [typed, setTyped] = useState('');
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<WizardError | null>(null);
  useEffect(() => {
    let open = true;
    void client.call('jobs.parts', { job: job.id }).then((result) => {
      if (!open) return;
      if (result.ok) setParts(result.value);
      else setError(result.error);
    });
    return () => {
      open = false;
    };
  }, [client, job.id]);
  async function remove(): Promise<void> {
    setWorking(true);
    setError(null);
    const removed = await client.call('jobs.remove', { job: job.id });
    setWorking(false);
    if (removed.ok) onGone(removed.value);
    else setError(removed.error);
  }
  const word = t('job.deleteWord');
  const meant = typed.trim().toLowerCase() === word;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (meant && !working) void remove();
      }}
    >
      <p>{t('job.deleteWhat')}</p>
      {parts && <Goes parts={parts} />}
      {job.status === 'open' && <p>{t('job.deleteOpen')}</p>}
      <p className="quiet-text">
        {t('job.deleteTrash')} {parts && parts.secrets.length > 0 && t('job.deleteSecrets')}
      </p>
      {error && <ErrorPanel error={error} />}
      <div className="field">
        <label htmlFor={id}>{t('job.deleteType', { word })}</label>
        <input
          id={id}
          type="text"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      </div>
      <div>
        <button type="submit" className="button danger" disabled={!meant || working || parts === null}>
          {t(working ? 'job.deleting' : 'job.deleteNow')}
        </button>
      </div>
    </form>
  );
}

/** Of another PBX of a network by its number: its name is known to the open job only. */
function secretWord(t: TFunction<['office', 'evidence']>, name: SecretName): string {
  if (!isOfMember(name)) return t(`evidence:secrets.${name}`);
  const which = ownNameOf(name) === 'api-token' ? 'member-token' : 'member-password';
  return t(`evidence:secrets.${which}`, {
    pbx: t('office:job.goes.client', { number: name.replace(/^.*-/, '') }),
  });
}

function Goes({ parts }: { parts: JobParts }) {
  const { t } = useTranslation(['office', 'evidence']);
  const { journalLines, reports, transcripts, others, secrets } = parts;
  const lines: [string, ReactNode][] = [['journal', t('job.goes.journal', { count: journalLines })]];
  for (const [kind, files] of [
    ['reports', reports],
    ['transcripts', transcripts],
    ['others', others],
  ] as const) {
    if (files.length > 0)
      lines.push([kind, t(`job.goes.${kind}`, { count: files.length, names: formatList(files) })]);
  }
  if (secrets.length > 0) {
    const names = formatList(secrets.map((name) => secretWord(t, name)));
    lines.push(['secrets', t('job.goes.secrets', { count: secrets.length, names })]);
  }
  return (
    <ul className="office-goes">
      {lines.map(([kind, text]) => (
        <li key={kind}>{text}</li>
      ))}
    </ul>
  );
}
