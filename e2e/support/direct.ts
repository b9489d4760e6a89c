import { expect, type Page } from 'playwright/test';
import { acceptCode, numberToType } from '../../app/domain/accept';
import type { Answer, Arg, CallName } from '../../app/contract/contract';
import type { Bridge } from '../../app/contract/client';
import type { JobView } from '../../app/contract/views';
import type { StepId, StepRecord } from '../../app/domain/job';
import type { Practice } from './practice';

/**
 * The same calls the window's buttons make, without looking for the buttons: for tests whose subject lies further on than
 * the steps they must first get through. Everything behind the bridge is the real thing.
 */
export class Direct {
  job = '';

  constructor(private readonly window: Page) {}

  withJob(job: string): this {
    this.job = job;
    return this;
  }

  async call<N extends CallName>(name: N, arg?: Arg<N>): Promise<Answer<N>> {
    const result = await this.window.evaluate(
      ([name, arg]) => (window as unknown as { wizard: Bridge }).wizard.call(name, arg),
      [name, arg] as const,
    );
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value as Answer<N>;
  }

  async view(): Promise<JobView> {
    return this.call('jobs.open', { job: this.job });
  }

  async step(id: StepId): Promise<StepRecord> {
    const found = (await this.view()).state.steps.find((step) => step.id === id);
    if (!found) throw new Error(`no step ${id}`);
    return found;
  }

  /** Opens a step and waits for its first look. */
  async go(id: StepId): Promise<StepRecord> {
    await this.call('steps.go', { job: this.job, step: id });
    return this.settled(id);
  }

  async apply(id: StepId, timeout = 60_000): Promise<StepRecord> {
    await this.call('steps.apply', { job: this.job, step: id });
    return this.settled(id, timeout);
  }

  async settled(id: StepId, timeout = 60_000): Promise<StepRecord> {
    await expect
      .poll(
        async () =>
          (await this.view()).progress === null &&
          !/probing|applying|verifying/.test((await this.step(id)).state),
        { timeout },
      )
      .toBe(true);
    return this.step(id);
  }

  async input(step: StepId, fields: Record<string, string>): Promise<void> {
    for (const [field, value] of Object.entries(fields))
      await this.call('steps.input', { job: this.job, step, field, value });
  }

  /** Chooses a licence type for these users, by hand. */
  async choose(users: readonly string[], type: string): Promise<void> {
    const why = { by: 'hand' as const };
    const set = Object.fromEntries(users.map((user) => [user, { type, why }]));
    await this.call('licences.choose', { job: this.job, set });
  }

  /** Accepts the warning or certificate shown under this code. */
  async accept(step: StepId, code: string, reason: string): Promise<void> {
    const shown = (await this.step(step)).plan.find((item) => item.code === code);
    if (!shown) throw new Error(`${step} does not show ${code}`);
    const typed = numberToType(shown);
    await this.call('steps.accept', {
      job: this.job,
      step,
      code: acceptCode(shown),
      reason,
      ...(typed === null ? {} : { typed }),
    });
    await this.settled(step);
  }

  async newJob(practice: Practice, address = practice.address): Promise<void> {
    this.job = (await this.call('jobs.create', { kind: 'activate-virtual', preset: null })).job;
    await this.input('prepare', {
      installer: 'Ada',
      partner: 'Partner',
      customer: 'Customer',
      pbxName: 'acme',
      address,
    });
    await this.end('prepare');
  }

  /** Up to and with the sign-in by the factory password. */
  async signedIn(practice: Practice): Promise<void> {
    await this.newJob(practice);
    await this.go('deploy');
    await this.go('sign-in');
    await this.accept('sign-in', 'ask.accept-certificate', '');
    await this.call('secrets.put', { job: this.job, name: 'admin-password-old', value: 'wildix' });
    await this.end('sign-in');
  }

  /** Up to and with the changed admin password; the new one is told. */
  async passwordChanged(practice: Practice): Promise<string> {
    await this.signedIn(practice);
    await this.go('admin-password');
    await this.call('secrets.generate', { job: this.job, name: 'admin-password-new' });
    await this.call('steps.confirm', {
      job: this.job,
      step: 'admin-password',
      code: 'password-kept',
      note: '',
    });
    await this.end('admin-password');
    return (await this.call('secrets.reveal', { job: this.job, name: 'admin-password-new' })).value;
  }

  /** Past the upgrade and the portal without doing them, to the licence types of a PBX that knows them. */
  async atLicences(practice: Practice): Promise<void> {
    await this.signedIn(practice);
    for (const step of ['admin-password', 'upgrade', 'portal', 'activate'] as const) {
      await this.call('steps.skip', { job: this.job, step, reason: 'not the subject of this test' });
    }
    await this.go('licences');
  }

  async end(step: StepId): Promise<void> {
    const { state, error } = await this.apply(step);
    if (state !== 'done' && state !== 'already-done')
      throw new Error(`${step} is ${state}: ${JSON.stringify(error)}`);
  }

  /** Shows the job in the window, as a click on it in Home does. */
  async show(step: StepId): Promise<void> {
    await this.window.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/job/${this.job}/${step}`);
  }
}
