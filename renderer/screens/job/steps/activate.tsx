import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../../app/domain/step-state';
import { Words } from '../../../components/words';
import { PageActs } from '../page-acts';
import { PagePane } from '../page-pane';
import { PlanList } from '../plan-list';
import { CopySecret } from '../secret-field';
import { asks, useStep } from '../step-context';
import { SayActivated } from './say-activated';

/** The PBX's own page, with the way through it and what has to be pasted. */
export function Activate() {
  const { step } = useStep();
  if (isEnded(step.state) || step.state === 'waiting') return null;
  return (
    <div className="pane-layout" data-open>
      <div className="pane-side">
        {asks(step, 'ask.open-activation') || step.way !== 'assisted' ? <Way /> : <PageActs />}
        {asks(step, 'ask.say-activated') && <SayActivated />}
        <PlanList />
      </div>
      <PagePane target="pbx" />
    </div>
  );
}

/** Menu by menu, in the vendor's words, with what has to be pasted beside it. */
function Way() {
  const { t } = useTranslation('steps');
  return (
    <section className="todo">
      <h2>{t('activate.path')}</h2>
      <ol>
        <li>
          <Words>{t('activate.signIn')}</Words>
          <CopySecret name="admin-password-new" label={t('activate.copyPassword')} />
        </li>
        <li>
          <Words>{t('activate.goTo')}</Words>
        </li>
        <li>
          <Words>{t('activate.paste')}</Words>
          <CopySecret name="pbx-key" label={t('activate.copyKey')} />
        </li>
        <li>
          <Words>{t('activate.press')}</Words>
        </li>
      </ol>
    </section>
  );
}
