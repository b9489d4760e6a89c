import { ensureBuild } from '../build.mjs';
import { packageApp } from '../setup/package.mjs';
import { ensureRuntime, wantedVersion } from '../setup/runtime.mjs';
import { say, SetupError } from '../setup/say.mjs';

/** What an installed app needs nobody to do with it: run other code in its name or look inside while it runs. */
const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
};

/** Makes the installers for this system. Only from the very Electron that package.json names. */
export default async function release() {
  const runtime = await ensureRuntime({ release: true });
  if (runtime.version !== wantedVersion())
    throw new SetupError(
      `a release is made from Electron ${wantedVersion()}; this runtime is ${runtime.version}.`,
      'unset PBXW_ELECTRON, then: npx install-electron && npm run release',
    );
  await ensureBuild({ release: true });
  const made = await packageApp(runtime, { config: { electronFuses: FUSES } });
  for (const path of made) say(path);
  return 0;
}
