import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the practice PBX prints when it is up. */
export interface PracticeInfo {
  preset: string;
  pbx: { url: string; host: string; port: number; fingerprint256: string; serial: string; version: string };
  ssh: { host: string; port: number; fingerprint: string; users: Record<string, string> } | null;
  /** The cloud PBX beside it, where there is one to move it to. */
  cloud: {
    pbx: { host: string; port: number; password: string };
    ssh: { port: number } | null;
  } | null;
  /** The old PBX that this one takes the place of. */
  old: { pbx: { host: string; port: number; serial: string; password: string } } | null;
  /** The clients of its WMS network. */
  members: { host: string; port: number; serial: string; version: string; password: string }[];
  move: { command: string; database: { engine: string; bytes: number } } | null;
  portal: { url: string; fingerprint256: string; login: string; password: string };
  control: { url: string; token: string };
  state: string;
}

export interface PracticeState {
  /** The clients of its WMS network, as they are in `PracticeInfo`. */
  members: Omit<PracticeState, 'members'>[];
  version: string;
  serial: string;
  activated: boolean;
  activation: { name: string; swSerial: string } | null;
  /** The PBX whose place it takes, where there is one. */
  old: { down: boolean } | null;
  down: boolean;
  secondFactor: boolean;
  upgrade: { phase: string; percent: number };
  counters: {
    puts: number;
    /** By user id. */
    licencePutsByUser: Record<string, number>;
    /** By login. */
    failedSignIns: Record<string, number>;
    passwordAttempts: number;
    /** Basic where it is off, by login. */
    basicRefused: Record<string, number>;
    wrongOtps: number;
    unknownTokens: number;
    tokensMade: number;
    tokensDeleted: number;
    sshPasswords: number;
    sshWrongPasswords: number;
    suWrongPasswords: number;
    otpsPrinted: number;
    movesBegun: number;
    movesDone: number;
    upgrades: number;
    reboots: number;
  };
}

export interface PracticeUser {
  id: string;
  name: string;
  extension: string;
  role: string;
  licenseType?: string;
}

/** What the portal sells: a customer, a PBX of this name and licences. */
export interface Bought {
  swSerial: string;
  key: string;
}

/** A practice PBX as a process of its own, as a real one would be: it lives on when the app dies. */
export class Practice {
  private constructor(
    private readonly child: ChildProcess,
    readonly info: PracticeInfo,
    private readonly usualSpeed: number,
  ) {}

  static async start(
    preset: string,
    options: { speed?: number; faults?: string[]; state?: string; port?: number; host?: string } = {},
  ): Promise<Practice> {
    const state = options.state ?? mkdtempSync(join(tmpdir(), 'practice-'));
    const { speed = 60 } = options;
    const words = ['--preset', preset, '--json', '--stdin-ends', '--state', state, '--speed', String(speed)];
    for (const fault of options.faults ?? []) words.push('--fault', fault);
    if (options.host) words.push('--host', options.host);
    if (options.port) words.push('--port', String(options.port));
    const cli = fileURLToPath(new URL('../../dist/practice/cli.cjs', import.meta.url));
    const child = spawn(process.execPath, [cli, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the practice PBX ended with ${String(code)}`)));
      createInterface({ input: child.stdout }).once('line', resolve);
    });
    return new Practice(child, JSON.parse(line) as PracticeInfo, speed);
  }

  /** As an installer would type it. */
  get address(): string {
    return `${this.info.pbx.host}:${String(this.info.pbx.port)}`;
  }

  async control<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const { url, token } = this.info.control;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(
      url + path,
      body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) },
    );
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  state(): Promise<PracticeState> {
    return this.control('GET', '/state');
  }

  users(): Promise<PracticeUser[]> {
    return this.control('GET', '/users');
  }

  /** The one-time password that is good now, as the PBX tells it to root; it lasts ten inside minutes. */
  async otp(): Promise<string> {
    return (await this.control<{ otp: string }>('GET', '/otp')).otp;
  }

  /** The person at the portal: customer, contact, PBX, licences; brings back SW serial and key. */
  buy(name: string, licences: Record<string, number>): Promise<Bought> {
    return this.control('POST', '/buy', { name, licences });
  }

  /** The same for a cloud PBX; it comes up and activates itself some minutes (inside) after this. */
  buyCloud(
    name: string,
    chosen: { region: string; storage: string },
    licences: Record<string, number>,
  ): Promise<Bought> {
    return this.control('POST', '/buy', { name, model: 'WPBX-CLOUD', ...chosen, licences });
  }

  /** Lets its time run as ours, for what must be seen before it is over; `null`: as fast as it was started again. */
  speed(speed: 1 | null): Promise<unknown> {
    return this.control('POST', '/speed', { speed: speed ?? this.usualSpeed });
  }

  /** Lets so many milliseconds of its time pass at once. */
  advance(ms: number): Promise<unknown> {
    return this.control('POST', '/advance', { ms });
  }

  /** The cloud PBX's users. */
  cloudUsers(): Promise<PracticeUser[]> {
    return this.control('GET', '/cloud/users');
  }

  /** The person at the portal opens or closes SSH of the cloud PBX. */
  cloudSsh(open: boolean): Promise<unknown> {
    return this.control('POST', '/cloud/ssh', { open });
  }

  /** The users of the old PBX that this one takes the place of. */
  oldUsers(): Promise<PracticeUser[]> {
    return this.control('GET', '/old/users');
  }

  /** The person at the rack pulls the plug of the old PBX, or puts it back. */
  oldPower(on: boolean): Promise<unknown> {
    return this.control('POST', '/old/power', { on });
  }

  /** The person at the new PBX's own page restores the backup of the old one. */
  restore(): Promise<unknown> {
    return this.control('POST', '/restore');
  }

  fault(name: string, arg?: string): Promise<unknown> {
    return this.control('POST', '/fault', arg === undefined ? { name } : { name, arg });
  }

  /** At a client of its network, by its place from 0. */
  memberFault(member: number, name: string, on = true): Promise<unknown> {
    return this.control('POST', '/fault', { name, member, off: !on });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
