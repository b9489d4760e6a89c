import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon';
import { useStep } from '../step-context';

/** The installer has signed in on the PBX's page: its session is taken. `strong` where that is the way on. */
export function SignedInButton({ strong = false }: { strong?: boolean }) {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  return (
    <button
      type="button"
      className={strong ? 'button strong' : 'button'}
      onClick={() => void call('page.sign-in', { job: view.state.id })}
    >
      <Icon name="check" />
      {t('sign-in.pageButton')}
    </button>
  );
}
