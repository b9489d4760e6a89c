import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandOverView } from '../../../app/contract/office-views';
import type { WizardError } from '../../../app/domain/error';
import { handOverMaxSigns } from '../../../app/domain/hand-over';
import { useClient } from '../../client';
import { Dialog } from '../../components/dialog';
import { ErrorPanel } from '../../components/error-panel';
import '../../styles/office.css';
import { TakeBack } from './take-back';
import { TakeJob } from './take-job';
import { TakeTemplate } from './take-template';

interface Read {
  text: string;
  view: HandOverView;
}

/** A file that was chosen or dropped. All of it is checked and shown before anything of it is taken. */
export function TakeDialog({ file, onClose }: { file: File; onClose: () => void }) {
  const { t } = useTranslation(['office', 'home']);
  const { read, error } = useRead(file);
  return (
    <Dialog title={t(titleOf(read, error))} onClose={onClose}>
      <div className="office-dialog">
        {error && <ErrorPanel error={error} />}
        {!read && !error && <p role="status">{t('home:file.loading')}</p>}
        {read && <Content read={read} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function Content({ read: { text, view }, onClose }: { read: Read; onClose: () => void }) {
  if (view.kind === 'template') return <TakeTemplate text={text} view={view} onClose={onClose} />;
  return view.back ? (
    <TakeBack text={text} view={view} back={view.back} />
  ) : (
    <TakeJob text={text} view={view} />
  );
}

function titleOf(read: Read | null, error: WizardError | null) {
  if (error) return 'take.titleError';
  if (read?.view.kind === 'template') return 'take.titleTemplate';
  return read?.view.kind === 'job' && read.view.back ? 'take.titleBack' : 'take.title';
}

/** Something huge is not even read. */
function useRead(file: File): { read: Read | null; error: WizardError | null } {
  const client = useClient();
  const [read, setRead] = useState<Read | null>(null);
  const [error, setError] = useState<WizardError | null>(null);
  useEffect(() => {
    let open = true;
    void look().then((found) => {
      if (open) found();
    });
    async function look(): Promise<() => void> {
      const refuse = (wrong: WizardError) => () => {
        setError(wrong);
      };
      if (file.size > handOverMaxSigns) return refuse({ code: 'handover-too-large', retry: false });
      // A folder that was dropped has a size and cannot be read.
      const text = await file.text().catch(() => null);
      if (text === null) return refuse({ code: 'handover-foreign', retry: false });
      const result = await client.call('handover.look', { text });
      if (!result.ok) return refuse(result.error);
      return () => {
        setRead({ text, view: result.value });
      };
    }
    return () => {
      open = false;
    };
  }, [client, file]);
  return { read, error };
}
