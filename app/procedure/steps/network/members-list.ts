import { toWizardError } from '../../../domain/failure';
import type { NetworkRole, ToldMember } from '../../../domain/network-members';
import { membersOf, nextNumber } from '../../../domain/network-state';
import { sameSerial } from '../../../domain/pasted';
import { said, type StepContext } from '../../step';
import { noteMember } from './member-context';

export const listRoute = 'GET /api/v1/network/pbxes';

/** Errors that say that this PBX does not tell who is in its network. */
const notTold: ReadonlySet<string> = new Set([
  'route-missing',
  'pbx-error',
  'unknown-answer',
  'html-instead-of-json',
  'http-status',
]);

/** Asks the server who is in its network, and notes those that are new. What it does not tell is typed. */
export async function readList(context: StepContext): Promise<void> {
  const told = await askServer(context);
  if (told === null) {
    await context.facts({ network: { list: { from: 'none', ownRole: null } } }, listRoute);
    return;
  }
  const known = told.filter(isUnderstood);
  const own = known.find((one) => isOwn(context, one));
  const others = known.filter((one) => one !== own);
  let tooMany = 0;
  for (const one of others) if (!(await noteTold(context, one))) tooMany++;
  const notUnderstood = told.length - known.length;
  const list = { from: 'server' as const, ownRole: own?.role ?? null, notUnderstood, tooMany };
  await context.facts({ network: { list } }, listRoute);
  await context.evidence(said('network-read', { count: others.length }), 'read-back', listRoute);
  for (const [code, count] of Object.entries({
    'network-not-understood': notUnderstood,
    'network-too-many': tooMany,
  }))
    if (count > 0) await context.evidence(said(code, { count }), 'observed', listRoute);
}

/** Without any of these it could be any PBX, this one included: nobody can tell two such apart. */
function isUnderstood({ serial, name, address }: ToldMember): boolean {
  return [serial, name, address].some((text) => text !== '');
}

async function askServer(context: StepContext): Promise<ToldMember[] | null> {
  try {
    const pbx = await context.connection.pbx(context.signal);
    return await pbx.networkMembers(context.signal);
  } catch (thrown) {
    if (context.signal.aborted || !notTold.has(toWizardError(thrown).code)) throw thrown;
    return null;
  }
}

function isOwn(context: StepContext, told: ToldMember): boolean {
  const { serial, address } = context.job().facts;
  if (told.serial && serial) return sameSerial(told.serial, serial);
  return told.address !== '' && told.address === address;
}

/** The same PBX told again keeps its number: by its serial, else by its name and address. False: no number is left for it. */
async function noteTold(context: StepContext, told: ToldMember): Promise<boolean> {
  const known = membersOf(context.job()).find(({ member, address }) => {
    if (told.serial && member.told?.serial) return sameSerial(told.serial, member.told.serial);
    return member.told
      ? member.told.name === told.name && member.told.address === told.address
      : address === told.address;
  });
  const number = known?.number ?? nextNumber(context.job());
  if (number === null) return false;
  await noteMember(context, number, { told }, listRoute);
  return true;
}

/** Who the list says is the server, where it says that it is another than the job's own PBX; null: nothing of the kind. */
export function otherServer(context: StepContext): string | null {
  const { network } = context.job().facts;
  const named = membersOf(context.job()).find(({ member }) => member.told?.role === 'server');
  if (named) return named.name;
  const own: NetworkRole | null = network?.list?.ownRole ?? null;
  return own === 'client' ? '–' : null;
}
