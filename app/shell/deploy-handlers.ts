import { basename, join } from 'node:path';
import { shell } from 'electron';
import type { DeployProfileView } from '../contract/deploy-views';
import type { Handlers } from '../contract/server';
import { problemsOf, scriptOf, valuesTyped } from '../domain/deploy/script';
import { fieldOfValue, type DeployValue } from '../domain/deploy/values';
import { Failure } from '../domain/failure';
import { stepOf, type JobId } from '../domain/job';
import type { Manager } from '../procedure/manager';
import type { FilesPort } from '../procedure/ports';
import { said } from '../procedure/step';
import { textOf } from './book';
import type { DeployBook } from './deploy-book';
import { sumOf } from './file-sum';

type Part<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>;

export interface DeployServices {
  manager: Manager;
  deployments: DeployBook;
  files: FilesPort;
  folderOf: (job: JobId) => string;
  /** Asks for a file; null: none was chosen. */
  pickFile: (title: string) => Promise<string | null>;
}

/** The image, and the commands that deploy it. */
export function deployHandlers(services: DeployServices): Part<'deploy'> {
  return { ...profileHandlers(services), ...imageHandlers(services), ...scriptHandlers(services) };
}

type ProfileCalls = 'deploy.profiles' | 'deploy.save' | 'deploy.restore' | 'deploy.export';

function profileHandlers({ deployments }: DeployServices): Pick<Handlers, ProfileCalls> {
  const list = (): DeployProfileView[] =>
    deployments
      .list()
      .map(({ recipe, own, problem }) => ({ profile: recipe, text: textOf(recipe), own, problem }));
  return {
    'deploy.profiles': list,
    'deploy.save': ({ id, text }) => {
      deployments.save(id, text);
      return list();
    },
    'deploy.restore': ({ id }) => {
      deployments.restore(id);
      return list();
    },
    'deploy.export': ({ id }) => {
      const path = deployments.export(id);
      shell.showItemInFolder(path);
      return { path };
    },
  };
}

function imageHandlers({ manager, pickFile }: DeployServices): Pick<Handlers, 'deploy.pick' | 'deploy.sum'> {
  return {
    'deploy.pick': async ({ job }) => {
      const path = await pickFile('PBX image');
      if (path !== null) await manager.input(job, 'deploy', 'imageFile', path);
      return { path };
    },
    'deploy.sum': async ({ job }) => {
      const { runner } = await manager.writable(job);
      const path = stepOf(runner.job(), 'deploy').inputs.imageFile ?? '';
      if (path === '') throw new Failure('input-missing', { field: 'imageFile' });
      const file = basename(path);
      return runner.aside('deploy', said('applying.image-sum', { file }), async (context) => {
        const image = await sumOf(path, context.signal, (fraction) => {
          context.progress(said('applying.image-sum', { file }), { fraction });
        });
        await context.facts({ image }, 'this computer');
        const { bytes, sha256 } = image;
        await context.evidence(said('image-summed', { file, bytes, sha256 }), 'observed', path);
        return image;
      });
    },
  };
}

function scriptHandlers(services: DeployServices): Pick<Handlers, 'deploy.script'> {
  const { manager, deployments, files, folderOf } = services;
  return {
    'deploy.script': async ({ job, profile: id }) => {
      const profile = deployments.all().find((one) => one.id === id);
      if (!profile) throw new Failure('bad-request');
      const state = (await manager.writable(job)).runner.job();
      const pbxName = stepOf(state, 'prepare').inputs.pbxName ?? '';
      const values = valuesTyped(stepOf(state, 'deploy').inputs, pbxName);
      const [wrong] = Object.keys(problemsOf(profile, values)) as DeployValue[];
      if (wrong) throw new Failure('input-missing', { field: fieldOfValue(wrong) });
      const { name, text } = scriptOf(profile, values);
      const path = join(folderOf(job), await files.writeNew(job, name, text));
      shell.showItemInFolder(path);
      return { path };
    },
  };
}
