import { parseAddress, type Address } from '../../../domain/address';
import { Failure } from '../../../domain/failure';
import { shellWord } from '../../../domain/shell-word';
import { parsePort } from '../../../domain/ssh';
import { sshLineOf, withSsh } from '../../ssh-line';
import { said, type StepContext } from '../../step';
import { cloudOf, noteCloud } from './cloud-pbx';

/** The port of SSH on a cloud PBX, which the partner opens in the portal for a time (vendor's guide: sure). */
export const doorPort = 2_222;

/** How long one attempt takes at most, in seconds: a firewall that drops says nothing at all. */
const patience = 8;

/** Where the SSH of the cloud PBX is; `ssh-place-invalid` for a port that is none. */
export function doorOf(context: StepContext): Address {
  const { address: text = '' } = cloudOf(context);
  const address = parseAddress(text);
  if (!address) throw new Failure('address-invalid', { address: text });
  const typed = context.job().steps.find(({ id }) => id === 'open-door')?.inputs.doorPort ?? '';
  const port = typed.trim() === '' ? doorPort : parsePort(typed);
  if (port === null) throw new Failure('ssh-place-invalid', { field: 'doorPort' });
  return { host: address.host, port };
}

/** Whether a connection can be opened from this computer. Nothing is sent. */
export async function reachedFromHere(context: StepContext, door: Address): Promise<boolean> {
  return (await context.ports.pbx.reach(door, context.signal)).ok;
}

/** What a program prints that tried and was not let through; without it bash may only lack `/dev/tcp`. */
const notLet = /refused|timed out|unreachable|no route/i;

/**
 * Whether a connection can be opened from the old PBX, where the script will run: what holds an outgoing port back at the
 * customer does not show here. Null: nothing there can tell.
 */
export async function reachedFromThere(
  context: StepContext,
  { host, port }: Address,
): Promise<boolean | null> {
  context.progress(said('applying.door', { host, port }));
  const open = `exec 3<>/dev/tcp/${host}/${String(port)}`;
  const byBash = `timeout ${String(patience)} bash -c ${shellWord(open)}`;
  const byNc = `nc -z -w ${String(patience)} ${shellWord(host)} ${String(port)}`;
  return withSsh(context, sshLineOf(context.job()), async ({ session }) => {
    const bash = await session.run(byBash, {}, context.signal);
    if (bash.exit === 0) return true;
    // 124: `timeout` ended it. 126 and 127: no such program, and so no answer (POSIX shell).
    const tried = bash.exit !== 126 && bash.exit !== 127;
    if (tried && (bash.exit === 124 || notLet.test(bash.errors + bash.output))) return false;
    const nc = await session.run(byNc, {}, context.signal);
    return nc.exit === 126 || nc.exit === 127 || nc.exit === null ? null : nc.exit === 0;
  });
}

/** Reached from there, or nothing there can tell and it is reached from here at least. */
export function isOpenEnough({ here, there }: { here: boolean; there: boolean | null }): boolean {
  return there ?? here;
}

/** Tries both and notes it. */
export async function tryDoor(context: StepContext): Promise<{ here: boolean; there: boolean | null }> {
  const door = doorOf(context);
  const here = await reachedFromHere(context, door);
  const there = await reachedFromThere(context, door);
  const at = context.ports.clock.now().toISOString();
  const source = `TCP to ${door.host}, port ${String(door.port)}`;
  await noteCloud(context, { door: { port: door.port, here, there, at } }, source);
  return { here, there };
}
