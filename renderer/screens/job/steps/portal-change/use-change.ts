import type { LicenceCount } from '../../../../../app/domain/pbx';
import { stageOf, type PortalStage } from '../../../../../app/domain/licensing/portal-acts';
import { useStep } from '../../step-context';

/** The time zone of this computer, which stands until the PBX's is typed. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How far the work in the portal is, and what the PBX tells of its licences. */
export function useChange(): { stage: PortalStage; told: readonly LicenceCount[] } {
  const { view, step } = useStep();
  return { stage: stageOf(step), told: view.state.facts.licences ?? [] };
}
