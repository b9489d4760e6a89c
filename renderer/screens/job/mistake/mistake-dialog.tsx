import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../../../app/domain/job';
import { Dialog } from '../../../components/dialog';
import { Notice } from '../../../components/notice';
import '../../../styles/mistake.css';
import { draftOf, type Draft } from './draft';
import { Items } from './items';
import { LetterText } from './letter';
import { When } from './when';

/** The letter to the Area Manager. The form lives as long as it is open; nothing of it is kept with the job. */
export function MistakeDialog({ state, onClose }: { state: JobState; onClose: () => void }) {
  const { t } = useTranslation(['job', 'steps']);
  const [draft, setDraft] = useState(() =>
    draftOf(state, new Date(), (period) => t(`steps:portal.periods.${period as 'yearly'}`)),
  );
  const change = (more: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...more }));
  };
  return (
    <Dialog title={t('mistake.title')} onClose={onClose}>
      <div className="letter">
        <Notice tone="warn" icon="warning">
          <strong>{t('mistake.warning')}</strong> {t('mistake.lead')}
        </Notice>
        <When draft={draft} change={change} />
        <Items draft={draft} change={change} />
        <LetterText draft={draft} change={change} />
      </div>
    </Dialog>
  );
}
