import { Fragment, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptCode } from '../../../../app/domain/accept';
import type { Said } from '../../../../app/domain/job';
import { factory } from '../../../../app/domain/password';
import { isEnded } from '../../../../app/domain/step-state';
import { CertificateCard, Fingerprint } from '../../../components/certificate-card';
import { Icon } from '../../../components/icon';
import { AcceptForm } from '../plan-list';
import { HeldSecret, SecretField, useSecretAct, useSecretInput } from '../secret-field';
import { asks, useBefore, useSecretInfo, useStep } from '../step-context';
import { OtherWays, type SendOther } from './other-ways';

/** The certificate first, then the password or another way; the other way first where the password alone did not do. */
export function SignIn() {
  const { view, step } = useStep();
  const trusted = !asks(step, 'ask.accept-certificate') && !asks(step, 'warn.certificate-changed');
  const otherFirst = trusted && Boolean(view.state.facts.signInRefused);
  if (isEnded(step.state)) return <Trust />;
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
      {changed && <Changed item={changed} />}
      <CertificateCard certificate={look.certificate}>
        {question && <Accept item={question} />}
        {pin?.fingerprint256 === look.certificate.fingerprint256 && (
          <p className="accepted-line">
            <Icon name="check" />
            {t('certificate.accepted')}
          </p>
        )}
      </CertificateCard>
    </>
  );
}

function Accept({ item }: { item: Said }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  return (
    <button
      type="button"
      className="button strong"
      onClick={() =>
        void call('steps.accept', { job: view.state.id, step: step.id, code: acceptCode(item), reason: '' })
      }
    >
      <Icon name="shield" />
      {t('certificate.accept')}
    </button>
  );
}

function Changed({ item }: { item: Said }) {
  const { t } = useTranslation('steps');
  return (
    <div className="changed" role="group" aria-label={t('certificate.changed')}>
      <p>
        <Icon name="warning" />
        {t('certificate.changed')}
      </p>
      <Fingerprint label={t('certificate.was')} sha256={String(item.params?.was ?? '')} />
      <Fingerprint label={t('certificate.now')} sha256={String(item.params?.now ?? '')} />
      <p>{t('certificate.changedThen')}</p>
      <AcceptForm item={item} />
    </div>
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
