import { shell } from 'electron';
import type { AppInfo, RecipeView } from '../contract/views';
import type { Handlers } from '../contract/server';
import { Failure } from '../domain/failure';
import { isEnded, type JobId } from '../domain/job';
import { checkSerial } from '../domain/pasted';
import type { Manager } from '../procedure/manager';
import type { FilesPort } from '../procedure/ports';
import { said } from '../procedure/step';
import { numbersByPage, readNumbers } from '../procedure/steps/licence-numbers';
import { rulesField, textOfRules } from '../procedure/steps/licence-rules';
import { pageTargetOf } from '../procedure/connection';
import { textOf } from './book';
import { copySecret, copyText, emptySecret, readClipboard } from './clipboard';
import { exportUsers } from './export-users';
import { deployHandlers, type DeployServices } from './deploy-handlers';
import { fieldHandlers, type FieldServices } from './field-handlers';
import { portalHandlers } from './portal-handlers';
import type { OrderBook } from './order-book';
import type { PageHost, PageTarget } from './page-view';
import type { PracticeHost } from './practice-host';
import type { RecipeBook } from './recipe-book';
import { rmaHandlers, type RmaServices } from './rma-handlers';
import { licenceTable } from './licence-table';
import { terminalHandlers, type TerminalServices } from './terminal-handlers';
import { officeHandlers, type OfficeServices } from './office-handlers';
import { jobView } from './views';

export interface Services
  extends FieldServices, TerminalServices, DeployServices, RmaServices, OfficeServices {
  manager: Manager;
  practice: PracticeHost;
  page: PageHost;
  recipes: RecipeBook;
  orders: OrderBook;
  info: () => Promise<AppInfo>;
  /** Full path of a job's file or folder. */
  reportPath: (job: JobId, what: 'pdf' | 'json' | 'folder') => Promise<string>;
  dataFolder: string;
  files: FilesPort;
  folderOf: (job: JobId) => string;
  /** Home's list changed. */
  listChanged: () => void;
}

/** Addresses the app may open in the system's browser. No other can be asked for. */
const places = {
  portal: 'https://my.wildix.com',
  'vendor-guide': 'https://wildix.atlassian.net/wiki/x/7BXOAQ',
} as const;

/** One function a call of the contract. */
export function handlersOf(services: Services): Handlers {
  return {
    ...appHandlers(services),
    ...jobHandlers(services),
    ...stepHandlers(services),
    ...secretHandlers(services),
    ...licenceHandlers(services),
    ...pageHandlers(services),
    ...recipeHandlers(services),
    ...reportHandlers(services),
    ...practiceHandlers(services),
    ...fieldHandlers(services),
    ...portalHandlers(services),
    ...terminalHandlers(services),
    ...deployHandlers(services),
    ...rmaHandlers(services),
    ...officeHandlers(services),
  };
}

type Part<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>;

function appHandlers({ info, dataFolder }: Services): Omit<Part<'app'>, 'app.mail'> {
  return {
    'app.info': () => info(),
    'app.copy': ({ text }) => copyText(text),
    'app.open': async ({ what }) => {
      if (what !== 'data-folder') return shell.openExternal(places[what]);
      const problem = await shell.openPath(dataFolder);
      if (problem !== '') throw new Failure('file-failed', undefined, problem);
    },
  };
}

type OwnJobCalls = Omit<Part<'jobs'>, keyof ReturnType<typeof officeHandlers>>;

function jobHandlers({ manager, index, listChanged }: Services): OwnJobCalls {
  return {
    'jobs.list': () => index.list(),
    'jobs.create': async ({ kind, preset }) => {
      const job = await manager.create(kind, preset);
      listChanged();
      return { job };
    },
    'jobs.open': async ({ job }) => jobView(await manager.open(job)),
    'jobs.leave': ({ job }) => manager.leave(job),
    'jobs.close': async ({ job }) => {
      await manager.close(job);
      listChanged();
    },
  };
}

function stepHandlers({ manager }: Services): Part<'steps'> {
  return {
    'steps.go': async ({ job, step }) => {
      const { runner, readOnly } = await manager.open(job);
      if (!readOnly && !runner.job().closed) await runner.go(step);
    },
    'steps.look': async ({ job, step }) => (await manager.writable(job)).runner.look(step),
    'steps.apply': async ({ job, step }) => (await manager.writable(job)).runner.apply(step),
    'steps.cancel': async ({ job, step }) => (await manager.writable(job)).runner.cancel(step),
    'steps.confirm': ({ job, step, code, note }) => manager.confirm(job, step, code, note),
    'steps.skip': ({ job, step, reason }) => manager.skip(job, step, reason),
    'steps.way': ({ job, step, way }) => manager.way(job, step, way),
    'steps.input': ({ job, step, field, value }) => manager.input(job, step, field, value),
    'steps.pause': async ({ job, step, on }) => (await manager.writable(job)).runner.pause(step, on),
    'steps.accept': ({ job, step, ...given }) => manager.accept(job, step, given),
  };
}

