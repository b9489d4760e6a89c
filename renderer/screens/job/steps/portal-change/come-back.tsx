import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../../components/notice';
import { useStep } from '../../step-context';

/** The calendar forbids it today: from when on it can be done, and an entry for the installer's calendar. */
export function ComeBack() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const [path, setPath] = useState<string | null>(null);
  const refusal = step.plan.find(({ code }) => code === 'ask.come-back');
  if (!refusal) return null;

  async function save(): Promise<void> {
    const answer = await call('portal.come-back', { job: view.state.id });
    if (answer.ok) setPath(answer.value.path);
  }
  return (
    <Notice tone="warn" icon="warning">
      <strong>{t('portal-change.comeBackTitle')}</strong>
      <p>{t('portal-change.comeBack', refusal.params ?? {})}</p>
      <div className="row">
        <button type="button" className="button" onClick={() => void save()}>
          {t('portal-change.comeBackSave')}
        </button>
      </div>
      <p role="status">{path !== null && t('portal-change.comeBackSaved', { path })}</p>
    </Notice>
  );
}
