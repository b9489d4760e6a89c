import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../../app/domain/licensing/table/rows';
import { countsOf } from '../../../../app/domain/licensing/table/table';
import { isEnded } from '../../../../app/domain/step-state';
import { Notice } from '../../../components/notice';
import '../../../styles/licences.css';
import { OfficeTypes } from '../hand-over/office-types';
import { BulkBar, ChangeBar, SuggestBar } from '../licences/bulk-bar';
import { ChangeList } from '../licences/change-list';
import { Counts } from '../licences/counts';
import { DifferenceDialog } from '../licences/difference';
import { Files } from '../licences/files';
import { Filters } from '../licences/filters';
import { ImportDialog } from '../licences/import-types';
import { Rules } from '../licences/rules';
import { useScreenKeys } from '../licences/table-keys';
import { UndoRun } from '../licences/undo-run';
import { useFile } from '../licences/use-file';
import { useLicences, type Licences } from '../licences/use-licences';
import { UserTable } from '../licences/user-table';
import type { TableView } from '../licences/view';
import { PageActs } from '../page-acts';
import { PagePane } from '../page-pane';
import { PlanList } from '../plan-list';
import { asks, isInPage, useBefore, useStep } from '../step-context';

/** The users' table with its counts, once the users were read. */
export function LicencesBody() {
  const { t } = useTranslation('steps');
  const { view, step, call, setRoomy } = useStep();
  const licences = useLicences();
  useEffect(() => {
    setRoomy(true);
    return () => {
      setRoomy(false);
    };
  }, [setRoomy]);
  // With nothing to change, the main button says that the types were looked through.
  useBefore(async () => {
    if (!asks(step, 'ask.review-types')) return true;
    const at = { job: view.state.id, step: step.id };
    return (await call('steps.confirm', { ...at, code: 'types-reviewed', note: '' })).ok;
  });
  const { view: shown } = licences;
  if (!shown || (shown.table.rows.length === 0 && !isEnded(step.state))) {
    return <p className="quiet-text">{t(shown || step.error ? 'licences.none' : 'licences.reading')}</p>;
  }
  return (
    <>
      {view.state.facts.network && (
        <Notice tone="info" icon="info">
          {t('licences.network')}
        </Notice>
      )}
      <TableOrPage shown={shown} licences={licences} />
    </>
  );
}

/**
 * While the wizard works the PBX's page it takes the table's place; by hand the installer goes from one to the other. The
 * table keeps its filter and selection meanwhile.
 */
function TableOrPage({ shown, licences }: { shown: TableView; licences: Licences }) {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const [wanted, setWanted] = useState(false);
  const reading = view.progress?.step === step.id && view.progress.doing.code === 'applying.numbers';
  const assisted = view.progress?.step === step.id && view.progress.assisted !== undefined;
  const setting = step.way !== 'automatic' && (step.state === 'applying' || step.state === 'verifying');
  const working = reading || assisted || setting;
  // Where the wizard got stuck, the installer goes on in the very same page.
  const byHand = step.way === 'guided' && !isEnded(step.state);
  const stuck = byHand && step.error?.code === 'recipe-stuck';
  const inPage = working || (byHand && (wanted || stuck));
  return (
    <>
      {byHand && !working && !stuck && (
        <button
          type="button"
          className="button"
          onClick={() => {
            setWanted(!wanted);
          }}
        >
          {t(wanted ? 'licences.showUsers' : 'licences.showPage')}
        </button>
      )}
      {inPage && (
        <div className="pane-layout" data-open>
          <div className="pane-side">
            {working ? <PageActs /> : <PlanList />}
            {!working && <ChangeList table={shown.table} most={60} />}
          </div>
          <PagePane target="pbx" />
        </div>
      )}
      <div hidden={inPage}>
        <Table view={shown} licences={licences} hidden={inPage} />
      </div>
    </>
  );
}

interface TableProps {
  view: TableView;
  licences: Licences;
  /** The PBX's page is in its place. */
  hidden: boolean;
}

