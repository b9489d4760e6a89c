import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readHwSerial } from '../../../../app/domain/hw-serial';
import { platformOf } from '../../../../app/domain/licensing/portal-form';
import { checkSerial } from '../../../../app/domain/pasted';
import { isEnded } from '../../../../app/domain/step-state';
import { CopyButton } from '../../../components/copy-button';
import { Icon } from '../../../components/icon';
import { Words } from '../../../components/words';
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
import { StepField } from '../step-field';
import { Sheet } from './portal/sheet';

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

function Back() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const platform = platformOf(view.state.kind);
  return (
    <section className="back">
      <h2>{t('portal.backTitle')}</h2>
      <StepField
        field="swSerial"
        hint={t('portal.swSerialHint')}
        problemOf={(value) => ('not' in checkSerial(value) ? t('portal.swSerialOdd') : null)}
      />
      {platform === 'hardware' && <HwSerial />}
      {platform !== 'cloud' && (isEnded(step.state) ? <Key /> : <BringKey />)}
    </section>
  );
}

/** Read from the PBX, or typed from the box; and what becomes of it. */
function HwSerial() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const read = readHwSerial(view.state, step.inputs.swSerial ?? '');
  return (
    <div className="field">
      <h3>{t('portal.hwTitle')}</h3>
      {read === null ? (
        <StepField
          field="hwSerial"
          hint={t('portal.hwHint')}
          problemOf={(value) => ('not' in checkSerial(value) ? t('portal.swSerialOdd') : null)}
        />
      ) : (
        <p className="row">
          {t('portal.hwRead', { serial: read })} <CopyButton name={t('portal.hwTitle')} text={read} />
        </p>
      )}
      <p className="field-hint">{t('portal.hwNote')}</p>
    </div>
  );
}

function Key() {
  const { t } = useTranslation('steps');
  return <HeldSecret name="pbx-key" label={t('portal.keyTitle')} length={null} />;
}

/** The key on its way in: pasted, or typed. */
export function BringKey() {
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
