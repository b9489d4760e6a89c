import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../../app/contract/views';
import type { JobState, StepId } from '../../../../app/domain/job';
import { useClient } from '../../../client';
import { loadStrings } from '../../../strings';

const Note = lazy(async () => {
  const [note] = await Promise.all([import('./tour-note'), loadStrings('tour')]);
  return { default: note.TourNote };
});

export interface TourNotes {
  /** `none`: this job was not begun from the tour. */
  are: 'none' | 'shown' | 'closed';
  show: (on: boolean) => void;
}

/** Whether this job has the notes of the training tour beside it: only those that were begun from it. */
export function useTourNotes({ id: job, practice }: JobState): TourNotes {
  const client = useClient();
  const [are, setAre] = useState<TourNotes['are']>('none');
  useEffect(() => {
    if (!practice) return;
    let open = true;
    void client.call('tour.read').then((result) => {
      if (open && result.ok && result.value.jobs.includes(job)) setAre('shown');
    });
    return () => {
      open = false;
    };
  }, [client, job, practice]);
  return {
    are,
    show: (on) => {
      setAre(on ? 'shown' : 'closed');
      void client.call('tour.notes', { job, on });
    },
  };
}

interface TourProps {
  view: JobView;
  shown: StepId;
  notes: TourNotes;
}

export function Tour({ view, shown, notes }: TourProps) {
  const { t } = useTranslation('job');
  if (notes.are === 'none') return null;
  if (notes.are === 'closed') {
    return (
      <button
        type="button"
        className="button quiet tour-again"
        onClick={() => {
          notes.show(true);
        }}
      >
        {t('tourAgain')}
      </button>
    );
  }
  return (
    <Suspense>
      <Note
        key={shown}
        view={view}
        shown={shown}
        onClose={() => {
          notes.show(false);
        }}
      />
    </Suspense>
  );
}
