import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, Arg } from '../../../../app/contract/contract';
import { wmsImportOptionsOff } from '../../../../app/domain/licensing/csv/write';
import { VendorWord } from '../../../components/words';
import { useStep } from '../step-context';
import { FileButton } from './import-types';

type Kind = Arg<'licences.export'>['as'];
type Separator = Arg<'licences.export'>['separator'];
type Written = Answer<'licences.export'> & { as: Kind };

/** Types from a file, and users and types to one. */
export function Files({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  const [separator, setSeparator] = useState<Separator>(';');
  const [written, setWritten] = useState<Written | null>(null);
  const title = useId();
  const id = useId();

  async function save(as: Kind): Promise<void> {
    setWritten(null);
    const result = await call('licences.export', { job: view.state.id, as, separator });
    if (result.ok) setWritten({ ...result.value, as });
  }
  return (
    <section className="files" aria-labelledby={title}>
      <h2 id={title}>{t('licences.filesTitle')}</h2>
      <FileButton onFile={onFile} />
      <div className="files-save">
        <button type="button" className="button" onClick={() => void save('types')}>
          {t('licences.export.types')}
        </button>
        <label className="unseen" htmlFor={id}>
          {t('licences.export.separator')}
        </label>
        <select
          id={id}
          title={t('licences.export.separator')}
          value={separator}
          onChange={(event) => {
            setSeparator(event.currentTarget.value === ',' ? ',' : ';');
          }}
        >
          <option value=";">{t('licences.export.semicolon')}</option>
          <option value=",">{t('licences.export.comma')}</option>
        </select>
      </div>
      <button
        type="button"
        className="button"
        title={t('licences.export.wmsHint')}
        onClick={() => void save('wms-import')}
      >
        {t('licences.export.wms')}
      </button>
      <div role="status">{written && <Saved written={written} />}</div>
    </section>
  );
}

/** Where the file is, who is in it, and what WMS's import must not be told to do with it. */
function Saved({ written: { path, users, leftOut, as } }: { written: Written }) {
  const { t } = useTranslation('steps');
  return (
    <div className="saved">
      <p>{t('licences.export.saved', { count: users })}</p>
      <code>{path}</code>
      {leftOut.length > 0 && (
        <p>{t('licences.export.leftOut', { count: leftOut.length, names: leftOut.join(', ') })}</p>
      )}
      {as === 'wms-import' && (
        <>
          <p>
            {t('licences.export.where')} <VendorWord>WMS</VendorWord> › <VendorWord>Users</VendorWord> ›{' '}
            <VendorWord>Import</VendorWord>
          </p>
          <p>{t('licences.export.off')}</p>
          <ul>
            {wmsImportOptionsOff.map((option) => (
              <li key={option}>
                <VendorWord>{option}</VendorWord>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
