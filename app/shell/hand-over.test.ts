import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Failure } from '../domain/failure';
import type { HandedJob } from '../domain/hand-over';
import { stepOf, type JobId } from '../domain/job';
import { filesOf } from '../journal/files';
import { jobFolder, listJobs, openJournal, readJournal } from '../journal/journal';
import { createJournals } from '../journal/journals';
import { Manager } from '../procedure/manager';
import type { FilesPort, Ports } from '../procedure/ports';
import { shippedRecipes } from '../procedure/recipes/shipped';
import { secretsInMemory } from '../procedure/test-kit';
import { contentOf, handedTypesName, reportIn, takeJob, viewOf } from './hand-over';
import { sealed, unsealed } from './hand-over-file';
import { textOf } from './book';
import { shippedOrders } from '../domain/licensing/orders/shipped';
import { OrderBook } from './order-book';
import { RecipeBook } from './recipe-book';
import { ScriptBook, scriptText } from './script-book';

const [signIn, ...others] = shippedRecipes;
if (!signIn) throw new Error('no recipe is shipped');
const own = { ...signIn, title: 'As our office does it' };

/** One computer: its jobs, its recipes. */
class Computer {
  readonly folder = mkdtempSync(join(tmpdir(), 'computer-'));
  readonly recipes = new RecipeBook(join(this.folder, 'recipes'));
  readonly orders = new OrderBook(join(this.folder, 'orders'));
  readonly script = new ScriptBook(join(this.folder, 'recipes'));
  readonly secrets = secretsInMemory();
  readonly files: FilesPort = filesOf((job) => jobFolder(this.folder, job));
  readonly manager: Manager;

  constructor() {
    const journals = createJournals(this.folder, { redact: (text) => text, now: () => new Date() });
    this.manager = new Manager(
      {
        clock: { now: () => new Date(), sleep: () => Promise.resolve() },
        pick: (below: number) => Math.floor(Math.random() * below),
        secrets: this.secrets,
        journals,
        recipes: this.recipes,
        files: this.files,
      } as unknown as Ports,
      { version: '0.1.0', electron: '0', platform: 'test', pid: 1 },
      () => undefined,
    );
  }

  async prepared(): Promise<JobId> {
    const job = await this.manager.create('activate-virtual', null);
    await this.manager.input(job, 'prepare', 'installer', 'Ada');
    await this.manager.input(job, 'prepare', 'customer', 'Bakery');
    await this.manager.input(job, 'portal', 'period', 'yearly');
    return job;
  }

  async content(job: JobId, more: Partial<Parameters<typeof contentOf>[1]> = {}): Promise<HandedJob> {
    const content = contentOf(
      await this.manager.open(job),
      { types: null, recipes: true, back: false, ...more },
      {
        recipes: this.recipes,
        orders: this.orders,
        script: this.script,
        version: '0.1.0',
        now: new Date('2026-03-01T08:00:00Z'),
        redact: (text) => text.replaceAll('hunter2', '‹secret›'),
        journalHash: 'a'.repeat(64),
      },
    );
    // As it travels.
    return unsealed(sealed(content)) as HandedJob;
  }

  here(jobs: { id: JobId; origin: JobId | null }[] = []) {
    return { recipes: this.recipes, orders: this.orders, script: this.script, jobs };
  }
}

let office: Computer;
let site: Computer;
beforeEach(() => {
  office = new Computer();
  site = new Computer();
});

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'done';
  } catch (thrown) {
    return thrown instanceof Failure ? thrown.error.code : String(thrown);
  }
}

test('a prepared job becomes a job elsewhere with what was typed, and knows where it comes from', async () => {
  const job = await office.prepared();
  const csv = 'Extension;Password;License type\n100;hunter2;Basic\n';
  const content = await office.content(job, { types: { name: 'list.csv', csv } });
  const { job: made } = await takeJob(content, [], site);
  const { runner } = await site.manager.open(made);
  const state = runner.job();
  expect(state.handedFrom).toEqual({ job, madeAt: content.madeAt });
  expect(stepOf(state, 'prepare').inputs).toEqual({ customer: 'Bakery' });
  expect(stepOf(state, 'portal').inputs).toEqual({ period: 'yearly' });
  expect(readFileSync(join(jobFolder(site.folder, made), handedTypesName), 'utf8')).toContain('100;Basic');
  // Handed on from there it still belongs to the first.
  expect((await site.content(made)).origin).toBe(job);
  // The journal holds with the new kind of first line.
  expect((await readJournal(site.folder, made)).readOnly).toBeNull();
});

