import { Fragment, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { factory } from '../../../../app/domain/password';
import { isEnded } from '../../../../app/domain/step-state';
import { CertificateCard } from '../../../components/certificate-card';
import { HeldSecret, SecretField, useSecretAct, useSecretInput } from '../secret-field';
import { asks, useBefore, useSecretInfo, useStep } from '../step-context';
import { OtherWays, type SendOther } from './other-ways';
import { AcceptPin, ChangedPin, PinHolds } from './pinning';
import { SayActivated } from './say-activated';

/** The certificate first, then the password or another way; the other way first where the password alone did not do. */
export function SignIn() {
  const { view, step } = useStep();
  const trusted = !asks(step, 'ask.accept-certificate') && !asks(step, 'warn.certificate-changed');
  const otherFirst = trusted && Boolean(view.state.facts.signInRefused);
  if (isEnded(step.state)) return <Trust />;
  // Signed in: what is left is a word about what the PBX does not tell.
  if (asks(step, 'ask.say-activated')) return [<SayActivated key="say" />, <Trust key="trust" />];
  const parts = [<Trust key="trust" />, <Credentials key="credentials" otherFirst={otherFirst} />];
  return otherFirst ? parts.reverse() : parts;
}

/** First the certificate: nothing secret is sent before it is accepted. */
function Trust() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const { look, pin } = view.state.facts;
  const changed = step.plan.find((item) => item.code === 'warn.certificate-changed');
  const question = step.plan.find((item) => item.code === 'ask.accept-certificate');
  if (!look) return null;
  return (
    <>
      {changed && <ChangedPin what="certificate" item={changed} then={t('certificate.changedThen')} />}
      <CertificateCard certificate={look.certificate}>
        {question && <AcceptPin what="certificate" item={question} />}
        {pin?.fingerprint256 === look.certificate.fingerprint256 && <PinHolds what="certificate" />}
      </CertificateCard>
    </>
  );
}

function Credentials({ otherFirst }: { otherFirst: boolean }) {
  const { t } = useTranslation('steps');
  const { view, call, press } = useStep();
  const held = useSecretInfo('admin-password-old');
  const secret = useSecretAct();
  const { input, send } = useSecretInput('admin-password-old', secret);
  const sendOtherRef: SendOther = useRef(null);
  useBefore(async () => {
    await secret.settled();
    const sent = [await send(), await sendOtherRef.current?.()];
    return !sent.includes('refused');
  });
  const password = (
    <Fragment key="password">
      <SecretField
        label={t('sign-in.password')}
        hint={t('sign-in.passwordHint')}
        input={input}
        refused={secret.refused}
        onEnter={press}
      />
      <button
        type="button"
        className="button"
        onClick={() =>
          void secret.act(
            call('secrets.put', {
              job: view.state.id,
              name: 'admin-password-old',
              value: factory.password,
            }),
          )
        }
      >
        {t('sign-in.factory')}
      </button>
      {held && <HeldSecret name="admin-password-old" label={t('sign-in.password')} length={secret.length} />}
    </Fragment>
  );
  const other = <OtherWays key="other" sendOtherRef={sendOtherRef} />;
  return <section className="credentials">{otherFirst ? [other, password] : [password, other]}</section>;
}
