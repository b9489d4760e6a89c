import type { Said } from '../../../domain/job';
import { tallyTypes } from '../../../domain/move/users';
import { compareWith, type Now } from '../../../domain/rma/taken-over';
import type { TakenOver } from '../../../domain/rma/facts';
import { isAccepted, lookOf, said, satisfied, type Look, type Step, type StepContext } from '../../step';
import { automaticByRoute } from '../../ways';
import { licencesTold } from '../licence-numbers';
import { devicesOf, ifTold, readUsers } from '../licences-users';
import { movedUsers } from '../move/inventory-read';

const source = 'API of the new PBX';

/** The file of all that differs, beside the job's journal. */
const fileName = 'swap-differences.txt';

/** What differed when it was last compared and is not accepted: each kind by itself, and exactly as it was shown. */
function openDifferences(context: StepContext): Said[] {
  const { differs = [] } = context.job().facts.takenOver ?? {};
  return differs
    .map(({ kind, count, first, list }) =>
      said(`warn.differs-${kind}`, { differing: count, first, now: `${kind} ${list}` }),
    )
    .filter((warning) => !isAccepted(context.record(), warning));
}

function planNow(context: StepContext): Look {
  return lookOf([...openDifferences(context), said('do.compare-swap')]);
}

async function readNow(context: StepContext): Promise<Now> {
  const pbx = await context.connection.pbx(context.signal);
  const told = await ifTold(context, () => licencesTold(pbx, context.signal));
  return {
    name: told?.name ?? null,
    licences: told?.counts ?? null,
    users: movedUsers(await readUsers(context, pbx)),
    devices: await devicesOf(context, pbx),
  };
}

async function note(context: StepContext, result: TakenOver, text: string): Promise<void> {
  await context.facts({ takenOver: result }, source);
  const { same, differs, notCompared } = result;
  if (same.length > 0)
    await context.evidence(said('taken-over-same', { kinds: same.join(', ') }), 'read-back', source);
  if (differs.length > 0) {
    const file = await context.ports.files.writeNew(context.job().id, fileName, text);
    const kinds = differs.map(({ kind }) => kind).join(', ');
    await context.evidence(said('taken-over-differs', { kinds, file }), 'observed', source);
  }
  if (notCompared.length > 0) {
    const kinds = notCompared.join(', ');
    await context.evidence(said('taken-over-not-compared', { kinds }), 'observed', source);
  }
}

/**
 * After the activation, and after a backup was restored where there is one: what the new PBX has, against what is known of the
 * old one. Differences are mended and looked at again, or accepted with a reason, each kind by itself.
 */
export const takenOver: Step = {
  id: 'taken-over',
  ways: () => automaticByRoute,
  replan: planNow,
  /** Pressing on always compares anew: what is shown may have been mended since. */
  probe: () => Promise.resolve(lookOf([said('do.compare-swap')])),
  async apply(context) {
    context.progress(said('applying.compare-swap'));
    const now = await readNow(context);
    const at = context.ports.clock.now().toISOString();
    const { result, text } = compareWith(context.job().facts.capture ?? {}, now, at);
    await context.facts({ typesAfter: tallyTypes(now.users) }, source);
    await note(context, result, text);
  },
  verify(context) {
    return Promise.resolve(openDifferences(context).length === 0 ? satisfied : planNow(context));
  },
};
