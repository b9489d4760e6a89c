import { useState } from 'react';
import { isEnded } from '../../../../app/domain/step-state';
import { PagePane } from '../page-pane';
import { PlanList } from '../plan-list';
import { asks, useStep } from '../step-context';
import { OpenPortal } from './portal';
import { ActInPortal } from './portal-change/act';
import { ComeBack } from './portal-change/come-back';
import { ChangeForm } from './portal-change/form';
import { Half } from './portal-change/half';
import { Numbers } from './portal-change/numbers';
import { TermShown } from './portal-change/term-shown';
import { useChange } from './portal-change/use-change';

/** A change of numbers or term: first what is meant, then one act after the other in the portal. */
export function PortalChange() {
  const { view, step } = useStep();
  const { stage } = useChange();
  const [open, setOpen] = useState(false);
  const practice = view.state.practice;
  const inPortal = !isEnded(step.state) && stage.at !== 'typing';
  const paned = practice && open && inPortal;
  return (
    <div className="pane-layout" data-open={paned || undefined}>
      <div className="pane-side">
        {inPortal && <Half stage={stage} />}
        {inPortal && <OpenPortal practice={practice} open={open} onOpen={setOpen} />}
        {stage.at === 'acted' && asks(step, 'ask.term-shown') && <TermShown stage={stage} />}
        {stage.at === 'asked' && <ActInPortal key={stage.action.id} stage={stage} />}
        {stage.at === 'typing' && (
          <>
            <ComeBack />
            <ChangeForm />
            <Numbers />
          </>
        )}
        <PlanList />
      </div>
      {paned && <PagePane target="practice-portal" />}
    </div>
  );
}
