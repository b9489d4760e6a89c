import { useTranslation } from 'react-i18next';
import { compareSum } from '../../../../../app/domain/deploy/image-sum';
import { CopyButton } from '../../../../components/copy-button';
import { Icon } from '../../../../components/icon';
import { useStep } from '../../step-context';
import { StepField } from '../../step-field';

/** The image's file on this computer, what it sums up to, and whether that is what its publisher tells. */
export function ImageFile() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const job = view.state.id;
  const path = step.inputs.imageFile ?? '';
  const { image } = view.state.facts;
  const sha256 = image?.path === path ? image.sha256 : null;
  return (
    <section className="field-group" aria-labelledby="deploy-image">
      <h3 id="deploy-image">{t('deploy.imageTitle')}</h3>
      <p className="deploy-path">{path === '' ? t('deploy.imageNone') : path}</p>
      <div className="row">
        <button type="button" className="button" onClick={() => void call('deploy.pick', { job })}>
          {t('deploy.pick')}
        </button>
        {path !== '' && (
          <button type="button" className="button" onClick={() => void call('deploy.sum', { job })}>
            <Icon name="look" />
            {t('deploy.sum')}
          </button>
        )}
      </div>
      {sha256 !== null && (
        <div className="field">
          <span>{t('deploy.sumIs')}</span>
          <p className="row">
            <code className="deploy-sum">{sha256}</code>
            <CopyButton name={t('deploy.sumIs')} text={sha256} />
          </p>
        </div>
      )}
      {path !== '' && <StepField field="imageSum" hint={t('deploy.sumHint')} />}
      {sha256 !== null && <Compared expected={step.inputs.imageSum ?? ''} sha256={sha256} />}
    </section>
  );
}

function Compared({ expected, sha256 }: { expected: string; sha256: string }) {
  const { t } = useTranslation('steps');
  const came = compareSum(expected, sha256);
  const bad = came === 'differs' || came === 'no-sum';
  return (
    <p role="status" className={bad ? 'field-problem' : came === 'same' ? 'good-text' : 'quiet-text'}>
      {came !== 'none-given' && <Icon name={bad ? 'warning' : 'check'} size={14} />}{' '}
      {t(`deploy.sums.${came}`)}
    </p>
  );
}
