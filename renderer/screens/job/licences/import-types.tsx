import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Table } from '../../../../app/domain/licensing/table/table';
import type { FileRead } from '../../../../app/domain/licensing/csv/read';
import type { Choice } from '../../../../app/domain/licensing/why';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import type { ReadFile } from './use-file';
import { columnText, problemText } from './words';

/** A real file field; the label is what is seen of it. */
export function FileButton({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation('steps');
  const id = useId();
  return (
    <span className="file-button">
      <input
        id={id}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          // The same file, put right meanwhile, can be taken again.
          event.currentTarget.value = '';
        }}
      />
      <label className="button" htmlFor={id} title={t('licences.file.hint')}>
        {t('licences.file.read')}
      </label>
    </span>
  );
}

interface ImportDialogProps {
  file: ReadFile;
  table: Table;
  onTake: (choices: Map<string, Choice>) => void;
  onClose: () => void;
}

/** What was read of a file. Nothing of it is taken before the press. */
export function ImportDialog({ file: { name, read }, table, onTake, onClose }: ImportDialogProps) {
  const { t } = useTranslation('steps');
  const taken = read ? choicesOf(read) : new Map<string, Choice>();
  return (
    <Dialog title={t('licences.file.title', { name })} onClose={onClose}>
      <div className="import">
        {read ? <Read read={read} /> : <p className="field-problem">{t('licences.file.unreadable')}</p>}
        {read && <Problems read={read} table={table} />}
        {taken.size > 0 ? (
          <button
            type="button"
            className="button strong"
            onClick={() => {
              onTake(taken);
              onClose();
            }}
          >
            {t('licences.file.take', { count: taken.size })}
          </button>
        ) : (
          <p>{t('licences.file.nothing')}</p>
        )}
      </div>
    </Dialog>
  );
}

function choicesOf({ types }: FileRead): Map<string, Choice> {
  return new Map(
    [...types].map(([id, { type, line }]) => [id, { type, why: { by: 'file' as const, line } }]),
  );
}

function Read({ read }: { read: FileRead }) {
  const { t } = useTranslation('steps');
  const { encoding, damaged, separator, types, leftAsIs, lines, setAside, columns } = read;
  return (
    <>
      <dl className="rows">
        <div>
          <dt>{t('licences.file.encoding')}</dt>
          <dd>{encoding.toUpperCase()}</dd>
        </div>
        <div>
          <dt>{t('licences.file.separator')}</dt>
          <dd>
            {t(
              `licences.file.separators.${separator === '\t' ? 'tab' : separator === ';' ? 'semicolon' : 'comma'}`,
            )}
          </dd>
        </div>
        <div>
          <dt>{t('licences.file.lines')}</dt>
          <dd>
            {t('licences.file.linesText', {
              lines,
              usable: types.size,
              left: leftAsIs,
              wrong: wrongLines(read),
            })}
          </dd>
        </div>
      </dl>
      {damaged && <p className="field-problem">{t('licences.file.damaged')}</p>}
      {setAside.map((column) => (
        <p key={column}>{t('licences.file.setAside', { column: columnText(t, column) })}</p>
      ))}
      {columns.unused.length > 0 && (
        <p className="quiet-text">{t('licences.file.unused', { names: columns.unused.join(', ') })}</p>
      )}
    </>
  );
}

function wrongLines({ problems }: FileRead): number {
  return problems.filter(({ line }) => line !== null).length;
}

/** More are not read through; the file is put right and read again. */
const most = 200;

function Problems({ read: { problems, repeated }, table }: { read: FileRead; table: Table }) {
  const { t } = useTranslation('steps');
  const title = useId();
  if (problems.length + repeated.length === 0) return null;
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>{t('licences.file.problemsTitle', { count: problems.length + repeated.length })}</h3>
      <ul className="file-problems" tabIndex={0} aria-labelledby={title}>
        {problems.slice(0, most).map((problem, place) => (
          <li key={`problem-${String(place)}`}>
            <Icon name="warning" size={14} />
            <span>
              <strong>
                {problem.line === null
                  ? t('licences.file.wholeFile')
                  : t('licences.file.line', { line: problem.line })}
              </strong>{' '}
              {problemText(t, problem)}
            </span>
          </li>
        ))}
        {repeated.slice(0, most).map(({ line, first, userId }) => (
          <li key={`again-${String(line)}`}>
            <Icon name="info" size={14} />
            <span>
              <strong>{t('licences.file.line', { line })}</strong>{' '}
              {t('licences.file.repeated', { first, name: table.byId.get(userId)?.user.name ?? userId })}
            </span>
          </li>
        ))}
      </ul>
      {problems.length > most && (
        <p className="quiet-text">{t('licences.file.moreProblems', { count: problems.length - most })}</p>
      )}
    </section>
  );
}
