import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { licenceTypes } from '../../../../app/domain/licensing/types';
import { checkSerial } from '../../../../app/domain/pasted';
import { isEnded } from '../../../../app/domain/step-state';
import { CopyButton } from '../../../components/copy-button';
import { Icon } from '../../../components/icon';
import { VendorWord, Words } from '../../../components/words';
import { jobNames } from '../job-header';
import { PagePane } from '../page-pane';
import { PlanList } from '../plan-list';
import {
  HeldSecret,
  Refusal,
  SecretField,
  useSecretAct,
  useSecretInput,
  type SecretAct,
} from '../secret-field';
import { useBefore, useSecretInfo, useStep } from '../step-context';
import { StepField, type FieldName } from '../step-field';

/** Model names and labels of the portal's form are the vendor's (activation guide, "the PBX in the portal"). */
const model = 'WPBX-VM/HW';
const periods = ['monthly', 'yearly', '5-years', 'lifetime'] as const;

/** What to enter in the portal, and what to bring back from there. */
export function Portal() {
  const { view } = useStep();
  const [open, setOpen] = useState(false);
  const practice = view.state.practice;
  return (
    <div className="pane-layout" data-open={(practice && open) || undefined}>
      <div className="pane-side">
        <OpenPortal practice={practice} open={open} onOpen={setOpen} />
        <Sheet />
        <Back />
        <PlanList />
      </div>
      {practice && open && <PagePane target="practice-portal" />}
    </div>
  );
}

/** The way to the portal: in the browser, or beside the step where it is the practice one. */
export function OpenPortal(props: { practice: boolean; open: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useTranslation('steps');
  const { call } = useStep();
  const { practice, open, onOpen } = props;
  if (!practice) {
    return (
      <button
        type="button"
        className="button strong"
        onClick={() => void call('app.open', { what: 'portal' })}
      >
        {t('portal.open')}
      </button>
    );
  }
  return (
    <button
      type="button"
      className="button strong"
      aria-expanded={open}
      onClick={() => {
        onOpen(!open);
      }}
    >
      {t(open ? 'portal.closePractice' : 'portal.openPractice')}
    </button>
  );
}

/** The form of the portal, field by field, in the vendor's words. */
function Sheet() {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  const { customer, pbxName } = jobNames(view.state);
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
          <Line label="Model" copy={model}>
            <VendorWord>{model}</VendorWord>
          </Line>
          <Line label="Name" copy={pbxName}>
            {pbxName}
          </Line>
          <Line label="Expire">
            <Period />
          </Line>
          {licenceTypes.map((type) => (
            <Count key={type.wire} wire={type.wire} label={type.label} order={type.order} />
          ))}
        </tbody>
      </table>
    </section>
  );
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

function Count({ wire, label, order }: { wire: string; label: string; order: string }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const field = `count-${wire}` as FieldName;
  const value = step.inputs[field] ?? '';
  return (
    <Line label={order} {...(value === '' ? {} : { copy: value })}>
      <StepField field={field} label={t('portal.countLabel', { type: label })} inputMode="numeric" bare />
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
      {periods.map((period) => (
        <option key={period} value={period}>
          {t(`portal.periods.${period}`)}
        </option>
      ))}
    </select>
  );
}

function Back() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  return (
    <section className="back">
      <h2>{t('portal.backTitle')}</h2>
      <StepField
        field="swSerial"
        hint={t('portal.swSerialHint')}
        problemOf={(value) => ('not' in checkSerial(value) ? t('portal.swSerialOdd') : null)}
      />
      {isEnded(step.state) ? <Key /> : <BringKey />}
    </section>
  );
}

function Key() {
  const { t } = useTranslation('steps');
  return <HeldSecret name="pbx-key" label={t('portal.keyTitle')} length={null} />;
}

function BringKey() {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  const held = useSecretInfo('pbx-key');
  const secret = useSecretAct();
  return (
    <div className="field">
      <h3>{t('portal.keyTitle')}</h3>
      <p className="field-hint">
        <Words>{t('portal.keyHint')}</Words>
      </p>
      <div className="row">
        <button
          type="button"
          className={held ? 'button' : 'button strong'}
          onClick={() => void secret.act(call('secrets.paste', { job: view.state.id, name: 'pbx-key' }))}
        >
          <Icon name="copy" />
          {t('portal.paste')}
        </button>
      </div>
      <Refusal code={secret.refused} />
      <HeldSecret name="pbx-key" label={t('portal.keyTitle')} length={secret.length} />
      <TypeKey secret={secret} />
    </div>
  );
}

function TypeKey({ secret }: { secret: SecretAct }) {
  const { t } = useTranslation('steps');
  const { input, send } = useSecretInput('pbx-key', secret);
  useBefore(async () => {
    await secret.settled();
    return (await send()) !== 'refused';
  });
  return (
    <details>
      <summary>{t('portal.type')}</summary>
      <SecretField label={t('portal.typed')} input={input} refused={null} onEnter={() => void send()} />
      <button type="button" className="button" onClick={() => void send()}>
        {t('portal.typedButton')}
      </button>
    </details>
  );
}