test('no secret is in it, also where somebody typed one into a field', async () => {
  const job = await office.prepared();
  await office.manager.input(job, 'prepare', 'siteNotes', 'The password is hunter2');
  await office.manager.putSecret(job, 'admin-password-old', 'hunter2', 'typed');
  for (const back of [false, true])
    expect(sealed(await office.content(job, { back }))).not.toContain('hunter2');
});

test('a list without types is refused in words, and types as chosen need users', async () => {
  const job = await office.prepared();
  const types = { name: 'list.csv', csv: 'Extension\n100\n' };
  expect(await codeOf(() => office.content(job, { types }))).toBe('handover-types-unread');
  expect(await codeOf(() => office.content(job, { types: 'chosen' }))).toBe('licences-not-read');
});

test('recipes are compared one by one, and only those named are taken', async () => {
  office.recipes.save('sign-in', textOf(own));
  const [other] = others;
  if (!other) throw new Error('one more recipe is needed');
  office.recipes.save(other.id, textOf({ ...other, title: 'Another' }));
  office.script.saveCommand('./move {cloud}');
  site.recipes.save(other.id, textOf({ ...other, title: 'Mine' }));
  const content = await office.content(await office.prepared());
  const how = () =>
    Object.fromEntries(viewOf(content, site.here()).recipes.map((recipe) => [recipe.id, recipe.how]));
  expect(how()).toEqual({ 'sign-in': 'new', [other.id]: 'differs', 'move-to-cloud': 'new' });

  await takeJob(content, ['sign-in'], site);
  expect(site.recipes.all().find(({ id }) => id === 'sign-in')?.title).toBe('As our office does it');
  expect(site.recipes.all().find(({ id }) => id === other.id)?.title).toBe('Mine');
  expect(site.script.get().own).toBe(false);
  expect(how()['sign-in']).toBe('same');

  await takeJob(content, [other.id, 'move-to-cloud'], site);
  expect(scriptText(site.script.get().recipe)).toContain('./move {cloud}');
});

test('a recipe of a newer version is named, shown and never taken', async () => {
  const content = await office.content(await office.prepared());
  const newer = {
    ...content,
    recipes: [{ id: 'sign-in', recipe: { ...own, gesture: 'swipe' } }],
    script: { id: 1 },
  };
  expect(viewOf(newer, site.here()).recipes.map(({ how }) => how)).toEqual([
    'not-understood',
    'not-understood',
  ]);
  await takeJob(newer, ['sign-in', 'move-to-cloud'], site);
  expect(site.recipes.list().some((one) => one.own)).toBe(false);
  expect(site.script.get().own).toBe(false);
});

test('a kind that this version does not know makes no job', async () => {
  const content = { ...(await office.content(await office.prepared())), jobKind: 'activate-the-moon' };
  expect(viewOf(content, site.here())).toMatchObject({ startable: false, left: [] });
  expect(await codeOf(() => takeJob(content, [], site))).toBe('handover-kind-unknown');
  expect(await listJobs(site.folder)).toEqual([]);
});

test('a forged explicit word does not end a step elsewhere', async () => {
  const content = await office.content(await office.prepared());
  const forged = { ...content, inputs: { licences: { 'confirmed.types-reviewed': 'yes' } } };
  expect(viewOf(forged, site.here()).left).toEqual(['licences.confirmed.types-reviewed']);
  const { job } = await takeJob(forged, [], site);
  expect(stepOf((await site.manager.open(job)).runner.job(), 'licences').inputs).toEqual({});
});

