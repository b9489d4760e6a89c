import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { shell } from 'electron';
import type { JobParts, Removed } from '../contract/office-views';
import type { Handlers } from '../contract/server';
import { Failure } from '../domain/failure';
import { secretsLeft } from '../domain/every-secret';
import { foldAll } from '../domain/fold';
import { HandedTypes, takenInputs, type HandedJob, type HandOver } from '../domain/hand-over';
import type { JobId } from '../domain/job';
import type { Redact } from '../domain/redacted';
import { stepIdsOf } from '../procedure/jobs';
import { filesOf } from '../journal/files';
import { readJournal } from '../journal/journal';
import { removeJob } from '../journal/removal';
import { reportBackName, reportsBack, setArchived } from '../journal/shelf';
import type { Manager } from '../procedure/manager';
import type { FilesPort } from '../procedure/ports';
import { stateOfReport } from '../report/state-of';
import { contentOf, fillIn, handedTypesName, reportIn, takeJob, viewOf } from './hand-over';
import { sealed, unsealed } from './hand-over-file';
import type { JobIndex } from './job-index';
import type { OrderBook } from './order-book';
import type { RecipeBook } from './recipe-book';
import type { ScriptBook } from './script-book';
import { templateOf, Templates, templateView } from './templates';
import type { Tour } from './tour';
import { readVendorHosts, writeVendorHosts } from './vendor-hosts';

type Part<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>;

export interface OfficeServices {
  manager: Manager;
  dataFolder: string;
  files: FilesPort;
  folderOf: (job: JobId) => string;
  recipes: RecipeBook;
  orders: OrderBook;
  script: ScriptBook;
  index: JobIndex;
  tour: Tour;
  redact: Redact;
  /** SHA-256 of the last line of a job's journal. */
  journalHash: (job: JobId) => Promise<string>;
  version: string;
  listChanged: () => void;
}

type ShelfCalls = Pick<Handlers, 'jobs.archive' | 'jobs.parts' | 'jobs.remove'>;

/** What is done with whole jobs: put away, deleted, handed over, begun from a template or as a training tour. */
export function officeHandlers(
  services: OfficeServices,
): Part<'handover' | 'templates' | 'tour'> & ShelfCalls {
  return {
    ...shelfHandlers(services),
    ...handOverHandlers(services),
    ...templateHandlers(services),
    ...tourHandlers(services),
  };
}

function shelfHandlers({ manager, dataFolder, folderOf, tour, listChanged }: OfficeServices): ShelfCalls {
  return {
    'jobs.archive': async ({ job, on }) => {
      if (on && (await manager.atWork()).has(job)) throw new Failure('busy');
      await setArchived(dataFolder, job, on);
      listChanged();
    },
    'jobs.parts': async ({ job }): Promise<JobParts> => {
      const names = (await readdir(folderOf(job))).sort();
      const { events } = await readJournal(dataFolder, job);
      const state = foldAll(events);
      return { journalLines: events.length, ...sorted(names), secrets: state ? secretsLeft(state) : [] };
    },
    'jobs.remove': async ({ job }) => {
      await manager.giveUp(job);
      const removed = await removeJob(dataFolder, job, toTrash);
      await tour.notes(job, false).catch(() => undefined); // its notes are shown nowhere anyway
      listChanged();
      return removed;
    },
  };
}

function sorted(names: readonly string[]): Pick<JobParts, 'reports' | 'transcripts' | 'others'> {
  const ours = /^journal\.|^archived$|^report\.(pdf|json)\.new$/;
  const files = names.filter((name) => !ours.test(name));
  const reports = files.filter((name) => name.startsWith('report'));
  const transcripts = files.filter((name) => name.includes('transcript'));
  return {
    reports,
    transcripts,
    others: files.filter((name) => !reports.includes(name) && !transcripts.includes(name)),
  };
}

/** Into the system's trash; a system without one that can be reached deletes, and that is said. */
async function toTrash(folder: string): Promise<Removed> {
  try {
    await shell.trashItem(folder);
    return { how: 'trash' };
  } catch {
    // What is in use cannot be moved, and then nothing of it is touched.
    const away = `${folder}.deleted`;
    await rename(folder, away);
    await rm(away, { recursive: true, force: true });
    return { how: 'deleted' };
  }
}

