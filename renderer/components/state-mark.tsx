import { useTranslation } from 'react-i18next';
import type { Evidence, StepState } from '../../app/domain/job';
import { Icon, stateIcons, type IconName } from './icon';

/** The colours of the eleven states: five are enough, since icon and word tell the rest. */
export const stateTones: Record<StepState, Tone> = {
  waiting: 'quiet',
  probing: 'active',
  ready: 'active',
  'needs-person': 'active',
  applying: 'active',
  verifying: 'active',
  done: 'good',
  'already-done': 'good',
  skipped: 'quiet',
  failed: 'bad',
  unknown: 'odd',
};
export type Tone = 'quiet' | 'active' | 'good' | 'bad' | 'odd';

/** The state's own shape in its tone; the word stands beside it. */
export function StateIcon({ state, size = 16 }: { state: StepState; size?: number }) {
  return (
    <span className="state-icon" data-tone={stateTones[state]} data-moving={isMoving(state) || undefined}>
      <Icon name={stateIcons[state]} size={size} />
    </span>
  );
}

/** The wizard is busy with it now: the icon breathes. */
export function isMoving(state: StepState): boolean {
  return state === 'probing' || state === 'applying' || state === 'verifying';
}

const proofIcons: Record<Evidence['proof'], IconName> = {
  'read-back': 'shield',
  observed: 'look',
  person: 'person',
};

interface ProofMarkProps {
  proof: Evidence['proof'];
  /** Another word than the window's, which speaks to the installer. */
  word?: string;
}

/** How far a piece of evidence can be relied on, by icon and word. */
export function ProofMark({ proof, word }: ProofMarkProps) {
  const { t } = useTranslation();
  return (
    <span className="proof" data-proof={proof}>
      <Icon name={proofIcons[proof]} size={14} />
      {word ?? t(`proofs.${proof}`)}
    </span>
  );
}
