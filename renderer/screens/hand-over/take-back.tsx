import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { go, receivedHref } from '../../route';
import { InputLines, Made } from './inputs';
import type { JobFile } from './take-job';

interface TakeBackProps {
  text: string;
  view: JobFile;
  back: NonNullable<JobFile['back']>;
}

/** A report that comes back. It is kept with its job where that is here, and shown. */
export function TakeBack({ text, view, back }: TakeBackProps) {
  const { t } = useTranslation('office');
  const client = useClient();
  const [error, setError] = useState<WizardError | null>(null);
  async function show(): Promise<void> {
    const kept = await client.call('handover.keep', { text });
    if (kept.ok) go(receivedHref(kept.value.origin));
    else setError(kept.error);
  }
  const { doneSteps, allSteps, exportedAt, finished } = back;
  return (
    <>
      <Made view={view} />
      <dl className="rows">
        <InputLines inputs={view.inputs} />
      </dl>
      <p>{t('take.back', { done: doneSteps, all: allSteps, at: exportedAt })}</p>
      {!finished && (
        <Notice tone="warn" icon="warning">
          {t('take.backOpen')}
        </Notice>
      )}
      <p className="quiet-text">{t(view.original ? 'take.attached' : 'take.notAttached')}</p>
      {error && <ErrorPanel error={error} />}
      <p className="office-decide">
        <button type="button" className="button strong" onClick={() => void show()}>
          {t('take.show')}
        </button>
      </p>
    </>
  );
}
