import { memo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import type { OwnRule } from '../../../../app/domain/licensing/own-rules';
import type { Column, Indexed } from '../../../../app/domain/licensing/table/rows';
import { Icon } from '../../../components/icon';
import { Suggested } from './suggested';
import type { Outcome } from './view';
import { typeText } from './words';

export interface RowActs {
  onSelect: (id: string, range: boolean) => void;
  onChoose: (id: string, type: string | null) => void;
  onSuggested: (id: string) => void;
}

interface UserRowProps extends RowActs {
  row: Indexed;
  index: number;
  columns: readonly Column[];
  types: LicenceTable['types'];
  rules: readonly OwnRule[];
  /** The type chosen for this user, if one was. */
  chosen: string | null;
  outcome: Outcome | null;
  selected: boolean;
  /** The one row that Tab leads to. */
  current: boolean;
}

/** One user: selected by its check box or anywhere on the row. Drawn anew only when something about it changed. */
export const UserRow = memo(function UserRow(props: UserRowProps) {
  const { row, index, columns, selected, current, chosen, onSelect } = props;
  const { t } = useTranslation('steps');
  const { id, name } = row.user;
  function onClick(event: MouseEvent<HTMLTableRowElement>): void {
    if (event.target instanceof HTMLElement && event.target.closest('input, select, button')) return;
    event.currentTarget.querySelector('input')?.focus({ preventScroll: true });
    onSelect(id, event.shiftKey);
  }
  return (
    <tr
      className={selected ? 'selected' : undefined}
      data-testid={`licence-row-${id}`}
      data-index={index}
      data-changed={chosen !== null || undefined}
      aria-rowindex={index + 2}
      onClick={onClick}
    >
      <td>
        <input
          type="checkbox"
          aria-label={t('licences.selectUser', { name })}
          checked={selected}
          tabIndex={current ? 0 : -1}
          onChange={(event) => {
            onSelect(id, isShifted(event.nativeEvent));
          }}
        />
      </td>
      {columns.map((column) => (
        <Cell key={column} column={column} {...props} />
      ))}
    </tr>
  );
});

/** A click, or Space, with Shift held. */
function isShifted(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true;
}

function Cell({ column, ...props }: UserRowProps & { column: Column }) {
  const { t } = useTranslation('steps');
  const { row, rules, current, chosen, onSuggested } = props;
  if (column === 'chosen') return <ChoiceCell {...props} />;
  if (column === 'suggested') {
    return (
      <td data-column="suggested">
        <Suggested row={row} rules={rules} chosen={chosen} reachable={current} onTake={onSuggested} />
      </td>
    );
  }
  if (column === 'current') return <td data-column="current">{typeText(t, row.user.licenceType)}</td>;
  const text = row.user[column];
  return (
    <td data-column={column} title={text}>
      {text}
    </td>
  );
}

function ChoiceCell({ row, types, chosen, outcome, current, onChoose }: UserRowProps) {
  const { t } = useTranslation('steps');
  if (!row.counted) {
    return (
      <td data-column="chosen" className="quiet-text" title={t('licences.notCountedHint')}>
        {t('licences.notCounted')}
      </td>
    );
  }
  const { id, name } = row.user;
  return (
    <td data-column="chosen" className="choice-cell">
      <select
        aria-label={t('licences.newTypeOf', { name })}
        value={chosen ?? ''}
        tabIndex={current ? 0 : -1}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChoose(id, value === '' ? null : value);
        }}
      >
        <option value="">{t('licences.leave')}</option>
        {types.map((type) => (
          <option key={type.wire} value={type.wire}>
            {type.label}
          </option>
        ))}
      </select>
      {outcome !== null && <OutcomeMark outcome={outcome} />}
    </td>
  );
}

function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('steps');
  const text = t(`licences.outcome.${outcome}`);
  return (
    <span className="outcome" data-outcome={outcome} title={text}>
      <Icon name={outcome === 'written' ? 'check' : 'cross'} size={14} />
      <span className="unseen">{text}</span>
    </span>
  );
}
