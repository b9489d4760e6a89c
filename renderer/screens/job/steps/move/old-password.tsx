import { useTranslation } from 'react-i18next';
import { HeldSecret, SecretField, useSecretAct, useSecretInput, type SecretInput } from '../../secret-field';
import { asks, useStep } from '../../step-context';
import { Word } from './word';

/** The password that opens the cloud PBX afterwards: known, and known to be right. `sender` goes with the main button. */
export function OldPassword({ field, refused }: { field: SecretInput; refused: string | null }) {
  const { t } = useTranslation('steps');
  const { step, press } = useStep();
  const untold = asks(step, 'ask.old-password-right');
  return (
    <section className="field-group">
      <h2>{t('inventory.passwordTitle')}</h2>
      <p className="field-hint">{t('inventory.passwordLead')}</p>
      {(untold || asks(step, 'ask.password')) && (
        <SecretField label={t('sign-in.password')} input={field.input} refused={refused} onEnter={press} />
      )}
      <HeldSecret name="admin-password-old" label={t('sign-in.password')} length={null} />
      {untold && (
        <Word
          code="old-password-right"
          text={t('inventory.passwordWord')}
          button={t('inventory.passwordButton')}
        />
      )}
    </section>
  );
}

/** For {@link OldPassword}. */
export function useOldPassword(): { field: SecretInput; refused: string | null } {
  const secret = useSecretAct();
  return { field: useSecretInput('admin-password-old', secret), refused: secret.refused };
}
