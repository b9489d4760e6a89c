import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import { formatDateTime } from '../../../format';

interface UndoRunProps {
  undo: LicenceTable['undo'];
  locked: boolean;
  onUndo: () => void;
}

/** Back to before the last run: as choices, which are looked through and written like any others. */
export function UndoRun({ undo, locked, onUndo }: UndoRunProps) {
  const { t } = useTranslation('steps');
  if (!undo) return null;
  return (
    <section className="undo-run">
      <button type="button" className="button" disabled={locked} onClick={onUndo}>
        {t('licences.undoRun', { count: undo.users, time: formatDateTime(undo.at) })}
      </button>
      <p className="field-hint">{t('licences.undoRunHint', { file: undo.file })}</p>
    </section>
  );
}
