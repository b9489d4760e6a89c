import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orderProblem } from '../../../../../app/domain/licensing/orders/order-check';
import type { OrderField, OrderPart } from '../../../../../app/domain/licensing/orders/order-recipe';
import { modelOf, platformOf } from '../../../../../app/domain/licensing/portal-form';
import { licenceTypes } from '../../../../../app/domain/licensing/types';
import { CopyButton } from '../../../../components/copy-button';
import { Icon } from '../../../../components/icon';
import { VendorWord } from '../../../../components/words';
import { jobNames } from '../../job-header';
import { useStep } from '../../step-context';
import { StepField, type FieldName } from '../../step-field';
import { Count, Period } from './order-inputs';
import type { Users } from './use-users';

/** One screen of the way: where it is, what goes into its fields, what is pressed at its end. */
export function Part({ part, users }: { part: OrderPart; users: Users }) {
  const { t } = useTranslation('steps');
  return (
    <div className="sheet-part">
      <h3>{part.title}</h3>
      <p className="sheet-path">
        {part.path.map((word, place) => (
          <Fragment key={place}>
            {place > 0 && ' › '}
            {typeof word === 'string' ? <VendorWord>{word}</VendorWord> : word.which}
          </Fragment>
        ))}
        {part.note !== undefined && <span className="quiet-text"> {part.note}</span>}
      </p>
      <table aria-label={part.title}>
        <thead className="unseen">
          <tr>
            <th scope="col">{t('portal.field')}</th>
            <th scope="col">{t('portal.value')}</th>
            <th scope="col">{t('portal.copyColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {part.fields.map((field) => (
            <Entry key={field.label} field={field} users={users} />
          ))}
        </tbody>
      </table>
      {part.press.length > 0 && (
        <p>
          {t('portal.thenPress')}{' '}
          {part.press.map((word, place) => (
            <Fragment key={word}>
              {place > 0 && t('portal.pressThen')}
              <VendorWord>{word}</VendorWord>
            </Fragment>
          ))}
        </p>
      )}
    </div>
  );
}

/** One field of that screen. What nobody but the installer knows is named, so that it is not forgotten. */
function Entry({ field, users }: { field: OrderField; users: Users }) {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  const { customer, pbxName } = jobNames(view.state);
  const platform = platformOf(view.state.kind);
  switch (field.value) {
    case 'customer':
      return <Known field={field} value={customer} />;
    case 'pbx-name':
      return <Known field={field} value={pbxName} />;
    case 'model':
      return <Known field={field} value={modelOf(platform)} vendor />;
    case 'platform':
      return <Known field={field} value={t(`portal-change.platforms.${platform}`)} />;
    case 'contact-name':
      return <Typed field={field} name="contactName" />;
    case 'contact-phone':
      return <Typed field={field} name="contactPhone" />;
    case 'contact-mail':
      return <Typed field={field} name="contactMail" />;
    case 'region':
      return <Typed field={field} name="region" hint={t('portal.told')} />;
    case 'storage':
      return <Typed field={field} name="storage" hint={t('portal.told')} />;
    case 'period':
      return (
        <Line field={field}>
          <Period />
        </Line>
      );
    case 'numbers':
      return licenceTypes.map((type) => (
        <Count key={type.wire} type={type} count={users.counts?.find((one) => one.type === type.wire)} />
      ));
    case undefined:
      return <Line field={field}>{field.note === undefined && <Rest field={field} />}</Line>;
  }
}

/** What the job has: to be copied, and judged before it is typed there. */
function Known({ field, value, vendor = false }: { field: OrderField; value: string; vendor?: boolean }) {
  const { t } = useTranslation('steps');
  const problem = orderProblem(field, value);
  return (
    <Line field={field} copy={value}>
      {vendor ? <VendorWord>{value}</VendorWord> : value}
      {problem !== null && (
        <span className="sheet-short">
          <Icon name="warning" size={14} />
          {t(`portal.problems.${problem}`)} {t('portal.inPrepare')}
        </span>
      )}
    </Line>
  );
}

/** What is typed here, because only this step needs it. */
function Typed({ field, name, hint }: { field: OrderField; name: FieldName; hint?: string }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const value = step.inputs[name] ?? '';
  return (
    <Line field={field} copy={value}>
      <StepField
        field={name}
        bare
        hint={hint}
        problemOf={(typed) => {
          const problem = orderProblem(field, typed);
          return problem === null ? null : t(`portal.problems.${problem}`);
        }}
      />
    </Line>
  );
}

function Rest({ field }: { field: OrderField }) {
  const { t } = useTranslation('steps');
  return <span className="quiet-text">{t(field.optional ? 'portal.asOrdered' : 'portal.byYou')}</span>;
}

function Line({ field, copy = '', children }: { field: OrderField; copy?: string; children: ReactNode }) {
  const { t } = useTranslation('steps');
  return (
    <tr>
      <th scope="row">
        {field.published ? (
          <VendorWord>{field.label}</VendorWord>
        ) : (
          <span title={t('portal.ourWord')}>{field.label}</span>
        )}
        {field.optional && <span className="quiet-text"> {t('portal.mayBeEmpty')}</span>}
      </th>
      <td>
        {children}
        {field.note !== undefined && <span className="quiet-text">{field.note}</span>}
      </td>
      <td>{copy !== '' && <CopyButton name={field.label} text={copy} />}</td>
    </tr>
  );
}
