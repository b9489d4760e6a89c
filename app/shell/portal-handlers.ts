import { join } from 'node:path';
import { shell } from 'electron';
import type { Handlers } from '../contract/server';
import { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import { mailtoOf } from '../domain/mail';
import type { Manager } from '../procedure/manager';
import type { FilesPort } from '../procedure/ports';
import { said } from '../procedure/step';
import { comeBackFile, comeBackName } from '../procedure/steps/come-back';
import { readUsers } from '../procedure/steps/licences-users';

export interface PortalServices {
  manager: Manager;
  files: FilesPort;
  folderOf: (job: JobId) => string;
}

/**
 * What the work in the portal needs of the PBX and of this computer: who has which type, an entry in the calendar, and a mail
 * when a mistake was made.
 */
export function portalHandlers({
  manager,
  files,
  folderOf,
}: PortalServices): Pick<Handlers, 'portal.users' | 'portal.come-back' | 'app.mail'> {
  return {
    'portal.users': async ({ job }) => {
      const { runner } = await manager.writable(job);
      await runner.aside('portal', said('probing.licences'), async (context) => {
        await readUsers(context, await context.connection.pbx(context.signal));
      });
    },
    'portal.come-back': async ({ job }) => {
      const { runner } = await manager.open(job);
      const text = comeBackFile(runner.job(), new Date());
      if (text === null) throw new Failure('not-now', { step: 'portal-change' });
      const path = join(folderOf(job), await files.writeNew(job, comeBackName, text));
      shell.showItemInFolder(path);
      return { path };
    },
    'app.mail': (draft) => shell.openExternal(mailtoOf(draft)),
  };
}
