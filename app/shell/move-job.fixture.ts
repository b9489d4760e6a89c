import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { acceptCode } from '../domain/accept';
import { stepOf, type JobId, type JobState, type StepId, type StepRecord } from '../domain/job';
import { afterMoveItems } from '../domain/move/after';
import { emptyScriptRecipe, ScriptRecipe } from '../domain/script-recipe';
import { jobFolder } from '../journal/journal';
import { startPractice, type PracticeHandle, type PracticeInfo } from '../practice/practice';
import { FIRST, send, type Answer } from '../practice/testing';
import type { ScriptRun, ScriptState } from '../procedure/ports';
import { secretsInMemory } from '../procedure/test-kit';
import { Cable } from './cable.fixture';
import { filesIn, MoveProcess, type Moment } from './move-process.fixture';

/** Where SSH is, where it is not the practice PBX's own. */
export interface OtherSsh {
  port: number;
  keyFile: string;
  passphrase: string;
}

export interface MoveJobOptions {
  faults?: readonly string[];
  /** How much faster the practice PBX lives. */
  speed?: number;
  ssh?: OtherSsh;
  recipe?: Partial<ScriptRecipe>;
  choices?: Readonly<Record<string, 'yes' | 'no'>>;
}

const all = {
  users: 'yes',
  recordings: 'yes',
  voicemail: 'yes',
  'call-history': 'yes',
  phonebooks: 'yes',
  sounds: 'yes',
} as const;

/** What the control API tells of both PBXs. */
export interface PracticeState {
  counters: Record<string, number>;
  cloud: { counters: Record<string, number>; holds: Record<string, number> };
}

/** A move of a practice PBX as the installer goes through it, in a process that can die, over a cable that can be cut. */
export class MoveJob {
  readonly oldPassword = 'Old-Pbx-Passw0rd';
  readonly pbxName = 'example';
  secrets = secretsInMemory();
  id: JobId = '';
  process: MoveProcess;
  cable!: Cable;
  practice!: PracticeHandle;
  /** Called at each moment of the move that matters. */
  at: (moment: Moment) => void = () => undefined;
  recipe: ScriptRecipe = emptyScriptRecipe;
  private readonly folder = mkdtempSync(join(tmpdir(), 'move-job-'));

  private constructor(private readonly options: MoveJobOptions) {
    this.process = this.newProcess();
  }

  /** With the practice pair running, and the old PBX's password as a customer has it. */
  static async start(preset: string, options: MoveJobOptions = {}): Promise<MoveJob> {
    const job = new MoveJob(options);
    const { faults, speed = 200 } = options;
    job.practice = await startPractice({ directory: join(job.folder, 'practice'), preset, speed, faults });
    await job.setOldPassword();
    const { ssh, move } = job.info();
    job.cable = new Cable({ host: '127.0.0.1', port: options.ssh?.port ?? ssh?.port ?? 0 });
    await job.cable.start();
    job.recipe = ScriptRecipe.parse({
      ...emptyScriptRecipe,
      command: move?.command ?? '',
      ...options.recipe,
    });
    job.id = await job.process.manager.create('move-to-cloud', preset);
    return job;
  }

