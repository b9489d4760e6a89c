import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../app/domain/step-state';
import type { JobView } from '../../../app/contract/views';
import type { StepId } from '../../../app/domain/job';
import { useClient } from '../../client';
import { go, jobHref } from '../../route';
import { Banners } from './banners';
import { EvidencePanel } from './evidence-panel';
import { JobHeader } from './job-header';
import { Rail } from './rail';
import { StepPanel } from './step-panel';
import { Tour, useTourNotes } from './tour/tour';
import { useKeys } from './use-keys';

/** Rail, step, evidence. Which step is shown stands in the address; the job itself is the main process's. */
export function JobFrame({ view, shown }: { view: JobView; shown: StepId }) {
  const { t } = useTranslation('job');
  const { state } = view;
  const step = state.steps.find((one) => one.id === shown);
  const [roomy, setRoomy] = useState(false);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const pressRef = useRef<(() => void) | null>(null);
  const notes = useTourNotes(state);
  useOpenedStep(view, shown);
  useKeys(state, shown, pressRef);

  if (!step) {
    return (
      <main className="job-opening">
        <p>{t('notFound')}</p>
        <a className="button" href={jobHref(state.id)}>
          {t('toHome')}
        </a>
      </main>
    );
  }
  const open = wanted ?? !(roomy && !isEnded(step.state));
  return (
    <div className="job" data-roomy={(roomy && !open && notes.are !== 'shown') || undefined}>
      <JobHeader view={view} />
      <Banners view={view} />
      <div className="job-regions">
        <div className="job-side">
          <Rail
            steps={state.steps}
            shown={shown}
            onGo={(to) => {
              go(jobHref(state.id, to));
            }}
          />
          <Tour view={view} shown={shown} notes={notes} />
        </div>
        <StepPanel key={shown} view={view} step={step} pressRef={pressRef} setRoomy={setRoomy} />
        <EvidencePanel state={state} step={step} open={open} onToggle={setWanted} />
      </div>
    </div>
  );
}

/** Tells the job which step is in front, so that it looks at it; a job that cannot be written is left alone. */
function useOpenedStep(view: JobView, shown: StepId): void {
  const client = useClient();
  const job = view.state.id;
  const writable = view.readOnly === null && view.state.closed === null;
  useEffect(() => {
    if (writable) void client.call('steps.go', { job, step: shown });
  }, [client, job, shown, writable]);
}
