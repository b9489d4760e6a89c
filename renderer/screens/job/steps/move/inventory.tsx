import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { engines, parseSize } from '../../../../../app/domain/move/database';
import { PlaceInNetwork } from '../../../../../app/domain/move/facts';
import { isEnded } from '../../../../../app/domain/step-state';
import { asks, useBefore, useStep } from '../../step-context';
import { StepField } from '../../step-field';
import { Backup } from '../backup';
import { Choice } from '../choice';
import type { SendOther } from '../other-ways';
import { HostKey, KeyFile, OldServer, Passwords } from '../ssh-fields';
import { OldPassword, useOldPassword } from './old-password';
import '../../../../styles/move.css';

/** SSH of the old PBX, what its database is, its admin password, and a backup: then it is read. */
export function Inventory() {
  const { step } = useStep();
  return isEnded(step.state) ? <HostKey /> : <Fields />;
}

function Fields() {
  const { step } = useStep();
  const sshRef: SendOther = useRef(null);
  const keyRef: SendOther = useRef(null);
  const old = useOldPassword();
  useBefore(async () => {
    const sent = [await old.field.send(), await sshRef.current?.(), await keyRef.current?.()];
    return !sent.includes('refused');
  });
  return (
    <>
      <Ssh sshRef={sshRef} keyRef={keyRef} />
      <Database />
      <Network />
      <OldPassword {...old} />
      {asks(step, 'ask.backup-exists') && <Backup />}
    </>
  );
}

function Ssh({ sshRef, keyRef }: { sshRef: SendOther; keyRef: SendOther }) {
  const { t } = useTranslation('steps');
  return (
    <section className="field-group">
      <h2>{t('inventory.sshTitle')}</h2>
      <p className="field-hint">{t('inventory.sshLead')}</p>
      <StepField field="sshUser" fallback="root" />
      <StepField field="sshPort" fallback="22" inputMode="numeric" />
      <Passwords sendOtherRef={sshRef} rootHint={t('inventory.rootHint')} />
      <KeyFile sendRef={keyRef} />
      <OldServer />
      <HostKey />
    </section>
  );
}

function Network() {
  const { t } = useTranslation('steps');
  return (
    <section className="field-group">
      <h2>{t('inventory.networkTitle')}</h2>
      <p className="field-hint">{t('inventory.networkLead')}</p>
      <Choice
        field="networkRole"
        options={PlaceInNetwork.options}
        textOf={(one) => t(`inventory.networkRoles.${one}`)}
      />
    </section>
  );
}

function Database() {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  const programs = view.state.facts.inventory?.databasePrograms;
  const seen =
    programs === undefined
      ? undefined
      : programs.length === 0
        ? t('inventory.noPrograms')
        : t('inventory.programs', { programs: programs.join(', ') });
  return (
    <section className="field-group">
      <h2>{t('inventory.databaseTitle')}</h2>
      <p className="field-hint">{t('inventory.databaseLead')}</p>
      <Choice field="engine" options={engines} textOf={(one) => t(`inventory.engines.${one}`)} hint={seen} />
      <StepField field="databaseFile" hint={t('inventory.fileHint')} />
      <StepField
        field="databaseSize"
        hint={t('inventory.sizeHint')}
        problemOf={(value) => (parseSize(value) === null ? t('inventory.sizeOdd') : null)}
      />
    </section>
  );
}
