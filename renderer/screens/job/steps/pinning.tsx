import { useTranslation } from 'react-i18next';
import { acceptCode } from '../../../../app/domain/accept';
import type { Said } from '../../../../app/domain/job';
import { Fingerprint } from '../../../components/certificate-card';
import { Icon } from '../../../components/icon';
import { AcceptForm } from '../plan-list';
import { useStep } from '../step-context';

/** What a job pins before anything secret is sent: the PBX's certificate, or the host key of its SSH. */
type Pinned = 'certificate' | 'hostKey';

/** For the first one shown: no reason is asked. */
export function AcceptPin({ what, item }: { what: Pinned; item: Said }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const at = { job: view.state.id, step: step.id };
  return (
    <button
      type="button"
      className="button strong"
      onClick={() => void call('steps.accept', { ...at, code: acceptCode(item), reason: '' })}
    >
      <Icon name="shield" />
      {t(`${what}.accept`)}
    </button>
  );
}

/** Another one than pinned: both, and the form that asks for the reason. `then`: what comes of accepting it. */
export function ChangedPin({ what, item, then }: { what: Pinned; item: Said; then?: string }) {
  const { t } = useTranslation('steps');
  return (
    <div className="changed" role="group" aria-label={t(`${what}.changed`)}>
      <p>
        <Icon name="warning" />
        {t(`${what}.changed`)}
      </p>
      <Fingerprint label={t(`${what}.was`)} sha256={String(item.params?.was ?? '')} />
      <Fingerprint label={t(`${what}.now`)} sha256={String(item.params?.now ?? '')} />
      {then !== undefined && <p>{then}</p>}
      <AcceptForm item={item} />
    </div>
  );
}

/** The one shown is the one that was accepted. */
export function PinHolds({ what }: { what: Pinned }) {
  const { t } = useTranslation('steps');
  return (
    <p className="accepted-line">
      <Icon name="check" />
      {t(`${what}.accepted`)}
    </p>
  );
}
