import { ensureBuild } from '../build.mjs';
import { say } from '../setup/say.mjs';

/** Brings dist/ up to date. */
export default async function build() {
  await ensureBuild();
  say('dist/ is up to date.');
  return 0;
}
