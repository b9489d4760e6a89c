import { connectionLost, Failure, toWizardError } from '../../../domain/failure';
import { tallyTypes } from '../../../domain/move/users';
import { sameSerial } from '../../../domain/pasted';
import type { CaptureValues } from '../../../domain/rma/capture';
import type { PbxSession } from '../../ports';
import { noteRefused, noteSecond, noteSilent, secondOf, signInToSecond, type Second } from '../../second-pbx';
import { said, type StepContext } from '../../step';
import { licencesTold } from '../licence-numbers';
import { ifTold } from '../licences-users';
import { movedUsers } from '../move/inventory-read';
import { noteCapture } from './capture';

/** The PBX that is replaced, while it can be reached. */
export const oldPbxPlace: Second = {
  fact: 'oldPbx',
  pinned: 'old-certificate-pinned',
  repinned: 'old-certificate-repinned',
};

type Piece = (context: StepContext, pbx: PbxSession) => Promise<CaptureValues>;

/** What is read, most needed first: each is kept before the next is asked for, since the old PBX may die at any moment. */
const pieces: readonly Piece[] = [
  async (context, pbx) => {
    const { version, serial } = await pbx.identity(context.signal);
    mustBeAnother(context, serial);
    await noteSecond(context, oldPbxPlace, { version, serial, refusedAt: null }, source);
    return { version, serial };
  },
  async (context, pbx) => {
    const told = await ifTold(context, () => licencesTold(pbx, context.signal));
    const counts = told?.counts.filter(({ bought }) => bought !== null) ?? [];
    return {
      swSerial: told?.swSerial ?? null,
      name: told?.name ?? null,
      licences: counts.length > 0 ? counts : null,
    };
  },
  async (context, pbx) => {
    const users = movedUsers(await pbx.users(context.signal));
    return { users, userCount: users.length, types: tallyTypes(users) };
  },
  async (context, pbx) => {
    const devices = await ifTold(context, () => pbx.registrations(context.signal));
    return { devices: devices && [...devices].sort(([a], [b]) => a.localeCompare(b)) };
  },
];

const source = 'API of the old PBX';

function mustBeAnother(context: StepContext, serial: string | null): void {
  const { serial: own } = context.job().facts;
  if (own && serial && sameSerial(own, serial)) throw new Failure('new-is-old', { serial });
}

/** Reads the old PBX, changing nothing on it. One that falls silent on the way leaves behind what it had told. */
export async function readOld(context: StepContext): Promise<void> {
  try {
    const pbx = await signInToSecond(context, oldPbxPlace, 'old-pbx-password');
    for (const piece of pieces) {
      context.progress(said('applying.old-pbx'));
      const at = context.ports.clock.now().toISOString();
      await noteCapture(context, await piece(context, pbx), { origin: 'read', at, source });
    }
    await backUpOld(context, pbx);
    const { address = '' } = secondOf(context, oldPbxPlace);
    await context.evidence(said('old-pbx-read', { address }), 'read-back', source);
  } catch (thrown) {
    await noteEnd(context, thrown);
  }
}

/** A refused password and a silent PBX are noted, for the plan; all else is an error. */
async function noteEnd(context: StepContext, thrown: unknown): Promise<void> {
  const error = toWizardError(thrown);
  if (context.signal.aborted) throw thrown;
  if (error.code === 'wrong-password') return noteRefused(context, oldPbxPlace);
  if (!connectionLost.includes(error.code)) throw thrown;
  const { address = '' } = secondOf(context, oldPbxPlace);
  await noteSilent(context, oldPbxPlace, address, error);
  await context.evidence(said('old-pbx-silent', { address }), 'observed', source);
}

/** Asked for while it can be. It lies on the old PBX then, and has to be taken from there by hand. */
async function backUpOld(context: StepContext, pbx: PbxSession): Promise<void> {
  if (context.record().evidence.some(({ said: { code } }) => code === 'old-backup-made')) return;
  context.progress(said('applying.backup'), { usualMs: 60_000 });
  const ended = await context.intent('make-backup');
  const made = await ifTold(context, async () => {
    await pbx.backup(context.signal);
    return true;
  });
  await ended(made ? 'done' : 'failed');
  const what = made ? said('old-backup-made') : said('old-backup-not-made');
  await context.evidence(what, 'observed', 'POST /api/v1/pbx/settings/backups');
}
