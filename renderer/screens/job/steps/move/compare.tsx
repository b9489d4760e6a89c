import { asks, useBefore, useStep } from '../../step-context';
import { CloudCertificate } from './cloud';
import { OldPassword, useOldPassword } from './old-password';

/** The cloud PBX may show another certificate after the move: that is asked before the password goes there. */
export function Compare() {
  const { step } = useStep();
  const old = useOldPassword();
  useBefore(async () => (await old.field.send()) !== 'refused');
  return (
    <>
      <CloudCertificate />
      {asks(step, 'ask.password') && <OldPassword {...old} />}
    </>
  );
}
