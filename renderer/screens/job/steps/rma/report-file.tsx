import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStep } from '../../step-context';

/** The JSON report of an earlier job, read here and judged by the app. */
export function ReportFile() {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  const id = useId();
  async function take(file: File): Promise<void> {
    // One that cannot be read is no report either.
    const text = await file.text().catch(() => '');
    await call('rma.report-file', { job: view.state.id, text });
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('old-pbx.file')}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void take(file);
          // The same file can be chosen again after it was put right.
          event.currentTarget.value = '';
        }}
      />
      <span id={`${id}-hint`} className="field-hint">
        {t('old-pbx.fileHint')}
      </span>
    </div>
  );
}
