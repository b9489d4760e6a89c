import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../../app/contract/views';
import type { StepId } from '../../../../app/domain/job';
import { isEnded } from '../../../../app/domain/step-state';
import { Icon } from '../../../components/icon';
import { go, jobHref } from '../../../route';
import '../../../styles/tour.css';

interface TourNoteProps {
  view: JobView;
  shown: StepId;
  onClose: () => void;
}

/**
 * What to look at in this step, a page at a time. It stands beside the work and never in its way: no key of the step is taken,
 * nothing waits for it. Where the tour stands is told by the step that is shown.
 */
export function TourNote({ view, shown, onClose }: TourNoteProps) {
  const { t } = useTranslation(['tour', 'common']);
  const pages = usePages(shown, view.state.closed !== null);
  const [at, setAt] = useState(0);
  const { steps } = view.state;
  const place = steps.findIndex(({ id }) => id === shown);
  const ended = steps[place] !== undefined && isEnded(steps[place].state);
  const following = steps[place + 1]?.id;
  if (pages.length === 0) return null;
  const page = Math.min(at, pages.length - 1);
  const last = page === pages.length - 1;
  return (
    <aside className="tour-note" aria-label={t('title')} data-region="tour" data-region-focus tabIndex={-1}>
      <header>
        <span className="tour-title">{t('title')}</span>
        <span className="quiet-text">{t('place', { step: place + 1, all: steps.length })}</span>
        <button
          type="button"
          className="button icon-only"
          aria-label={t('close')}
          title={t('close')}
          onClick={onClose}
        >
          <Icon name="cross" size={14} />
        </button>
      </header>
      <p aria-live="polite">{pages[page]}</p>
      <footer>
        {page > 0 && (
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              setAt(page - 1);
            }}
          >
            {t('back')}
          </button>
        )}
        {!last && (
          <button
            type="button"
            className="button strong"
            onClick={() => {
              setAt(page + 1);
            }}
          >
            {t('next')}
          </button>
        )}
        {last && following && (
          <button
            type="button"
            className="button strong"
            disabled={!ended}
            title={ended ? undefined : t('doFirst')}
            onClick={() => {
              go(jobHref(view.state.id, following));
            }}
          >
            {t('onward', { step: t(`common:steps.${following}`) })}
          </button>
        )}
        {last && following && !ended && <span className="quiet-text">{t('doFirst')}</span>}
      </footer>
    </aside>
  );
}

/** None for a step that the tour does not know. */
function usePages(step: StepId, closed: boolean): readonly string[] {
  const { t, i18n } = useTranslation('tour');
  if (closed) return t('done', { returnObjects: true });
  if (!i18n.exists(`tour:notes.${step}`)) return [];
  return t(`notes.${step as 'prepare'}`, { returnObjects: true });
}
