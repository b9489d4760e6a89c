import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Arg } from '../../../../app/contract/contract';
import type { JobView } from '../../../../app/contract/views';
import type { WizardError } from '../../../../app/domain/error';
import { useClient } from '../../../client';
import { ErrorPanel } from '../../../components/error-panel';

type Wanted = Omit<Arg<'handover.export'>, 'job'>;

/** Writes a file with the job in it; the system shows where it is. */
export function useWrite(view: JobView) {
  const client = useClient();
  const [written, setWritten] = useState<string | null>(null);
  const [error, setError] = useState<WizardError | null>(null);
  async function write(what: Wanted): Promise<void> {
    const result = await client.call('handover.export', { job: view.state.id, ...what });
    setWritten(result.ok ? result.value.path : null);
    setError(result.ok ? null : result.error);
  }
  return { written, error, write: (what: Wanted) => void write(what) };
}

export function Written({ path, error }: { path: string | null; error: WizardError | null }) {
  const { t } = useTranslation('office');
  return (
    <>
      <div role="status">
        {path !== null && (
          <p className="office-written">
            {t('send.written')} <code>{path}</code>
          </p>
        )}
      </div>
      {error && <ErrorPanel error={error} />}
    </>
  );
}
