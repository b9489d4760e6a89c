import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceRow, LicenceTable } from '../../../../app/contract/views';
import { licenceLabel } from '../../../../app/domain/licensing/types';
import { Icon } from '../../../components/icon';
import { isChanged } from './rows';

interface UserRowProps {
  row: LicenceRow;
  index: number;
  types: LicenceTable['types'];
  selected: boolean;
  onSelect: (id: string, range: boolean) => void;
  onChoose: (id: string, type: string | null) => void;
}

/** One user: selected by its check box or anywhere on the row. */
export function UserRow({ row, index, types, selected, onSelect, onChoose }: UserRowProps) {
  const { t } = useTranslation('steps');
  function onClick(event: MouseEvent<HTMLTableRowElement>): void {
    if (event.target instanceof HTMLElement && event.target.closest('input, select')) return;
    onSelect(row.id, event.shiftKey);
  }
  return (
    <tr
      className={selected ? 'selected' : undefined}
      data-testid={`licence-row-${row.id}`}
      data-changed={isChanged(row) || undefined}
      aria-rowindex={index + 2}
      onClick={onClick}
    >
      <td>
        <input
          type="checkbox"
          aria-label={t('licences.selectUser', { name: row.name })}
          checked={selected}
          onChange={(event) => {
            onSelect(row.id, event.nativeEvent instanceof Event && isShifted(event.nativeEvent));
          }}
        />
      </td>
      <td className="number">{row.extension}</td>
      <td title={row.email}>{row.name}</td>
      <td>
        {row.role}
        {!row.counted && <span className="quiet-text"> ({t('licences.notCounted')})</span>}
      </td>
      <td>{row.group}</td>
      <td>{row.department}</td>
      <td>{row.current === null ? t('licences.noType') : licenceLabel(row.current)}</td>
      <td className="choice-cell">
        <NewType row={row} types={types} onChoose={onChoose} />
        <Outcome row={row} />
      </td>
    </tr>
  );
}

/** A click, or Space, with Shift held. */
function isShifted(event: Event): boolean {
  return 'shiftKey' in event && event.shiftKey === true;
}

function NewType({ row, types, onChoose }: Pick<UserRowProps, 'row' | 'types' | 'onChoose'>) {
  const { t } = useTranslation('steps');
  return (
    <select
      aria-label={t('licences.newTypeOf', { name: row.name })}
      title={row.suggestion ? t(`licences.reasons.${row.suggestion.reason as 'fax-is-basic'}`) : undefined}
      value={row.chosen ?? ''}
      onChange={(event) => {
        const { value } = event.currentTarget;
        onChoose(row.id, value === '' ? null : value);
      }}
    >
      <option value="">{t('licences.leave')}</option>
      {types.map((type) => (
        <option key={type.wire} value={type.wire}>
          {type.label}
        </option>
      ))}
    </select>
  );
}

function Outcome({ row }: { row: LicenceRow }) {
  const { t } = useTranslation('steps');
  if (row.outcome === null) return null;
  const text = t(`licences.outcome.${row.outcome}`);
  return (
    <span className="outcome" data-outcome={row.outcome} title={text}>
      <Icon name={row.outcome === 'written' ? 'check' : 'cross'} size={14} />
      <span className="unseen">{text}</span>
    </span>
  );
}
