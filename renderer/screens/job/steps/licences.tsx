import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import { isEnded } from '../../../../app/domain/step-state';
import '../../../styles/licences.css';
import { BulkBar } from '../licences/bulk-bar';
import { ChangeList } from '../licences/change-list';
import { Counts } from '../licences/counts';
import { Filters } from '../licences/filters';
import { noFilter, shownRows, sorted, type Filter, type SortKey } from '../licences/rows';
import { selectAll, selectOne, type Selection } from '../licences/selection';
import { UserTable } from '../licences/user-table';
import { useLicences } from '../licences/use-licences';
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
  if (!licences.table || (licences.table.rows.length === 0 && !isEnded(step.state))) {
    return (
      <p className="quiet-text">{t(licences.table || step.error ? 'licences.none' : 'licences.reading')}</p>
    );
  }
  return <TableOrPage table={licences.table} licences={licences} />;
}

/**
 * While the wizard works the PBX's page it takes the table's place; by hand the installer goes from one to the other. The
 * table keeps its filter and selection meanwhile.
 */
function TableOrPage({ table, licences }: { table: LicenceTable; licences: ReturnType<typeof useLicences> }) {
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
            {!working && <ChangeList table={table} />}
          </div>
          <PagePane target="pbx" />
        </div>
      )}
      <div hidden={inPage}>
        <Table table={table} licences={licences} />
      </div>
    </>
  );
}

interface TableProps {
  table: LicenceTable;
  licences: Omit<ReturnType<typeof useLicences>, 'table'>;
}

function Table({ table, licences: { choose, suggest, readNumbers } }: TableProps) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [sort, setSort] = useState<{ key: SortKey; down: boolean }>({ key: 'extension', down: false });
  const [selection, setSelection] = useState<Selection>({ ids: new Set(), from: null });
  const slowFilter = useDeferredValue(filter);
  const rows = useMemo(
    () => sorted(shownRows(table.rows, slowFilter), sort.key, sort.down),
    [table.rows, slowFilter, sort],
  );
  const selected = useMemo(() => rows.filter((row) => selection.ids.has(row.id)), [rows, selection.ids]);
  const ids = selected.map((row) => row.id);

  return (
    <div className="licences">
      <div className="licences-main">
        <Filters table={table} filter={filter} onFilter={setFilter} />
        <BulkBar
          table={table}
          selected={ids}
          onSet={(type) => {
            choose(ids, type);
          }}
          onResetAll={() => {
            choose(
              table.rows.filter((row) => row.chosen !== null).map((row) => row.id),
              null,
            );
          }}
          onSuggest={suggest}
        />
        <p className="unseen" role="status">
          {t('licences.shown', { count: rows.length, all: table.rows.length })}
        </p>
        <UserTable
          rows={rows}
          types={table.types}
          selected={selection.ids}
          sort={sort}
          onSort={(key) => {
            setSort({ key, down: sort.key === key && !sort.down });
          }}
          onSelect={(id, range) => {
            setSelection(selectOne(selection, rows, id, range));
          }}
          onSelectAll={(on) => {
            setSelection(selectAll(selection, rows, on));
          }}
          onChoose={(id, type) => {
            choose([id], type);
          }}
        />
      </div>
      <div className="licences-side">
        <Counts counts={table.counts} onRead={readNumbers} />
        <PlanList />
        {isInPage(step) && <PageActs />}
        <ChangeList table={table} />
      </div>
    </div>
  );
}