test('what comes back finds its job and tells how far it got', async () => {
  const job = await office.prepared();
  const { job: made } = await takeJob(await office.content(job), [], site);
  await site.manager.input(made, 'prepare', 'installer', 'Grace');
  const back = await site.content(made, { back: true });
  const view = viewOf(back, office.here([{ id: job, origin: null }]));
  expect(view.original).toBe(job);
  expect(view.back).toMatchObject({ finished: false, doneSteps: 0, allSteps: 9 });
  expect(reportIn(back).who.installer).toBe('Grace');
  expect(viewOf(back, site.here([{ id: made, origin: job }]))).toMatchObject({
    original: null,
    taken: [made],
  });
  const spoilt = { ...back, back: back.back && { ...back.back, report: { format: 1 } } };
  expect(await codeOf(() => viewOf(spoilt, site.here()))).toBe('handover-damaged');
});

test('given up, a job holds no secret and is not opened here; at work it is not given up', async () => {
  const job = await office.prepared();
  await office.manager.putSecret(job, 'pbx-key', 'a-key-of-the-pbx-0123456789', 'typed');
  // One that the journal does not tell of, as after a break of it.
  await office.secrets.put(job, 'api-token', 'left-over');
  await office.manager.giveUp(job);
  expect(await office.secrets.get(job, 'pbx-key')).toBeNull();
  expect(await office.secrets.get(job, 'api-token')).toBeNull();
  expect(await office.manager.ifOpen(job)).toBeNull();
  expect((await readJournal(office.folder, job)).readOnly?.code).toBe('read-only.closed');

  const other = await office.prepared();
  const { runner } = await office.manager.open(other);
  let end = (): void => undefined;
  const acting = runner.aside(
    'prepare',
    { code: 'applying.find' },
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  expect(await office.manager.atWork()).toEqual(new Set([other]));
  expect(await codeOf(() => office.manager.giveUp(other))).toBe('busy');
  end();
  await acting;
  expect(await codeOf(() => office.manager.giveUp(other))).toBe('done');
});

test('a job that another process has open is not given up', async () => {
  const job = await office.prepared();
  await office.manager.leave(job);
  const elsewhere = await openJournal(office.folder, job, { redact: (text) => text, now: () => new Date() });
  expect(await codeOf(() => office.manager.giveUp(job))).toBe('journal-locked');
  await elsewhere.close();
});

test('what holds on one computer only, or for one PBX by its number, neither leaves nor is taken', async () => {
  const job = await office.prepared();
  await office.manager.input(job, 'deploy', 'imageFile', '/home/ada/wms.iso');
  const content = await office.content(job);
  expect(JSON.stringify(content)).not.toContain('wms.iso');
  const forged = {
    ...content,
    inputs: {
      'sign-in': { sshKeyFile: '//host/share/key' },
      prepare: { 'leave-out-2': 'gone', customer: 'Bakery' },
    },
  };
  expect(viewOf(forged, site.here()).left).toEqual(['sign-in.sshKeyFile', 'prepare.leave-out-2']);
  const { job: made } = await takeJob(forged, [], site);
  const { steps } = (await site.manager.open(made)).runner.job();
  expect(steps.map(({ inputs }) => inputs).filter((inputs) => Object.keys(inputs).length > 0)).toEqual([
    { customer: 'Bakery' },
  ]);
});

test('words of an order that were changed in the office go along, and a broken recipe here is not called none', async () => {
  const [form] = shippedOrders;
  if (!form) throw new Error('no order recipe is shipped');
  office.orders.save(form.id, JSON.stringify({ ...form, title: 'As our portal is today' }));
  const content = await office.content(await office.prepared());
  mkdirSync(join(site.folder, 'orders'), { recursive: true });
  writeFileSync(join(site.folder, 'orders', `${form.id}.json`), '{');
  const here = { ...site.here(), orders: new OrderBook(join(site.folder, 'orders')) };
  expect(viewOf(content, here).recipes).toMatchObject([{ id: form.id, how: 'differs' }]);
  await takeJob(content, [form.id], site);
  expect(site.orders.list().find(({ own }) => own)?.recipe.title).toBe('As our portal is today');
});
