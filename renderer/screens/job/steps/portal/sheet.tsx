import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TypeCount } from '../../../../../app/domain/licensing/counts';
import { countField } from '../../../../../app/domain/licensing/order-numbers';
import { periodsFor } from '../../../../../app/domain/licensing/periods';
import { isCount } from '../../../../../app/domain/licensing/portal-change';
import {
  formFieldsOf,
  modelOf,
  platformOf,
  type FormField,
} from '../../../../../app/domain/licensing/portal-form';
import { deletedOnDay, stopsOnDay } from '../../../../../app/domain/licensing/zero-licences';
import { licenceTypes, type LicenceType } from '../../../../../app/domain/licensing/types';
import { CopyButton } from '../../../../components/copy-button';
import { Icon } from '../../../../components/icon';
import { Notice } from '../../../../components/notice';
import { VendorWord, Words } from '../../../../components/words';
import { jobNames } from '../../job-header';
import { useStep } from '../../step-context';
import { StepField, type FieldName } from '../../step-field';
import { Computed } from './computed';
import { useUsers } from './use-users';

/** The form of the portal, field by field, in the vendor's words. */
export function Sheet() {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  const users = useUsers();
  const { customer } = jobNames(view.state);
  const platform = platformOf(view.state.kind);
  // A cloud PBX is not there yet, so it has no users to read.
  const canRead = view.state.kind !== 'activate-cloud';
  return (
    <section className="sheet">
      <h2>{t('portal.sheetTitle')}</h2>
      <p>
        <Words>{t('portal.sheetPath')}</Words>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('portal.field')}</th>
            <th scope="col">{t('portal.value')}</th>
            <th scope="col">
              <span className="unseen">{t('portal.copyColumn')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('fields.customer')}</th>
            <td>{customer}</td>
            <td>{customer !== '' && <CopyButton name={t('fields.customer')} text={customer} />}</td>
          </tr>
          {formFieldsOf(platform).map((field) => (
            <Entry key={field} field={field} counts={users.counts} />
          ))}
        </tbody>
      </table>
      {platform === 'cloud' && (
        <Notice tone="warn" icon="warning">
          {t('portal.cloudZero', { stop: stopsOnDay, gone: deletedOnDay })}
        </Notice>
      )}
      {canRead && <Computed users={users} />}
    </section>
  );
}

/** One field of the form, by its label there (vendor's guide, "the PBX in the portal"). */
function Entry({ field, counts }: { field: FormField; counts: readonly TypeCount[] | null }) {
  const { view } = useStep();
  const { pbxName } = jobNames(view.state);
  const model = modelOf(platformOf(view.state.kind));
  switch (field) {
    case 'model':
      return (
        <Line label="Model" copy={model}>
          <VendorWord>{model}</VendorWord>
        </Line>
      );
    case 'name':
      return (
        <Line label="Name" copy={pbxName}>
          {pbxName}
        </Line>
      );
    case 'period':
      return (
        <Line label="Expire">
          <Period />
        </Line>
      );
    case 'numbers':
      return licenceTypes.map((type) => (
        <Count key={type.wire} type={type} count={counts?.find((one) => one.type === type.wire)} />
      ));
    case 'region':
      return <Told field="region" label="Region" />;
    case 'storage':
      return <Told field="storage" label="Storage size" />;
  }
}

function Line({ label, copy, children }: { label: string; copy?: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">
        <VendorWord>{label}</VendorWord>
      </th>
      <td>{children}</td>
      <td>{copy !== undefined && copy !== '' && <CopyButton name={label} text={copy} />}</td>
    </tr>
  );
}

/** What there is to choose from is not published, so it is noted as the portal shows it. */
function Told({ field, label }: { field: FieldName; label: string }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const value = step.inputs[field] ?? '';
  return (
    <Line label={label} {...(value === '' ? {} : { copy: value })}>
      <div className="told">
        <StepField field={field} bare />
        <span className="field-hint">{t('portal.told')}</span>
      </div>
    </Line>
  );
}

/** `count`: of the users who have it, where they were read. */
function Count({ type, count }: { type: LicenceType; count: TypeCount | undefined }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const field = countField(type.wire);
  const value = step.inputs[field] ?? '';
  return (
    <Line label={type.order} {...(value === '' ? {} : { copy: value })}>
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
    </Line>
  );
}

function Period() {
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
