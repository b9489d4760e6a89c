import { useTranslation } from 'react-i18next';
import { Words } from '../../../components/words';
import { PageActs } from '../page-acts';
import { PagePane } from '../page-pane';
import { HeldSecret } from '../secret-field';
import { asks, useSecretInfo, useStep } from '../step-context';
import { StepField } from '../step-field';
import type { SendOther } from './other-ways';
import { SignedInButton } from './signed-in-button';
import { HostKey, OldServer, Passwords } from './ssh-fields';

/** The wizard reads the one-time password on the PBX itself and types it in the PBX's page. */
export function BySsh({ sendOtherRef }: { sendOtherRef: SendOther }) {
  const { t } = useTranslation('steps');
  return (
    <>
      <p className="field-hint">
        <Words>{t('sign-in.ssh.lead')}</Words>
      </p>
      <StepField field="sshUser" fallback="root" />
      <StepField field="sshPort" fallback="22" inputMode="numeric" />
      <Passwords sendOtherRef={sendOtherRef} rootHint={t('sign-in.ssh.rootPasswordHint')} />
      <OldServer />
      <HostKey />
      <Read />
      <OnPage />
    </>
  );
}

/** What was read on the PBX, for the person who goes on by hand. */
function Read() {
  const { t } = useTranslation('steps');
  return (
    <>
      <HeldSecret name="otp" label={t('sign-in.ssh.otp')} length={null} show />
      <HeldSecret name="otp-printed" label={t('sign-in.ssh.printed')} length={null} show />
    </>
  );
}

/** The page that is worked, or gone on with by hand: there once nothing is asked any more about SSH. */
function OnPage() {
  const { step } = useStep();
  const read = [useSecretInfo('otp'), useSecretInfo('otp-printed')].some((one) => one !== null);
  const open = step.plan.some(({ code }) => /^(ask|warn)\./.test(code));
  if (!read && (open || !asks(step, 'do.read-otp'))) return null;
  return (
    <div className="pane-layout" data-open>
      <div className="pane-side">
        <PageActs />
        <SignedInButton />
      </div>
      <PagePane target="pbx" />
    </div>
  );
}
