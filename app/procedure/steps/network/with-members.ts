import { membersOf } from '../../../domain/network-state';
import type { StepContext } from '../../step';
import { memberContext } from './member-context';

/** The context of the job's own PBX, and those of the other PBXs of its network where it has one; what goes on with any is shown. */
export function withMembers(context: StepContext): StepContext[] {
  return [
    context,
    ...membersOf(context.job()).map(({ number }) =>
      memberContext(context, number, (...what) => context.progress(...what)),
    ),
  ];
}
