import { join } from 'node:path';
import { ensureBuild } from '../build.mjs';
import { packageApp } from '../setup/package.mjs';
import { root } from '../setup/paths.mjs';
import { ensureRuntime } from '../setup/runtime.mjs';
import { say } from '../setup/say.mjs';

/** Makes the unpacked app folder for this system, to try and to look into. It is not a release. */
export default async function pack() {
  await ensureBuild();
  const runtime = await ensureRuntime();
  const output = join('release', 'unpacked');
  await packageApp(runtime, {
    dir: true,
    config: { directories: { app: 'dist', buildResources: 'build', output } },
  });
  say(
    `Packed into ${join(root, output)}. ${runtime.standIn ? 'NOT A RELEASE: it has the stand-in runtime.' : 'Unsigned.'}`,
  );
  return 0;
}