function secretHandlers({ manager }: Services): Part<'secrets'> {
  const taken = (answer: { length: number } | { not: string }) =>
    'not' in answer
      ? { taken: false as const, not: answer.not }
      : { taken: true as const, length: answer.length };
  return {
    'secrets.put': async ({ job, name, value }) => taken(await manager.putSecret(job, name, value, 'typed')),
    'secrets.paste': async ({ job, name }) => {
      const pasted = await readClipboard();
      const answer = taken(await manager.putSecret(job, name, pasted, 'pasted'));
      const filledIn = !answer.taken && answer.not === 'serial' && (await fillInSerial(manager, job, pasted));
      if (answer.taken || filledIn) await emptySecret(pasted);
      return filledIn ? { taken: false as const, not: 'serial-filled-in' } : answer;
    },
    'secrets.generate': async ({ job, name }) => taken(await manager.generateSecret(job, name)),
    'secrets.copy': async ({ job, name }) => copySecret(await manager.secret(job, name)),
    'secrets.reveal': async ({ job, name }) => ({ value: await manager.secret(job, name) }),
  };
}

/** A serial that was copied where the key was meant goes where it belongs, unless another one stands there. */
async function fillInSerial(manager: Manager, job: JobId, pasted: string): Promise<boolean> {
  const checked = checkSerial(pasted);
  const step = (await manager.open(job)).runner.job().steps.find(({ id }) => id === 'portal');
  if ('not' in checked || !step || isEnded(step.state)) return false;
  const there = (step.inputs.swSerial ?? '').trim();
  if (there !== '' && there !== checked.serial) return false;
  await manager.input(job, 'portal', 'swSerial', checked.serial);
  return true;
}

function licenceHandlers({ manager, files, folderOf }: Services): Part<'licences'> {
  return {
    'licences.table': async ({ job }) => licenceTable(await manager.open(job)),
    'licences.choose': ({ job, set }) => manager.choose(job, set),
    'licences.undo': async ({ job }) => {
      await manager.undoRun(job);
      return licenceTable(await manager.open(job));
    },
    'licences.rules': async ({ job, rules }) => {
      await manager.input(job, 'licences', rulesField, textOfRules(rules));
      return licenceTable(await manager.open(job));
    },
    'licences.export': async ({ job, as, separator }) => {
      const open = await manager.open(job);
      const written = await exportUsers(open, files, folderOf(job), { as, separator });
      shell.showItemInFolder(written.path);
      return written;
    },
    'licences.numbers': async ({ job }) => {
      const { runner } = await manager.writable(job);
      await runner.aside('licences', said('applying.numbers'), (context) =>
        readNumbers(context, numbersByPage),
      );
      return licenceTable(await manager.open(job));
    },
  };
}

function pageHandlers({ manager, page, practice }: Services): Part<'page'> {
  const pbxPage = async (job: JobId): Promise<PageTarget> => {
    const { address, pin } = pageTargetOf((await manager.open(job)).runner.job());
    const host = address.host.includes(':') ? `[${address.host}]` : address.host;
    return {
      job,
      target: 'pbx',
      url: `https://${host}:${String(address.port)}/`,
      fingerprint256: pin?.fingerprint256 ?? null,
    };
  };
  const portalPage = (job: JobId): PageTarget => {
    const portal = practice.portal();
    if (!portal) throw new Failure('not-now', undefined, 'no practice PBX is running');
    return { job, target: 'practice-portal', url: portal.url, fingerprint256: portal.fingerprint256 };
  };
  return {
    'page.current': () => page.current(),
    'page.show': async ({ job, target, bounds }) => {
      page.show(target === 'pbx' ? await pbxPage(job) : portalPage(job), bounds);
    },
    'page.bounds': ({ bounds }) => page.place(bounds),
    'page.act': ({ act }) => page.act(act),
    'page.hide': () => page.hide(),
    'page.sign-in': ({ job }) => manager.signInByPage(job),
    'page.control': async ({ job, mode }) => {
      (await manager.writable(job)).runner.assist.set(mode);
    },
  };
}

function viewsOf(kind: RecipeView['kind'], book: RecipeBook | OrderBook): RecipeView[] {
  return book.list().map(({ recipe, own, problem }) => {
    const { id, title } = recipe;
    return { id, kind, title, text: textOf(recipe), own, problem };
  });
}

function recipeHandlers({ recipes, orders }: Services): Part<'recipes'> {
  const list = (): RecipeView[] => [...viewsOf('page', recipes), ...viewsOf('order', orders)];
  const bookOf = (id: string) => (orders.has(id) ? orders : recipes);
  return {
    'recipes.list': list,
    'recipes.save': ({ id, text }) => {
      bookOf(id).save(id, text);
      return list();
    },
    'recipes.restore': ({ id }) => {
      bookOf(id).restore(id);
      return list();
    },
    'recipes.export': ({ id }) => {
      const path = bookOf(id).export(id);
      shell.showItemInFolder(path);
      return { path };
    },
  };
}

function reportHandlers({ manager, reportPath }: Services): Part<'report'> {
  return {
    'report.read': async ({ job }) => (await manager.open(job)).runner.job(),
    'report.open': async ({ job, what }) => {
      const path = await reportPath(job, what);
      if (what === 'folder') {
        shell.showItemInFolder(path);
        return;
      }
      const problem = await shell.openPath(path);
      if (problem !== '') throw new Failure('file-failed', undefined, problem);
    },
  };
}

function practiceHandlers({ practice }: Services): Part<'practice'> {
  return {
    'practice.presets': () => practice.presets(),
    'practice.start': ({ preset }) => practice.start(preset),
    'practice.stop': () => practice.stop(),
    'practice.current': () => practice.current(),
  };
}
