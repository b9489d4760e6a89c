import { useTranslation } from 'react-i18next';
import { OtpPlaces } from '../otp-places';
import { PagePane } from '../page-pane';
import { CopySecret } from '../secret-field';
import { useBefore, useStep } from '../step-context';

/** The PBX does not tell whether the new password is right: the installer signs in with it on the page, and says so. */
export function PasswordWord() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const at = { job: view.state.id, step: step.id };
  useBefore(async () => (await call('steps.confirm', { ...at, code: 'password-works', note: '' })).ok);
  return (
    <div className="pane-layout" data-open>
      <div className="pane-side">
        <section className="todo">
          <h2>{t('admin-password.wordTitle')}</h2>
          <p>{t('admin-password.word')}</p>
          <CopySecret name="admin-password-new" label={t('activate.copyPassword')} />
          <OtpPlaces />
        </section>
      </div>
      <PagePane target="pbx" />
    </div>
  );
}
