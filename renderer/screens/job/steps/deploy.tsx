import { useTranslation } from 'react-i18next';
import { parseAddress } from '../../../../app/domain/address';
import { isEnded } from '../../../../app/domain/step-state';
import { CertificateCard } from '../../../components/certificate-card';
import { Words } from '../../../components/words';
import { say } from '../../../strings/said';
import { FindPanel } from '../field/find-panel';
import { PreflightSection } from '../field/preflight-section';
import { useStep } from '../step-context';
import { DeployCommands } from './deploy/commands';
import { StepField } from '../step-field';

/** What to do on the host, the address, and the certificate once it answered. */
export function Deploy() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const todo = step.plan.filter((item) => item.code.startsWith('ask.deploy-'));
  const prepared = view.state.steps.find((one) => one.id === 'prepare')?.inputs.address;
  const { look } = view.state.facts;
  return (
    <>
      {!isEnded(step.state) && todo.length > 0 && (
        <section className="todo">
          <h2>{t('deploy.todo')}</h2>
          <ol>
            {todo.map((item) => (
              <li key={item.code}>
                <Words>{say('plan', item)}</Words>
              </li>
            ))}
          </ol>
        </section>
      )}
      {step.id === 'deploy' && !isEnded(step.state) && <DeployCommands />}
      <StepField
        field="address"
        inputMode="url"
        fallback={prepared ?? ''}
        hint={t('prepare.hints.address')}
        problemOf={(value) => (parseAddress(value) ? null : t('prepare.addressInvalid'))}
      />
      {!isEnded(step.state) && <FindPanel />}
      <PreflightSection />
      {look && isEnded(step.state) && <CertificateCard certificate={look.certificate} />}
    </>
  );
}
