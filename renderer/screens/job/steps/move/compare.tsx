import { asks, useBefore, useStep } from '../../step-context';
import { CloudCertificate, CloudPassword } from './cloud';
import { OldPassword, useOldPassword } from './old-password';

/** The cloud PBX may show another certificate after the move: that is asked before the password goes there. */
export function Compare() {
  const { step } = useStep();
  return (
    <>
      {asks(step, 'ask.password') && <Old />}
      {asks(step, 'ask.cloud-password') && <CloudPassword />}
      <CloudCertificate />
    </>
  );
}

function Old() {
  const old = useOldPassword();
  useBefore(async () => (await old.field.send()) !== 'refused');
  return <OldPassword {...old} />;
}