function handOverHandlers(services: OfficeServices): Part<'handover'> {
  const { manager, files, folderOf, dataFolder, recipes, orders, script, index, redact, version } = services;
  const books = { recipes, orders, script };
  return {
    'handover.export': async ({ job, ...wanted }) => {
      const open = await manager.open(job);
      const journalHash = await services.journalHash(job);
      const content = contentOf(open, wanted, {
        ...books,
        redact,
        version,
        now: new Date(),
        journalHash,
      });
      const name = `${wanted.back ? 'for-office' : 'for-site'}-${wordOf(content)}.pbxjob`;
      const path = join(folderOf(job), await files.writeNew(job, name, sealed(content)));
      shell.showItemInFolder(path);
      return { path };
    },
    'handover.look': async ({ text }) => {
      const content = unsealed(text);
      if (content.kind === 'job') return viewOf(content, { ...books, jobs: await index.list() });
      const { madeAt, app, name, inputs, vendorHosts } = content;
      const replaces = (await templatesIn(dataFolder).list()).some((one) => one.name === name);
      return { kind: 'template', madeAt, app, name, inputs, vendorHosts: vendorHosts.length, replaces };
    },
    'handover.take': async ({ text, theirs }) => {
      try {
        return await takeJob(jobIn(unsealed(text)), theirs, { manager, files, ...books });
      } finally {
        services.listChanged();
      }
    },
    'handover.keep': async ({ text }) => {
      const content = jobIn(unsealed(text));
      reportIn(content);
      const { origin } = content;
      const attached = (await index.list()).some(({ id }) => id === origin);
      await keepReport(attached ? folderOf(origin) : asideFolder(dataFolder, origin), origin, text);
      services.listChanged();
      return { origin, attached };
    },
    'handover.report': async ({ origin }) => {
      const [here, aside] = [folderOf(origin), asideFolder(dataFolder, origin)];
      const last = (await reportsBack(here)).at(-1) ?? (await reportsBack(aside)).at(-1);
      if (last === undefined) throw new Failure('job-not-found', { id: origin });
      const text = await readFile(last, 'utf8');
      return stateOfReport(reportIn(jobIn(unsealed(text))));
    },
    'handover.types': async ({ job }) => {
      try {
        const csv = await readFile(join(folderOf(job), handedTypesName), 'utf8');
        return HandedTypes.parse({ name: handedTypesName, csv });
      } catch {
        return null;
      }
    },
  };
}

function jobIn(content: HandOver): HandedJob {
  if (content.kind !== 'job') throw new Failure('bad-request', undefined, 'this file holds a template');
  return content;
}

/** A word for the name of the file, so that three of them can be told apart on a stick. */
function wordOf({ inputs, origin }: HandedJob): string {
  const name = (inputs['prepare']?.['pbxName'] ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const word = name.replace(/^-+|-+$/g, '').slice(0, 40);
  return word === '' ? origin.slice(-6) : word;
}

/** Reports of a job that is not on this computer. */
function asideFolder(dataFolder: string, origin: JobId): string {
  return join(dataFolder, 'received', origin);
}

/** Beside those that are there; the same one is kept once. */
async function keepReport(folder: string, origin: JobId, text: string): Promise<void> {
  const kept = await Promise.all((await reportsBack(folder)).map((path) => readFile(path, 'utf8')));
  if (kept.includes(text)) return;
  await mkdir(folder, { recursive: true });
  await filesOf(() => folder).writeNew(origin, reportBackName, text);
}

function templatesIn(dataFolder: string): Templates {
  return new Templates(join(dataFolder, 'templates'));
}

function templateHandlers(services: OfficeServices): Part<'templates'> {
  const { manager, dataFolder, redact, version } = services;
  const templates = templatesIn(dataFolder);
  const list = async () => (await templates.list()).map(templateView);
  return {
    'templates.list': list,
    'templates.save': async ({ job, name }) => {
      const { runner } = await manager.open(job);
      const vendorHosts = await readVendorHosts(dataFolder);
      const made = templateOf(runner.job(), name, { version, now: new Date(), vendorHosts, redact });
      shell.showItemInFolder(await templates.keep(made));
      return list();
    },
    'templates.keep': async ({ text }) => {
      const content = unsealed(text);
      if (content.kind !== 'template') throw new Failure('bad-request', undefined, 'this file holds a job');
      await templates.keep(content);
      return list();
    },
    'templates.start': async ({ id, kind }) => {
      const template = await templates.get(id);
      await addHosts(dataFolder, template.vendorHosts);
      try {
        const job = await manager.create(kind, null);
        await fillIn(manager, job, takenInputs(template.inputs, stepIdsOf(kind)).inputs);
        return { job };
      } finally {
        services.listChanged();
      }
    },
    'templates.remove': async ({ id }) => {
      await templates.remove(id);
      return list();
    },
  };
}

/** Hosts that are not on this computer's list yet; none is taken off it. */
async function addHosts(
  dataFolder: string,
  hosts: Awaited<ReturnType<typeof readVendorHosts>>,
): Promise<void> {
  const here = await readVendorHosts(dataFolder);
  const more = hosts.filter(({ host }) => !here.some((one) => one.host === host));
  if (more.length > 0) await writeVendorHosts(dataFolder, [...here, ...more].slice(0, 50));
}

function tourHandlers({ tour }: OfficeServices): Part<'tour'> {
  return {
    'tour.read': () => tour.read(),
    'tour.answer': ({ job }) => tour.answer(job),
    'tour.notes': ({ job, on }) => tour.notes(job, on),
  };
}
