import { app, type BrowserWindow } from 'electron';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serve } from '../contract/server';
import type { AppInfo } from '../contract/views';
import { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import { sessionCookie } from '../domain/pbx';
import { jobFolder } from '../journal/journal';
import { filesOf } from '../journal/files';
import { createJournals } from '../journal/journals';
import { hasNoJob } from '../journal/place';
import { pick } from '../keychain/generate';
import { createRedactor, type Redactor } from '../keychain/redactor';
import { createSecrets } from '../keychain/secrets';
import { Manager } from '../procedure/manager';
import type { Ports } from '../procedure/ports';
import { writeReport } from '../report/write';
import { createKeptScripts } from '../ssh/kept/port';
import { createSshPort } from '../ssh/port';
import { scriptPort } from '../ssh/script/port';
import { createPbxPort } from '../wms/port';
import type { Serve } from './bridge';
import { systemClock } from './clock';
import { guardClosing } from './closing';
import { emptySecret } from './clipboard';
import { handlersOf } from './handlers';
import { JobIndex } from './job-index';
import { openLog } from './log';
import { pageDriver } from './page-driver';
import { PageHost } from './page-view';
import { onWake, stayAwake } from './power';
import { PracticeHost } from './practice-host';
import { printReport } from './print';
import { OrderBook } from './order-book';
import { RecipeBook } from './recipe-book';
import { pickFile } from './pick-file';
import { Profiles } from './profiles';
import { DeployBook } from './deploy-book';
import { ScriptBook } from './script-book';
import { send } from './send';
import { TerminalHost } from './terminal-host';
import { Tour } from './tour';
import { jobView } from './views';

/** Everything behind the door, plugged together. The window is open by then. */
export function startServices(window: BrowserWindow, dataFolder: string): Serve {
  const redactor = createRedactor();
  const redact = (text: string): string => redactor.redact(text);
  const log = openLog(dataFolder, redact);
  log('app', `started ${app.getVersion()} on Electron ${process.versions.electron}, ${process.platform}`);
  const secrets = createSecrets({ redactor });
  const page = new PageHost(window, (view) => {
    send('page', view);
  });
  const profiles = new Profiles(dataFolder);
  const practice = new PracticeHost(
    dataFolder,
    profiles,
    (view) => {
      send('practice', view);
    },
    log,
  );
  const journals = createJournals(dataFolder, { redact, now: () => new Date() });
  const recipes = new RecipeBook(join(dataFolder, 'recipes'));
  const orders = new OrderBook(join(dataFolder, 'orders'));
  const script = new ScriptBook(join(dataFolder, 'recipes'));
  const deployments = new DeployBook(join(dataFolder, 'deployment'));
  const folderOf = (job: JobId): string => jobFolder(dataFolder, job);
  const terminals = new TerminalHost({
    folderOf,
    clock: systemClock,
    send: (piece) => {
      send('terminal', piece);
    },
  });
  const ports: Ports = {
    clock: systemClock,
    pick,
    secrets,
    journals,
    page: (job) => ({ ...pageDriver(page, job), session: () => sessionOf(page, job, redactor) }),
    recipes,
    files: filesOf(folderOf),
    ssh: createSshPort(),
    // OpenSSH's own agent on Windows listens at a fixed place.
    sshAgent: () =>
      process.env.SSH_AUTH_SOCK ?? (process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : null),
    move: {
      scripts: scriptPort,
      kept: createKeptScripts(),
      terminal: terminals,
      onWake,
      recipe: () => script.get().recipe,
    },
    pbx: createPbxPort({ log: (text: string) => log('wms', text) }),
    report: {
      write: async (job) => {
        return writeReport({
          folder: jobFolder(dataFolder, job.id),
          job,
          journalHash: await journals.lastHash(job.id),
          at: new Date().toISOString(),
          redact,
          printPdf: () => printReport(job.id),
        });
      },
    },
  };
  const manager: Manager = new Manager(
    ports,
    appFacts(),
    tellOf(() => manager),
  );
  const index = new JobIndex(dataFolder, () => atWork, app.getVersion());
  const listChanged = (): void => {
    void index.list().then((jobs) => {
      send('jobs', jobs);
    });
  };
  workChanged = listChanged;
  const mayEnd = guardClosing(window, () => terminals.wouldEnd());
  endWith({ manager, practice, page, log, mayEnd });
  const handlers = handlersOf({
    manager,
    practice,
    page,
    recipes,
    orders,
    journals,
    dataFolder,
    files: ports.files,
    folderOf,
    terminals,
    script,
    deployments,
    pickFile: (title) => pickFile(window, title),
    profiles,
    index,
    tour: new Tour(dataFolder, () => hasNoJob(dataFolder)),
    redact,
    journalHash: (job) => journals.lastHash(job),
    version: app.getVersion(),
    listChanged,
    info: () => infoOf(dataFolder, secrets),
    reportPath: (job, what) => Promise.resolve(reportPath(jobFolder(dataFolder, job), what)),
  });
  return (name, arg) => serve(handlers, name, arg);
}

/** The session of the page that is shown for this job; from here on it stands in no text. */
async function sessionOf(page: PageHost, job: JobId, redactor: Redactor): Promise<string | null> {
  const cookie = await page.cookie(job, sessionCookie);
  if (cookie) redactor.register(cookie);
  return cookie;
}

function appFacts(): { version: string; electron: string; platform: string; pid: number } {
  const { electron } = process.versions;
  return {
    version: app.getVersion(),
    electron,
    platform: `${process.platform}-${process.arch}`,
    pid: process.pid,
  };
}

/** How often at most a job's state goes up, in milliseconds: a long run changes it many times in a blink. */
const tellMs = 40;

function tellOf(manager: () => Manager): (id: JobId) => void {
  const waiting = new Set<JobId>();
  return (id) => {
    if (waiting.has(id)) return;
    waiting.add(id);
    setTimeout(() => {
      waiting.delete(id);
      void tell(manager(), id);
    }, tellMs);
  };
}

/** Jobs at work: the laptop stays awake for any of them. */
const atWork = new Set<JobId>();

/** Home tells which jobs are at work. */
let workChanged: () => void = () => undefined;

async function tell(manager: Manager, id: JobId): Promise<void> {
  // One that was left or deleted meanwhile is not opened again for it.
  const job = await manager.ifOpen(id);
  const works = job !== null && job.runner.progress() !== null;
  const changed = works !== atWork.has(id);
  if (works) atWork.add(id);
  else atWork.delete(id);
  stayAwake(atWork.size > 0);
  if (changed) workChanged();
  if (job) send('job', jobView(job));
}

async function infoOf(
  dataFolder: string,
  secrets: { kind(): Promise<AppInfo['keychain']> },
): Promise<AppInfo> {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    standIn: existsSync(join(dirname(process.execPath), 'STAND-IN')),
    platform: process.platform,
    keychain: await secrets.kind(),
    dataFolder,
  };
}

function reportPath(folder: string, what: 'pdf' | 'json' | 'folder'): string {
  const file = join(folder, what === 'json' ? 'report.json' : 'report.pdf');
  if (!existsSync(file)) throw new Failure('not-now', undefined, 'no report was written yet');
  return file;
}

interface Ending {
  manager: Manager;
  practice: PracticeHost;
  page: PageHost;
  log: (scope: string, text: string) => void;
  mayEnd: () => boolean;
}

/** Leaving the app stops what runs, frees the jobs and takes a copied secret off the clipboard; then it quits. */
function endWith({ manager, practice, page, log, mayEnd }: Ending): void {
  let ended = false;
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    if (!mayEnd()) return;
    page.hide();
    practice.stop();
    void Promise.allSettled([manager.leaveAll(), emptySecret()]).then(() => {
      ended = true;
      log('app', 'ended');
      app.quit();
    });
  });
}
