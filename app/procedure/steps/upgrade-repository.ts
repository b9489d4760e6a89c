import { Failure } from '../../domain/failure';
import type { Said } from '../../domain/job';
import type { UpgradeOffer } from '../../domain/pbx';
import { nextRepository } from '../../domain/repository';
import { lookOf, said, type Look, type StepContext } from '../step';
import { outlast } from '../outage';
import { backupPlan } from './upgrade-backup';

const settingsRoute = 'GET /api/v1/PBX/Upgrade/Settings';

/** The repository to go on to, by the installer's wish; null: stay. */
export function wantedNext(context: StepContext, { repository, repositories }: UpgradeOffer): string | null {
  return nextRepository(repository, (context.record().inputs.repository ?? '').trim(), repositories);
}

/** The rest of the way, when the installer wants a later repository than the one that has something now. */
export function furtherPlan(context: StepContext, offer: UpgradeOffer): Said[] {
  const wanted = (context.record().inputs.repository ?? '').trim();
  return wantedNext(context, offer) === null ? [] : [said('do.go-on-to', { repository: wanted })];
}

export function repositoryPlan(context: StepContext, from: string, to: string): Look {
  const { serial = '' } = context.job().facts;
  return lookOf([
    ...backupPlan(context),
    said('do.set-repository', { from, to }),
    said('do.upgrade-there', { repository: to }),
    said('do.reboot'),
    said('do.wait-return'),
    said('do.same-pbx', { serial }),
  ]);
}

/** The same after a reboot, when the PBX may go away once more: that is waited through. */
export async function readOfferPatiently(context: StepContext): Promise<UpgradeOffer> {
  return (await outlast(context, () => readOffer(context))).value;
}

/** What the PBX offers, with the repositories it names kept as facts. */
export async function readOffer(context: StepContext): Promise<UpgradeOffer> {
  const pbx = await context.connection.pbx(context.signal);
  const offer = await pbx.upgradeOffer(context.signal);
  const { repository, repositories } = offer;
  await context.facts({ ...(repository ? { repository } : {}), repositories }, settingsRoute);
  if (repository !== null) await settleChange(context, repository);
  return offer;
}

/** A change of the repository whose end was not seen: the one read now tells whether it came. */
async function settleChange(context: StepContext, repository: string): Promise<void> {
  const change = context.record().actions.findLast(({ code }) => code === 'set-repository');
  if (change?.outcome !== null) return;
  const from = String(change.params?.from ?? '');
  const to = String(change.params?.to ?? '');
  await context.settle(change.id, repository === to ? 'done' : 'failed');
  if (repository === to)
    await context.evidence(said('repository-changed', { from, to }), 'read-back', settingsRoute);
}

export async function changeRepository(context: StepContext, from: string, to: string): Promise<void> {
  const pbx = await context.connection.pbx(context.signal);
  await context.intent('set-repository', { from, to });
  await pbx.setRepository(to, context.signal);
  const { repository } = await readOffer(context);
  if (repository !== to) throw new Failure('repository-not-changed', { wanted: to, found: repository ?? '' });
}

/**
 * We went to a repository and it had nothing for this PBX: the way ends here, whatever was wanted. One that the PBX did not
 * take leads nowhere.
 */
export function isDeadEnd(context: StepContext): boolean {
  const { actions } = context.record();
  const changed = actions.findLastIndex(
    ({ code, outcome }) => code === 'set-repository' && outcome === 'done',
  );
  return changed > actions.findLastIndex(({ code }) => code === 'start-upgrade');
}
