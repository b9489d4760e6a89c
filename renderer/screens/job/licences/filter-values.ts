import type { TFunction } from 'i18next';
import type { Column, Filter } from '../../../../app/domain/licensing/table/rows';
import { licenceLabel } from '../../../../app/domain/licensing/types';

const ofTypes: readonly Column[] = ['current', 'chosen', 'suggested'];

/** A value of a column as the table shows it. */
export function valueText(t: TFunction<'steps'>, column: Column, value: string): string {
  if (value === '') return t(column === 'suggested' ? 'licences.noSuggestion' : 'licences.noType');
  return ofTypes.includes(column) ? licenceLabel(value) : value;
}

/** The filter with other values for one column; none lets all pass. */
export function withColumn(filter: Filter, column: Column, values: readonly string[]): Filter {
  return { ...filter, columns: { ...filter.columns, [column]: values } };
}