  async end(): Promise<void> {
    this.cable.cut();
    await this.process.manager.leaveAll();
    await this.cable.end();
    await this.practice.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The process is gone in this moment, and its line with it. */
  kill(): void {
    this.process.die(this.id);
    this.cable.cut();
  }

  /** The secrets were in the memory of a process that is gone. */
  forgetAll(): void {
    this.secrets = secretsInMemory();
  }

  /** The app is started again. */
  startAgain(): void {
    this.process = this.newProcess();
  }

  private newProcess(): MoveProcess {
    const { folder, secrets } = this;
    const recipe = (): ScriptRecipe => this.recipe;
    return new MoveProcess({ folder, secrets, recipe, at: (moment) => this.at(moment) });
  }

  info(): PracticeInfo & { cloud: NonNullable<PracticeInfo['cloud']> } {
    const info = this.practice.info();
    if (!info.cloud) throw new Error('this practice PBX has no cloud PBX');
    return { ...info, cloud: info.cloud };
  }

  async control(method: string, path: string, json?: unknown): Promise<Answer> {
    const { url, token } = this.info().control;
    const answer = await send(method, url + path, { bearer: token, json });
    expect(answer.status).toBeLessThan(300);
    return answer;
  }

  async state(): Promise<PracticeState> {
    return (await this.control('GET', '/state')).json() as unknown as PracticeState;
  }

  async users(of: '/users' | '/cloud/users'): Promise<object[]> {
    return JSON.parse((await this.control('GET', of)).text) as object[];
  }

  /** Switches a fault of the practice PBX on. */
  async fault(name: string, arg?: string): Promise<void> {
    await this.control('POST', '/fault', { name, arg });
  }

  private async setOldPassword(): Promise<void> {
    const { url, fingerprint256 } = this.info().pbx;
    const admin = await this.adminOf('/users');
    const path = `${url}/api/v1/PBX/Colleagues/${admin}`;
    const answer = await send(
      'PUT',
      path,
      { login: FIRST, json: { password: this.oldPassword } },
      fingerprint256,
    );
    expect(answer.status).toBe(200);
  }

  /** What the cloud PBX has as its admin's password from now on. */
  async setCloudPassword(now: string, to: string): Promise<void> {
    const { url, fingerprint256 } = this.info().cloud.pbx;
    const path = `${url}/api/v1/PBX/Colleagues/${await this.adminOf('/cloud/users')}`;
    const answer = await send('PUT', path, { login: ['admin', now], json: { password: to } }, fingerprint256);
    expect(answer.status).toBe(200);
  }

  private async adminOf(path: '/users' | '/cloud/users'): Promise<string> {
    const users = (await this.users(path)) as { id: string; role: string }[];
    return users.find(({ role }) => role === 'admin')?.id ?? '';
  }

  async job(): Promise<JobState> {
    return (await this.process.manager.open(this.id)).runner.job();
  }

  async step(id: StepId): Promise<StepRecord> {
    return stepOf(await this.job(), id);
  }

  /** Codes of what is asked or to be done in a step. */
  async plan(id: StepId): Promise<string[]> {
    return (await this.step(id)).plan.map(({ code }) => code);
  }

  async evidence(id: StepId): Promise<string[]> {
    return (await this.step(id)).evidence.map(({ said: { code } }) => code);
  }

  /** What the job has left in its folder, by name. */
  files(): Map<string, string> {
    return filesIn(jobFolder(this.folder, this.id));
  }

  /** The transcripts, in their order. */
  transcripts(): string[] {
    const names = [...this.files()].filter(([name]) => name.startsWith('move-transcript'));
    return names.sort(([a], [b]) => a.length - b.length || a.localeCompare(b)).map(([, text]) => text);
  }

  async idle(): Promise<void> {
    const { runner } = await this.process.manager.open(this.id);
    while (runner.isBusy()) await wait(5);
  }

  /** Goes to a step, looks at it anew, and tells what it is in. */
  async look(id: StepId): Promise<string> {
    const { runner } = await this.process.manager.open(this.id);
    await runner.go(id);
    await this.idle();
    runner.look(id);
    await this.idle();
    return (await this.step(id)).state;
  }

  /** Goes to a step and presses its button; does not wait for what comes of it. */
  async push(id: StepId): Promise<void> {
    const { runner } = await this.process.manager.open(this.id);
    await runner.go(id);
    await this.idle();
    runner.apply(id);
  }

  async press(id: StepId): Promise<string> {
    await this.push(id);
    await this.idle();
    return (await this.step(id)).state;
  }

  async type(id: StepId, fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [field, value] of Object.entries(fields))
      await this.process.manager.input(this.id, id, field, value);
  }

  /** Accepts all that a step asks to be accepted. */
  async accept(id: StepId): Promise<void> {
    const asked = (await this.step(id)).plan.filter(({ code }) => /^(warn\.|ask\.accept-)/.test(code));
    for (const one of asked)
      await this.process.manager.accept(this.id, id, { code: acceptCode(one), reason: 'in a test' });
    await this.idle();
  }

  confirm(id: StepId, code: string, note = ''): Promise<void> {
    return this.process.manager.confirm(this.id, id, code, note);
  }

  async give(name: Parameters<MoveProcess['manager']['putSecret']>[1], value: string): Promise<void> {
    expect(await this.process.manager.putSecret(this.id, name, value, 'typed')).toHaveProperty('length');
  }

  /** Up to the inventory, which is not begun. */
  async toInventory(): Promise<void> {
    const { host, port } = this.info().pbx;
    await this.type('prepare', {
      installer: 'Ada',
      partner: 'Partner',
      customer: 'Customer',
      pbxName: this.pbxName,
      address: `${host}:${String(port)}`,
    });
    expect(await this.press('prepare')).toBe('done');
    expect(await this.look('connect')).toBe('done');
    await this.look('sign-in');
    await this.accept('sign-in');
    await this.give('admin-password-old', this.oldPassword);
    expect(await this.press('sign-in')).toBe('done');
  }

