import { useTranslation } from 'react-i18next';
import { Words } from '../../components/words';

/** Where the installer finds the one-time password that the PBX's page asks for. */
export function OtpPlaces() {
  const { t } = useTranslation('steps');
  return (
    <div className="otp-places">
      <p>{t('sign-in.otpTitle')}</p>
      <ul>
        {t('sign-in.otpPlaces', { returnObjects: true }).map((place) => (
          <li key={place}>
            <Words>{place}</Words>
          </li>
        ))}
      </ul>
    </div>
  );
}
