import { useTranslation } from 'react-i18next';
import type { TypeCount } from '../../../../../app/domain/licensing/counts';
import { countField } from '../../../../../app/domain/licensing/order-numbers';
import { periodsFor } from '../../../../../app/domain/licensing/periods';
import { isCount } from '../../../../../app/domain/licensing/portal-change';
import { platformOf } from '../../../../../app/domain/licensing/portal-form';
import type { LicenceType } from '../../../../../app/domain/licensing/types';
import { CopyButton } from '../../../../components/copy-button';
import { Icon } from '../../../../components/icon';
import { VendorWord } from '../../../../components/words';
import { useStep } from '../../step-context';
import { StepField, type FieldName } from '../../step-field';

/** The number of one type. `count`: of the users who have it, where they were read. */
export function Count({ type, count }: { type: LicenceType; count: TypeCount | undefined }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const field = countField(type.wire);
  const value = step.inputs[field] ?? '';
  return (
    <tr>
      <th scope="row">
        <VendorWord>{type.order}</VendorWord>
      </th>
      <td>
        <div className="row">
          <StepField
            field={field as FieldName}
            label={t('portal.countLabel', { type: type.label })}
            inputMode="numeric"
            problemOf={(typed) => (isCount(typed) ? null : t('portal.countOdd'))}
            bare
          />
          {count && <span className="quiet-text">{t('portal.usersHave', { count: count.usedAfter })}</span>}
        </div>
        {count?.over && (
          <span className="sheet-short">
            <Icon name="warning" size={14} />
            {t('portal.fewer')}
          </span>
        )}
      </td>
      <td>{value !== '' && <CopyButton name={type.order} text={value} />}</td>
    </tr>
  );
}

/** One period for the whole PBX; which there are depends on what it runs on. */
export function Period() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  return (
    <select
      aria-label={t('fields.period')}
      title={t('portal.periodHint')}
      value={step.inputs.period ?? ''}
      onChange={(event) =>
        void call('steps.input', {
          job: view.state.id,
          step: step.id,
          field: 'period',
          value: event.currentTarget.value,
        })
      }
    >
      <option value="">{t('portal.periodNone')}</option>
      {periodsFor(platformOf(view.state.kind)).map((period) => (
        <option key={period} value={period}>
          {t(`portal.periods.${period}`)}
        </option>
      ))}
    </select>
  );
}
