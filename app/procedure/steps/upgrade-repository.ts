import { Failure } from '../../domain/failure';
import type { Said } from '../../domain/job';
import type { UpgradeOffer } from '../../domain/pbx';
import { nextRepository } from '../../domain/repository';
import { lookOf, said, type Look, type StepContext } from '../step';
import { outlast } from '../outage';
import { backupPlan } from './upgrade-backup';

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
  await context.facts(
    { ...(repository ? { repository } : {}), repositories },
    'GET /api/v1/PBX/Upgrade/Settings',
  );
  return offer;
}

export async function changeRepository(context: StepContext, from: string, to: string): Promise<void> {
  const pbx = await context.connection.pbx(context.signal);
  const ended = await context.intent('set-repository', { from, to });
  await pbx.setRepository(to, context.signal);
  const { repository } = await readOffer(context);
  if (repository !== to) throw new Failure('repository-not-changed', { wanted: to, found: repository ?? '' });
  await ended('done');
  await context.evidence(
    said('repository-changed', { from, to }),
    'read-back',
    'GET /api/v1/PBX/Upgrade/Settings',
  );
}

/** We went to a repository and it had nothing for this PBX: the way ends here, whatever was wanted. */
export function isDeadEnd(context: StepContext): boolean {
  const { actions } = context.record();
  const lastOf = (code: string): number => actions.findLastIndex((action) => action.code === code);
  return lastOf('set-repository') > lastOf('start-upgrade');
}
