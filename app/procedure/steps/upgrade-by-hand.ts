import { toWizardError } from '../../domain/failure';
import { lookOf, said, satisfied, wordOf, type Look, type StepContext } from '../step';
import { identify } from './sign-in';
import { askForBackup } from './upgrade-backup';
import { settleHop } from './upgrade-moved';

/** This PBX has no route for upgrades, so the installer upgrades in its own page; the version is still read back. */
export function hasNoRoute(thrown: unknown): boolean {
  return toWizardError(thrown).code === 'route-missing';
}

/** A backup first: while the installer works the wizard makes none, so it is their word, also where it could be told to. */
export function askByHand(context: StepContext, version: string): Look {
  return lookOf([...askForBackup(context), said('ask.upgrade-by-hand', { version })]);
}

/** What is asked, until the installer says that nothing newer is offered there. */
export async function lookByHand(context: StepContext): Promise<Look> {
  const seen = await identify(context, await context.connection.pbx(context.signal));
  const { version } = seen;
  // One that the wizard began in the page, before the rest was left to the installer.
  await settleHop(context, 'upgrade-by-page', seen);
  if (wordOf(context.record(), 'upgraded-by-hand') === null) return askByHand(context, version);
  if (wordOf(context.record(), 'backup-exists') !== null)
    await context.evidence(said('backup-confirmed'), 'person', 'confirmed by the installer');
  await noteByHand(context, version);
  return satisfied;
}

/** The version read back, and the installer's word that the page offers nothing newer. */
export async function noteByHand(context: StepContext, version: string): Promise<void> {
  await context.facts({ versionAfter: version }, 'GET /api/v1/PBX/version/');
  const { versionBefore } = context.job().facts;
  if (versionBefore !== undefined && versionBefore !== version) {
    await context.evidence(
      said('version-changed', { from: versionBefore, to: version }),
      'read-back',
      'GET /api/v1/PBX/version/',
    );
  }
  await context.evidence(
    said('upgrade-by-hand', { version }),
    'person',
    'the PBX page, seen by the installer',
  );
}
