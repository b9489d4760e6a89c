import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedProfile } from '../../../app/contract/field-views';
import type { WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { go, jobHref } from '../../route';
import { errorText } from '../../strings/said';
import { practise } from '../home/begin-practice';

/** Saves what the PBX can do, without its values, and offers to practise on a PBX like it. */
export function SaveProfile({ job }: { job: string }) {
  const { t } = useTranslation('field');
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<SavedProfile | null>(null);
  const [error, setError] = useState<WizardError | null>(null);

  async function save(): Promise<void> {
    setBusy(true);
    const answer = await client.call('profile.save', { job });
    setBusy(false);
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setSaved(answer.value);
  }
  return (
    <section aria-label={t('profile.save')}>
      <p className="quiet-text">{t('profile.saveHint')}</p>
      <button type="button" className="button strong" disabled={busy} onClick={() => void save()}>
        {t(busy ? 'profile.saving' : 'profile.save')}
      </button>
      {error && <ErrorPanel error={error} onRetry={() => void save()} />}
      {saved && <Saved saved={saved} onError={setError} />}
    </section>
  );
}

interface SavedProps {
  saved: SavedProfile;
  onError: (error: WizardError | null) => void;
}

function Saved({ saved: { name, path, doc, problem }, onError }: SavedProps) {
  const { t } = useTranslation('field');
  const client = useClient();
  const [starting, setStarting] = useState(false);

  async function show(): Promise<void> {
    const answer = await client.call('profile.show', { name });
    onError(answer.ok ? null : answer.error);
  }
  async function begin(): Promise<void> {
    setStarting(true);
    const begun = await practise(client, { id: `profile:${name}`, kind: 'activate-virtual' });
    setStarting(false);
    if (begun.ok) go(jobHref(begun.value));
    else onError(begun.error);
  }
  return (
    <>
      <p role="status">{t('profile.saved', { path })}</p>
      {doc.length > 0 && <p>{t('profile.docSaved', { files: doc.join(', ') })}</p>}
      {doc.length === 0 && !problem && <p>{t('profile.docNone')}</p>}
      {problem && (
        <p>{t('profile.docProblem', { problem: errorText(problem.code, problem.params).title })}</p>
      )}
      <div className="row">
        <button type="button" className="button" onClick={() => void show()}>
          {t('profile.show')}
        </button>
        <button type="button" className="button" disabled={starting} onClick={() => void begin()}>
          {t(starting ? 'profile.practising' : 'profile.practise')}
        </button>
      </div>
    </>
  );
}
