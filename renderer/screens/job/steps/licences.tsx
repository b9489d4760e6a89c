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
import { PlanList } from '../plan-list';
import { asks, useBefore, useStep } from '../step-context';

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
  return <Table table={licences.table} choose={licences.choose} suggest={licences.suggest} />;
}

interface TableProps {
  table: LicenceTable;
  choose: (users: readonly string[], type: string | null) => void;
  suggest: () => void;
}

function Table({ table, choose, suggest }: TableProps) {
  const { t } = useTranslation('steps');
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
        <Counts counts={table.counts} />
        <PlanList />
        <ChangeList table={table} />
      </div>
    </div>
  );
}
