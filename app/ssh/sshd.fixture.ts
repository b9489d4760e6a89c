import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const program = '/usr/sbin/sshd';
/** Runs the server until the input ends, which it does however these tests end: none is left behind. */
const keeper = '"$0" "$@" </dev/null & server=$!; cat >/dev/null; kill $server; wait $server';

const isRoot = process.getuid?.() === 0;

/** Why a real OpenSSH server cannot be tried here; null: it can. */
export const noSshd: string | null =
  process.platform !== 'linux'
    ? 'OpenSSH is tried on Linux'
    : existsSync(program)
      ? null
      : `${program} is not installed (Debian: openssh-server)`;

/** Why users with passwords of their own cannot be made here; null: they can. */
export const noUsers: string | null =
  noSshd ?? (isRoot ? null : 'only root can make users with a password for the test');

/** A user of this computer that is there while the tests run. */
export interface MadeUser {
  name: string;
  password: string;
}

/** Makes a user without a home; the password goes in by the input, not as an argument. */
export function makeUser(): MadeUser {
  const tail = randomBytes(4).toString('hex');
  const user = { name: `pbxw-${tail}`, password: `Pass-${randomBytes(9).toString('base64url')}` };
  execFileSync('useradd', ['--no-create-home', '--home-dir', '/', '--shell', '/bin/sh', user.name]);
  execFileSync('chpasswd', { input: `${user.name}:${user.password}\n` });
  return user;
}

export function removeUser({ name }: MadeUser): void {
  execFileSync('userdel', [name], { stdio: 'ignore' });
}

export const me = userInfo().username;

/** A real OpenSSH server with a configuration of its own, on this computer only. */
export class Sshd {
  readonly host = '127.0.0.1';
  port = 0;
  private child: ChildProcess | null = null;
  private log = '';
  private readonly folder = mkdtempSync(join(tmpdir(), 'sshd-'));

  /** `settings` are lines of its configuration that go before ours, so they count. */
  constructor(private readonly settings: readonly string[] = []) {
    // Whoever signs in reads the list of keys as who they are.
    chmodSync(this.folder, 0o755);
    this.newHostKey();
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** As `ssh-keygen -l` tells it: the second opinion on what we show. */
  fingerprint(): string {
    const told = execFileSync('ssh-keygen', ['-l', '-f', this.file('host.pub')], { encoding: 'utf8' });
    return told.split(' ')[1] ?? '';
  }

  /** What it has logged since it was made. */
  said(): string {
    return this.log;
  }

  newHostKey(type = 'ed25519'): void {
    this.makeKey('host', { type });
  }

  /** Makes a key and gives its path. */
  makeKey(name: string, { type = 'ed25519', passphrase = '' } = {}): string {
    for (const old of [name, `${name}.pub`]) rmSync(this.file(old), { force: true });
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', this.file(name)]);
    return this.file(name);
  }

  /** Lets this key sign in, whoever comes with it. */
  authorize(key: string): void {
    writeFileSync(this.file('authorized'), readFileSync(`${key}.pub`), { mode: 0o644 });
  }

  async start(): Promise<void> {
    mkdirSync(this.file('sockets'), { recursive: true, mode: 0o700 });
    if (isRoot) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    this.port ||= await freePort();
    writeFileSync(this.file('config'), this.configuration());
    const child = spawn('/bin/sh', ['-c', keeper, program, '-D', '-e', '-f', this.file('config')], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    this.child = child;
    child.stderr.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    const until = Date.now() + 60_000;
    while (!(await answers(this.host, this.port))) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`sshd does not listen: ${this.log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends it, and the processes that serve its connections. */
  async stop(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child?.exitCode !== null) return;
    this.cut();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    await ended;
  }

  /** Kills what serves the open connections; the server itself goes on. */
  cut(): void {
    const pid = Number(readFileSync(this.file('pid'), 'utf8'));
    for (const one of childrenOf(pid)) kill(one);
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  private configuration(): string {
    return [
      ...this.settings,
      `Port ${String(this.port)}`,
      `ListenAddress ${this.host}`,
      `HostKey ${this.file('host')}`,
      `PidFile ${this.file('pid')}`,
      `AuthorizedKeysFile ${this.file('authorized')}`,
      // Nobody's own start files are run: they are slow, and a shell that is killed in them leaves its locks behind.
      // And what is left in tmux or screen is left in one of this server's own.
      `SetEnv HOME=${this.folder} TMUX_TMPDIR=${this.folder} SCREENDIR=${this.file('sockets')}`,
      'StrictModes no',
      'PermitRootLogin prohibit-password',
      'LogLevel ERROR',
      '',
    ].join('\n');
  }
}

/** All processes below this one, its grandchildren first. */
function childrenOf(pid: number): number[] {
  if (pid === 0) return [];
  const path = `/proc/${String(pid)}/task/${String(pid)}/children`;
  const direct = existsSync(path)
    ? readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number)
    : [];
  return [...direct.flatMap(childrenOf), ...direct];
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (yes: boolean) => (): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('data', end(true));
    socket.once('error', end(false));
  });
}
