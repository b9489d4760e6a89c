import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Arg } from '../../../../app/contract/contract';
import { useClient } from '../../../client';

type Wanted = Arg<'handover.export'>['types'];
type CsvFile = Exclude<Wanted, string | null>;
type Kind = 'none' | 'file' | 'chosen';

export interface SentTypes {
  kind: Kind;
  choose: (kind: Kind) => void;
  file: CsvFile | null;
  read: (file: File) => void;
  /** Users for whom this job has a type chosen; 0 also while none were read. */
  inJob: number;
  /** What goes into the file. */
  chosen: Wanted;
}

export function useTypes(job: string): SentTypes {
  const client = useClient();
  const [kind, setKind] = useState<Kind>('none');
  const [file, setFile] = useState<CsvFile | null>(null);
  const [inJob, setInJob] = useState(0);
  useEffect(() => {
    let open = true;
    void client.call('licences.table', { job }).then((result) => {
      if (open && result.ok) setInJob(Object.keys(result.value.choices).length);
    });
    return () => {
      open = false;
    };
  }, [client, job]);
  async function read(chosen: File): Promise<void> {
    const [{ decodeText }, bytes] = await Promise.all([
      import('../../../../app/domain/licensing/csv/decode'),
      chosen.arrayBuffer(),
    ]);
    setFile({ name: chosen.name.slice(0, 200), csv: decodeText(new Uint8Array(bytes)).text });
    setKind('file');
  }
  const chosen = kind === 'file' ? file : kind === 'chosen' ? 'chosen' : null;
  return { kind, choose: setKind, file, read: (one) => void read(one), inJob, chosen };
}

/** Which user is to have which type, for a site where nobody has read the users yet. */
export function Types({ types: { kind, choose, file, read, inJob } }: { types: SentTypes }) {
  const { t } = useTranslation('office');
  const name = useId();
  const kinds: [Kind, string][] = [
    ['none', t('send.typesNone')],
    ['file', t('send.typesFile')],
    ...(inJob > 0 ? [['chosen', t('send.typesChosen', { count: inJob })] as [Kind, string]] : []),
  ];
  return (
    <fieldset className="office-types">
      <legend>{t('send.types')}</legend>
      {kinds.map(([value, label]) => (
        <label key={value} className="check">
          <input
            type="radio"
            name={name}
            checked={kind === value}
            onChange={() => {
              choose(value);
            }}
          />
          {label}
        </label>
      ))}
      {kind === 'file' && (
        <div className="row">
          <span className="file-button">
            <input
              id={`${name}-file`}
              type="file"
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              onChange={(event) => {
                const [one] = event.currentTarget.files ?? [];
                if (one) read(one);
                event.currentTarget.value = '';
              }}
            />
            <label className="button" htmlFor={`${name}-file`}>
              {t('send.chooseFile')}
            </label>
          </span>
          {file && <span role="status">{t('send.fileChosen', { name: file.name })}</span>}
        </div>
      )}
      <p className="field-hint">{t('send.typesHint')}</p>
    </fieldset>
  );
}
