import { toWizardError } from '../../../domain/failure';
import type { Inventory } from '../../../domain/move/facts';
import { tallyTypes } from '../../../domain/move/users';
import { countsAsLicensed } from '../../../domain/licensing/types';
import type { PbxUser } from '../../../domain/pbx';
import { shellWord } from '../../../domain/shell-word';
import type { SshOutput } from '../../ports';
import { loginText, sshLineOf, withSsh, type RootLine, type SshLine } from '../../ssh-line';
import { stepOf } from '../../../domain/step-state';
import { said, type StepContext } from '../../step';
import { readUsers } from '../licences-users';
import { typedInventory } from './inventory-rules';

/**
 * What is looked at on the old PBX, changing nothing. A PBX is a Debian at heart (third-party notes: likely), so these are
 * commands that every Debian has; where and in what the database is kept is not published.
 */
const commands = {
  hostname: 'hostname',
  clock: 'date +%s',
  space: 'df -Pk /',
  programs: 'ps -e -o comm=',
} as const;

/** Names of database servers as a process list shows them; SQLite has none. */
const databaseProgram = /^(mysqld|mariadbd|postgres|postmaster|sqlservr|oracle)/;

type SeenOverSsh = Pick<
  Inventory,
  'hostname' | 'databasePrograms' | 'databaseBytes' | 'freeBytes' | 'clockSkewMs' | 'keeper'
>;

export const inventorySource = (line: SshLine): string => `API of the old PBX, and SSH as ${loginText(line)}`;

/** Reads the old PBX, with what was typed of it. */
export async function readInventory(context: StepContext): Promise<Inventory> {
  const line = sshLineOf(context.job());
  const { databaseFile, network } = typedInventory(stepOf(context.job(), 'inventory'));
  const overSsh = await withSsh(context, line, (root) => readOverSsh(context, line, root, databaseFile));
  const byApi = await readByApi(context);
  return { at: context.ports.clock.now().toISOString(), network, ...overSsh, ...byApi };
}

/** Reads the old PBX over SSH. What a command does not tell is null; a lost line is no answer, and ends it. */
async function readOverSsh(
  context: StepContext,
  line: SshLine,
  { session, asRoot }: RootLine,
  databaseFile: string,
): Promise<SeenOverSsh> {
  context.progress(said('applying.inventory', { login: loginText(line) }));
  const run = (command: string, options = {}): Promise<SshOutput> =>
    session.run(command, options, context.signal);
  const before = context.ports.clock.now().getTime();
  const clock = await run(commands.clock);
  const between = (before + context.ports.clock.now().getTime()) / 2;
  const size = databaseFile === '' ? null : await run(`stat -c %s ${shellWord(databaseFile)}`, asRoot);
  return {
    hostname: firstLine(await run(commands.hostname)),
    databasePrograms: databasesIn(await run(commands.programs)),
    databaseBytes: size && number(size),
    freeBytes: freeIn(await run(commands.space)),
    clockSkewMs: skew(number(clock), between),
    keeper: await keeperThere(run),
  };
}

async function keeperThere(run: (command: string) => Promise<SshOutput>): Promise<Inventory['keeper']> {
  const tmux = await run('tmux -V');
  // What is typed goes in by a command that tmux has since 3.0 (its list of changes).
  if (tmux.exit === 0 && /^tmux (?:next-)?(?:[3-9]|\d\d)/.test(tmux.output)) return 'tmux';
  return (await run('command -v screen')).exit === 0 ? 'screen' : null;
}

function firstLine({ exit, output }: SshOutput): string | null {
  const [line = ''] = output.trim().split('\n');
  return exit === 0 && line !== '' ? line.slice(0, 200) : null;
}

function number(output: SshOutput): number | null {
  const line = firstLine(output) ?? '';
  return /^\d{1,15}$/.test(line) ? Number(line) : null;
}

function skew(seconds: number | null, now: number): number | null {
  return seconds === null ? null : Math.round(seconds * 1_000 - now);
}

function databasesIn({ exit, output }: SshOutput): string[] {
  if (exit !== 0) return [];
  const names = output.split('\n').map((line) => line.trim());
  return [...new Set(names.filter((name) => databaseProgram.test(name)))].sort();
}

/** The fourth column of the line for `/`, in 1024 bytes (POSIX `df -P`). */
function freeIn({ exit, output }: SshOutput): number | null {
  const line = output.split('\n').find((one) => /\s\/$/.test(one.trim()));
  const free = line?.trim().split(/\s+/).at(3) ?? '';
  return exit === 0 && /^\d{1,15}$/.test(free) ? Number(free) * 1_024 : null;
}

/** Users, their types and who this PBX is, by its API. */
async function readByApi(
  context: StepContext,
): Promise<Pick<Inventory, 'version' | 'serial' | 'types' | 'users'>> {
  try {
    const pbx = await context.connection.pbx(context.signal);
    const { version, serial } = await pbx.identity(context.signal);
    const users = movedUsers(await readUsers(context, pbx));
    return { version, serial, users, types: tallyTypes(users) };
  } catch (thrown) {
    context.connection.lost(toWizardError(thrown));
    throw thrown;
  }
}

/** Everybody but the admins: each PBX has its own. */
export function movedUsers(users: readonly PbxUser[]): Inventory['users'] {
  return users
    .filter(countsAsLicensed)
    .map(({ extension, name, licenceType }) => [extension, name, licenceType]);
}
