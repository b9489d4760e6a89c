import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../app/contract/views';
import type { JobState } from '../../../app/domain/job';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import { OpensDialog } from '../../components/opens-dialog';
import { homeHref } from '../../route';
import { HandOverButton } from './hand-over/hand-over-button';
import { MistakeButton } from './mistake/mistake-button';

/** Customer and PBX, as typed in the first step. */
export function jobNames(state: JobState): { customer: string; pbxName: string } {
  const inputs = state.steps.find((step) => step.id === 'prepare')?.inputs ?? {};
  return { customer: inputs.customer ?? '', pbxName: inputs.pbxName ?? '' };
}

/** Whose job this is, the way home, and the keys. */
export function JobHeader({ view }: { view: JobView }) {
  const { state } = view;
  const { t } = useTranslation(['job', 'common']);
  const names = jobNames(state);
  const customer = names.customer || t('common:unnamedCustomer');
  const pbx = names.pbxName || t('common:unnamedPbx');
  const title = t('common:jobName', { customer, pbx });
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header className="job-head">
      <a className="button quiet" href={homeHref}>
        <Icon name="left" />
        {t('toHome')}
      </a>
      <p className="job-title" title={title}>
        <strong>{customer}</strong>
        <span>{pbx}</span>
      </p>
      <span className="job-head-kind">{t(`common:kinds.${state.kind}`)}</span>
      {state.practice && <span className="badge">{t('common:practice')}</span>}
      <HandOverButton view={view} />
      <MistakeButton state={state} />
      <KeysButton />
    </header>
  );
}

const keys = [
  ['primary', 'Ctrl + Enter'],
  ['before', 'Alt + ↑'],
  ['after', 'Alt + ↓'],
  ['regions', 'F6'],
  ['escape', 'Esc'],
] as const;

function KeysButton() {
  const { t } = useTranslation('job');
  return (
    <OpensDialog label={t('keys.open')}>
      {(close) => (
        <Dialog title={t('keys.title')} onClose={close}>
          <dl className="keys">
            {keys.map(([name, key]) => (
              <div key={name}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(`keys.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      )}
    </OpensDialog>
  );
}