/** What decides stands first; the rest is reached by scrolling where the window is narrow. */
const columns: readonly Column[] = [
  'extension',
  'name',
  'current',
  'suggested',
  'chosen',
  'role',
  'group',
  'department',
];
const moreColumns: readonly Column[] = [...columns, 'login', 'email'];

function Table({ view, licences, hidden }: TableProps) {
  const { act } = licences;
  const [more, setMore] = useState(false);
  const [showsDifference, setShowsDifference] = useState(false);
  const { locked, view: job } = useStep();
  const { file, open, close } = useFile(view);
  const { table, told } = view;
  const selected = useMemo(() => selectedOf(view), [view]);
  const rowActs = useRowActs(licences);
  useScreenKeys(
    {
      undo: () => {
        act({ do: 'undo' });
      },
      redo: () => {
        act({ do: 'redo' });
      },
      difference: () => {
        setShowsDifference(table.choices.size > 0);
      },
    },
    !hidden && !locked,
  );
  return (
    <div className="licences">
      <div className="licences-main">
        {job.state.handedFrom && !locked && <OfficeTypes job={job.state.id} onFile={open} />}
        <Filters view={view} act={act} more={more} onMore={setMore} />
        <div className="licences-bars">
          <BulkBar view={view} selected={selected} act={act} />
          <ChangeBar
            view={view}
            act={act}
            onDifference={() => {
              setShowsDifference(true);
            }}
          />
          <SuggestBar view={view} act={act} />
        </div>
        <Shown view={view} />
        <UserTable
          view={view}
          columns={more ? moreColumns : columns}
          types={told.types}
          allSelected={selected.length > 0 && selected.length === view.visible.length}
          act={act}
          onFile={open}
          {...rowActs}
        />
      </div>
      <Side view={view} licences={licences} onFile={open} />
      {showsDifference && (
        <DifferenceDialog
          table={table}
          rules={told.rules}
          onClose={() => {
            setShowsDifference(false);
          }}
        />
      )}
      {file && (
        <ImportDialog
          file={file}
          table={table}
          onTake={(choices) => {
            act({ do: 'set-each', choices });
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

function Shown({ view: { visible, table } }: { view: TableView }) {
  const { t } = useTranslation('steps');
  return (
    <p className="unseen" role="status">
      {t('licences.shown', { count: visible.length, all: table.rows.length })}
    </p>
  );
}

function Side({ view, licences, onFile }: Omit<TableProps, 'hidden'> & { onFile: (file: File) => void }) {
  const { step, locked } = useStep();
  const { told } = view;
  const { rows, choices } = view.table;
  const counts = useMemo(() => countsOf({ rows, choices }, told.bought), [rows, choices, told.bought]);
  return (
    <div className="licences-side">
      <Counts counts={counts} onRead={licences.readNumbers} />
      <UndoRun undo={told.undo} locked={locked} onUndo={licences.undoRun} />
      <PlanList />
      {isInPage(step) && <PageActs />}
      <ChangeList table={view.table} most={5} />
      <Files onFile={onFile} />
      <Rules rules={told.rules} types={told.types} onSave={licences.saveRules} />
    </div>
  );
}

/** Only what is seen is set: the hidden keep their mark until they are shown again. */
function selectedOf({ visible, table: { selected } }: TableView): string[] {
  if (selected.size === 0) return [];
  return visible.flatMap(({ user }) => (selected.has(user.id) ? [user.id] : []));
}

/** The same functions for as long as the table is shown, so that no row is drawn anew for them. */
function useRowActs({ act }: Licences) {
  const onSelect = useCallback(
    (id: string, range: boolean) => {
      act({ do: 'select', id, range });
    },
    [act],
  );
  const onChoose = useCallback(
    (id: string, type: string | null) => {
      act({ do: 'set', ids: [id], type, why: { by: 'hand' } });
    },
    [act],
  );
  const onSuggested = useCallback(
    (id: string) => {
      act({ do: 'take-suggested', ids: [id] });
    },
    [act],
  );
  return { onSelect, onChoose, onSuggested };
}
