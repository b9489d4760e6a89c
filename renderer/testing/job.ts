import type { JobView } from '../../app/contract/views';
import type { JobKind, JobState, StepId, StepRecord } from '../../app/domain/job';

export const jobId = 'activate-virtual-20260105-abc234';
const at = '2026-01-05T09:00:00.000Z';

const order: StepId[] = [
  'prepare',
  'deploy',
  'sign-in',
  'admin-password',
  'upgrade',
  'portal',
  'activate',
  'licences',
  'report',
];

const orders: Partial<Record<JobKind, StepId[]>> = {
  'activate-hardware': order.map((id) => (id === 'deploy' ? 'cabling' : id)),
  'activate-cloud': [
    'prepare',
    'portal',
    'cloud-ready',
    'sign-in',
    'admin-password',
    'upgrade',
    'licences',
    'report',
  ],
  'move-to-cloud': [
    'prepare',
    'connect',
    'sign-in',
    'inventory',
    'cloud',
    'open-door',
    'move',
    'compare',
    'close-door',
    'after-move',
    'report',
  ],
};

/** A step nobody has touched, but for `over`. */
export function stepRecord(id: StepId, over: Partial<StepRecord> = {}): StepRecord {
  return {
    id,
    state: 'waiting',
    way: 'automatic',
    ways: [{ way: 'automatic', possible: true, reason: { code: 'way.route-works' } }],
    plan: [],
    error: null,
    skippedReason: null,
    evidence: [],
    warnings: [],
    actions: [],
    inputs: {},
    startedAt: null,
    endedAt: null,
    ...over,
  };
}

/** A job that stands at a step, all before it done. */
export function jobView(
  current: StepId,
  step: Partial<StepRecord> = {},
  state: Partial<JobState> = {},
  view: Partial<JobView> = {},
): JobView {
  const ids = orders[state.kind ?? 'activate-virtual'] ?? order;
  const place = ids.indexOf(current);
  const steps = ids.map((id, index) => {
    if (index < place) return stepRecord(id, { state: 'done', startedAt: at, endedAt: at });
    return index === place ? stepRecord(id, { state: 'needs-person', ...step }) : stepRecord(id);
  });
  return {
    state: {
      id: jobId,
      kind: 'activate-virtual',
      createdAt: at,
      updatedAt: at,
      app: { version: '1.2.3', electron: '45.0.0', platform: 'linux' },
      practice: false,
      preset: null,
      current,
      steps,
      facts: {},
      factSources: {},
      secrets: [],
      assignment: {},
      why: {},
      notices: [],
      closed: null,
      ...state,
    },
    progress: null,
    readOnly: null,
    ...view,
  };
}