  /** Types what the inventory needs, with this SSH password, and accepts the host key. */
  async giveInventory(password = this.info().ssh?.users.root ?? ''): Promise<void> {
    const { move } = this.info();
    const { ssh } = this.options;
    await this.look('inventory');
    await this.type('inventory', {
      sshPort: String(this.cable.port),
      engine: move?.database.engine === 'mysql' ? 'mysql' : 'sqlite3',
      networkRole: 'none',
      databaseSize: `${String((move?.database.bytes ?? 0) / 1e9).slice(0, 5)} GB`,
      ...(ssh ? { sshKeyFile: ssh.keyFile } : {}),
    });
    if (ssh) await this.give('ssh-key-passphrase', ssh.passphrase);
    else await this.give('ssh-password', password);
    if ((await this.plan('inventory')).includes('ask.backup-exists'))
      await this.confirm('inventory', 'backup-exists');
    await this.look('inventory');
    await this.accept('inventory');
  }

  /** Presses the inventory's button until nothing is left to be accepted. */
  async takeInventory(): Promise<string> {
    await this.press('inventory');
    await this.accept('inventory');
    return this.press('inventory');
  }

  async meetCloud(password = this.info().cloud.pbx.password): Promise<string> {
    const { host, port } = this.info().cloud.pbx;
    await this.look('cloud');
    await this.type('cloud', { cloudAddress: `${host}:${String(port)}` });
    await this.look('cloud');
    await this.accept('cloud');
    await this.give('cloud-password', password);
    return this.press('cloud');
  }

  async openDoor(open = true): Promise<string> {
    await this.control('POST', '/cloud/ssh', { open });
    await this.look('open-door');
    await this.type('open-door', { doorPort: String(this.info().cloud.ssh?.port) });
    return this.look('open-door');
  }

  /** Up to the door, which is not opened. */
  async toDoor(cloudPassword?: string): Promise<void> {
    await this.toInventory();
    await this.giveInventory();
    expect(await this.takeInventory()).toMatch(/done/);
    expect(await this.meetCloud(cloudPassword)).toBe('done');
  }

  /** Everything before the script. */
  async toMove(cloudPassword?: string): Promise<void> {
    await this.toDoor(cloudPassword);
    expect(await this.openDoor()).toBe('done');
  }

  /** Chooses all kinds of data and types the word; with `run` known answers go out at once. */
  async ready(policy: 'run' | 'ask-before-each' = 'run', word = 'begin-move-1'): Promise<void> {
    await this.look('move');
    const chosen: Readonly<Record<string, string>> = this.options.choices ?? all;
    const kinds = Object.entries(chosen).map(([kind, yes]) => [`kind-${kind}`, yes] as const);
    await this.type('move', { ...Object.fromEntries(kinds), scriptPolicy: policy });
    await this.confirm('move', word, this.pbxName);
  }

  /** Lives with the script until the step is over or the process is gone: `act` meets each state of it once. */
  async watch(act: (state: ScriptState, run: ScriptRun) => void = () => undefined): Promise<string> {
    const { process } = this;
    const { runner } = await process.manager.open(this.id);
    let met: ScriptState | null = null;
    while (runner.isBusy() && !process.isDead) {
      const run = process.terminals.of(this.id)?.run;
      const state = run?.state();
      if (run && state && state !== met) {
        met = state;
        act(state, run);
      }
      await wait(3);
    }
    return process.isDead ? 'dead' : (await this.step('move')).state;
  }

  /** Starts the script and lives with it. */
  async move(act?: Parameters<MoveJob['watch']>[0]): Promise<string> {
    await this.push('move');
    return this.watch(act);
  }

  /** Until the newest transcript has this, while the script runs. */
  async untilShown(words: RegExp): Promise<void> {
    for (let turns = 0; !words.test(this.transcripts().at(-1) ?? ''); turns++) {
      if (turns > 12_000)
        throw new Error(`it never showed ${String(words)}: ${this.transcripts().join('\n')}`);
      await wait(5);
    }
  }

  /** What comes after the script, to the report. */
  async afterMove(): Promise<void> {
    await this.look('compare');
    await this.accept('compare');
    await this.press('compare');
    await this.accept('compare');
    expect(await this.press('compare')).toBe('done');
    await this.look('close-door');
    await this.control('POST', '/cloud/ssh', { open: false });
    expect(await this.look('close-door')).toBe('done');
    await this.look('after-move');
    for (const item of afterMoveItems) await this.confirm('after-move', `after-${item}`, 'done');
    expect(await this.press('after-move')).toBe('done');
    expect(await this.press('report')).toBe('done');
  }
}
