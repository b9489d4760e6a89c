import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandOverView } from '../../../app/contract/office-views';
import type { WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { InputLines, Line, Made } from './inputs';

interface TakeTemplateProps {
  text: string;
  view: Extract<HandOverView, { kind: 'template' }>;
  onClose: () => void;
}

/** A template of another computer. */
export function TakeTemplate({ text, view, onClose }: TakeTemplateProps) {
  const { t } = useTranslation('office');
  const client = useClient();
  const [error, setError] = useState<WizardError | null>(null);
  async function keep(): Promise<void> {
    const kept = await client.call('templates.keep', { text });
    if (kept.ok) onClose();
    else setError(kept.error);
  }
  return (
    <>
      <p>
        <strong>{view.name}</strong>
      </p>
      <Made view={view} />
      <dl className="rows">
        <InputLines inputs={view.inputs} />
        <Line label={t('take.hosts')} value={t('take.templateHosts', { count: view.vendorHosts })} />
        <Line label={t('take.rules')} value={view.inputs['licences']?.['own-rules'] && t('take.yes')} />
      </dl>
      {view.replaces && (
        <Notice tone="warn" icon="warning">
          {t('take.replaces')}
        </Notice>
      )}
      {error && <ErrorPanel error={error} />}
      <p className="office-decide">
        <button type="button" className="button strong" onClick={() => void keep()}>
          {t('take.keepTemplate')}
        </button>
      </p>
    </>
  );
}
