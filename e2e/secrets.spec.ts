import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { electronLaunch } from '../scripts/setup/electron.mjs';
import { activateVirtual, finish } from './support/activate-virtual';
import { openApp } from './support/app';
import { Installer } from './support/installer';
import { Practice } from './support/practice';
import { Screens } from './support/screens';
import { filesHolding, looksOf } from './support/secret-search';

/** A whole job on the other preset; afterwards its secrets are nowhere but in the keychain, and then not even there. */
test('a whole job leaves no secret in any file, and the search would have found one', async () => {
  const practice = await Practice.start('virtual-6');
  const running = await openApp();
  const out = electronLaunch().tempFolder('screens');
  const screens = new Screens(running, out);
  const installer = new Installer(running.window);
  const visit = {
    installer,
    app: running.app,
    practice,
    customer: 'Example Ltd',
    pbxName: 'example',
    seen: (step: string) => screens.keep(step),
  };
  const { password, key } = await activateVirtual(visit);
  for (const id of [
    'prepare',
    'deploy',
    'sign-in',
    'admin-password',
    'upgrade',
    'portal',
    'activate',
    'licences',
    'report',
  ]) {
    expect(await installer.stateOf(id), id).toMatch(/^(done|already-done)$/);
  }
  // While the job is open its secrets are held, and still in no file.
  expect(filesHolding([password, key], running.data)).toEqual([]);
  await finish(visit);
  await running.close();
  expect(filesHolding([password, key], running.data)).toEqual([]);
  expect(filesHolding([password, key], out)).toEqual([]);

  for (const [place, look] of looksOf(password).entries()) {
    const planted = join(running.data, `planted-${String(place)}.bin`);
    writeFileSync(planted, Buffer.concat([Buffer.from('before '), look, Buffer.from(' after')]));
    expect(filesHolding([password], running.data), `planted in look ${String(place)}`).toContain(planted);
  }
  await practice.stop();
});
