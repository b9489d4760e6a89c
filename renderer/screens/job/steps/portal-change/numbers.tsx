import { useTranslation } from 'react-i18next';
import {
  isCount,
  nowField,
  numbersOfType,
  spareField,
  typesFor,
  wantedField,
} from '../../../../../app/domain/licensing/portal-change';
import { findLicenceType, licenceLabel } from '../../../../../app/domain/licensing/types';
import { useStep } from '../../step-context';
import { StepField, type FieldName } from '../../step-field';
import { useChange } from './use-change';

const columns = ['type', 'used', 'now', 'wanted', 'spare', 'total'] as const;

/** Numbers of each type: what is there, what should be, and what is bought to spare. */
export function Numbers() {
  const { t } = useTranslation('steps');
  const { told } = useChange();
  return (
    <section className="sheet">
      <h2>{t('portal-change.numbersTitle')}</h2>
      <p className="quiet-text">{t(`portal-change.numbersFrom.${told.length > 0 ? 'told' : 'none'}`)}</p>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`portal-change.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {typesFor(told).map((type) => (
            <Line key={type} type={type} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ type }: { type: string }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const { told } = useChange();
  const label = licenceLabel(type);
  const read = told.find((one) => (findLicenceType(one.type)?.wire ?? one.type) === type);
  const { wanted } = numbersOfType(step.inputs, told, type);
  const { now } = numbersOfType({}, told, type);
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{read?.used ?? '–'}</td>
      <td>
        <Cell
          field={nowField(type)}
          label={t('portal-change.nowOf', { type: label })}
          fallback={now === null ? '' : String(now)}
        />
      </td>
      <td>
        <Cell field={wantedField(type)} label={t('portal-change.wantedOf', { type: label })} />
      </td>
      <td>
        <Cell field={spareField(type)} label={t('portal-change.spareOf', { type: label })} />
      </td>
      <td>
        <output>{wanted}</output>
      </td>
    </tr>
  );
}

function Cell({ field, label, fallback = '' }: { field: string; label: string; fallback?: string }) {
  const { t } = useTranslation('steps');
  return (
    <StepField
      field={field as FieldName}
      label={label}
      fallback={fallback}
      inputMode="numeric"
      problemOf={(value) => (isCount(value) ? null : t('portal-change.countOdd'))}
      bare
    />
  );
}
