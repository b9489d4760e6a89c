import { networkInterfaces } from 'node:os';
import { shell } from 'electron';
import type { Handlers } from '../contract/server';
import { formatAddress, parseAddress } from '../domain/address';
import { hostsIn, subnetsOf } from '../domain/address-range';
import { Failure, toWizardError } from '../domain/failure';
import type { JobId, JobState } from '../domain/job';
import { profileOf, withoutIdentity } from '../domain/profile';
import { badHosts, editedHosts, hostsFor } from '../domain/vendor-hosts';
import { findPbx, type Search } from '../procedure/find';
import type { Manager, OpenJob } from '../procedure/manager';
import { checkVendorHosts, runPreflight } from '../procedure/preflight';
import { said, type StepContext } from '../procedure/step';
import { typedAddress, whereReached } from '../procedure/steps/deploy';
import type { Profiles } from './profiles';
import { readHardware, writeHardware } from './hardware';
import { readVendorHosts, writeVendorHosts } from './vendor-hosts';

type Part<Prefix extends string> = Pick<Handlers, Extract<keyof Handlers, `${Prefix}.${string}`>>;

export interface FieldServices {
  manager: Manager;
  dataFolder: string;
  profiles: Profiles;
}

/** What is done in the field beside the steps: the pre-flight, the vendor's hosts, the search, the PBX's profile. */
export function fieldHandlers(
  services: FieldServices,
): Part<'preflight' | 'vendor' | 'find' | 'profile' | 'hardware'> {
  return {
    ...preflightHandlers(services),
    ...vendorHandlers(services),
    ...findHandlers(services),
    ...hardwareHandlers(services),
    ...profileHandlers(services),
  };
}

/** Runs beside the steps under the name of the one that meets the PBX: none moves, progress and cancel work as for a step. */
async function beside<T>(
  manager: Manager,
  job: JobId,
  code: string,
  act: (context: StepContext) => Promise<T>,
): Promise<T> {
  const { runner } = await manager.writable(job);
  return runner.aside(whereReached(runner.job()), said(code), act);
}

function preflightHandlers({ manager }: FieldServices): Part<'preflight'> {
  return {
    'preflight.run': ({ job }) =>
      beside(manager, job, 'applying.preflight', async (context) => {
        await runPreflight(context, typedAddress(context));
      }),
  };
}

function vendorHandlers({ manager, dataFolder }: FieldServices): Part<'vendor'> {
  return {
    'vendor.hosts': () => readVendorHosts(dataFolder),
    'vendor.edit': async ({ hosts }) => {
      const [bad] = badHosts(hosts.filter((one) => one.trim() !== ''));
      if (bad !== undefined) throw new Failure('address-invalid', { address: bad });
      const edited = editedHosts(await readVendorHosts(dataFolder).catch(() => []), hosts);
      await writeVendorHosts(dataFolder, edited);
      return edited;
    },
    'vendor.check': async ({ job }) => {
      const hosts = await readVendorHosts(dataFolder);
      await beside(manager, job, 'applying.preflight', (context) =>
        checkVendorHosts(context, hostsFor(hosts, pbxNameOf(context.job()))),
      );
    },
  };
}

function pbxNameOf(job: JobState): string {
  return job.steps.find(({ id }) => id === 'prepare')?.inputs['pbxName'] ?? '';
}

function findHandlers({ manager }: FieldServices): Part<'find'> {
  return {
    'find.networks': () => subnetsOf(networkInterfaces()),
    'find.run': ({ job, addresses }): Promise<Search> =>
      beside(manager, job, 'applying.find', (context) =>
        findPbx(context, addresses ?? subnetsOf(networkInterfaces()).flatMap(hostsIn)),
      ),
  };
}

function hardwareHandlers({ dataFolder }: FieldServices): Part<'hardware'> {
  return {
    'hardware.address': async () => ({ address: (await readHardware(dataFolder)).lan1 }),
    'hardware.remember': async ({ address: typed }) => {
      const address = parseAddress(typed);
      if (!address && typed.trim() !== '') throw new Failure('address-invalid', { address: typed });
      const lan1 = address ? formatAddress(address) : '';
      await writeHardware(dataFolder, { format: 1, lan1 });
      return { address: lan1 };
    },
  };
}

function profileHandlers({ manager, profiles }: FieldServices): Part<'profile'> {
  return {
    'profile.save': async ({ job }) => {
      const open = await manager.open(job);
      const profile = profileOf(open.runner.job(), new Date());
      if (!profile) throw new Failure('not-now', { step: 'sign-in' });
      const { files, problem } = await docOf(open);
      const name = await profiles.save(profile, files);
      return { name, path: profiles.pathOf(name), doc: files.map((file) => `${name}.${file.name}`), problem };
    },
    'profile.show': ({ name }) => {
      shell.showItemInFolder(profiles.pathOf(name));
    },
  };
}

interface Doc {
  files: { name: string; text: string }[];
  problem: ReturnType<typeof toWizardError> | null;
}

/** The PBX's own reference, read now. A profile without it is still one, so what goes wrong is told, not thrown. */
async function docOf({ runner, readOnly }: OpenJob): Promise<Doc> {
  if (readOnly || runner.job().closed) return { files: [], problem: null };
  try {
    const files = await runner.aside('sign-in', said('applying.api-doc'), async ({ connection, signal }) => {
      const pbx = await connection.pbx(signal);
      return pbx.apiDoc(signal);
    });
    return {
      files: files.map(({ name, text }) => ({ name, text: withoutIdentity(text, runner.job()) })),
      problem: null,
    };
  } catch (error) {
    return { files: [], problem: toWizardError(error) };
  }
}
