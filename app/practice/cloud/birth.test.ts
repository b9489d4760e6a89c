import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cookieOf, tryPractice, type Tried } from '../testing';

let tried: Tried;
afterEach(() => tried.end());

const entry = {
  name: 'example',
  model: 'WPBX-CLOUD',
  region: 'Europe (example)',
  storage: '10 GB',
  licences: { essential: 3 },
};

/** What the PBX says of itself, or `away`. */
async function ask(): Promise<unknown> {
  try {
    return (await tried.api('GET', '/PBX/settings/license')).json()['result'];
  } catch {
    return 'away';
  }
}

async function activated(): Promise<unknown> {
  return (await tried.control('GET', '/state')).json()['activated'];
}

describe('a cloud PBX that its entry in the portal makes', () => {
  beforeEach(async () => {
    tried = await tryPractice({ preset: 'cloud-birth' });
  });

  it('does not answer before, however long one waits', async () => {
    tried.wait(3_600_000);
    expect(await ask()).toBe('away');
    expect(await activated()).toBe(false);
  });

  it('answers before it is activated, and is activated by itself', async () => {
    await tried.control('POST', '/buy', entry);
    tried.wait(149_000);
    expect(await ask()).toBe('away');
    tried.wait(2_000);
    expect(await ask()).not.toBe('away');
    expect(await activated()).toBe(false);
    tried.wait(30_000);
    expect(await ask()).not.toBe('away');
    expect(await activated()).toBe(true);
  });

  it('is not made by an entry of another model', async () => {
    await tried.control('POST', '/buy', { name: 'other', licences: { essential: 3 } });
    tried.wait(600_000);
    expect(await ask()).toBe('away');
  });

  it('stays what it is over a restart', async () => {
    await tried.control('POST', '/buy', entry);
    tried.wait(200_000);
    expect(await activated()).toBe(true);
    await tried.practice.restart();
    expect(await activated()).toBe(true);
    expect(await ask()).not.toBe('away');
  });
});

describe('an appliance', () => {
  beforeEach(async () => {
    tried = await tryPractice({ preset: 'hardware-new' });
  });

  it('shows its HW Serial until it is activated, and then the SW Serial', async () => {
    const serial = async (): Promise<unknown> => (await tried.control('GET', '/state')).json()['serial'];
    expect(await serial()).toMatch(/^22110000[0-9a-f]{4}$/);
    const bought = (await tried.control('POST', '/buy', { name: 'box', licences: { basic: 1 } })).json();
    const { key, swSerial } = bought as { key: string; swSerial: string };
    const form = { login: 'admin', password: 'wildix' };
    const cookie = cookieOf(await tried.page('POST', '/login', { form }));
    const paste = () => tried.page('POST', '/settings/tools/activation', { cookie, form: { userMode: key } });
    expect((await paste()).status).toBe(303);
    expect(await serial()).toBe(swSerial);
    // The same key a second time changes nothing, and is not that of another PBX now.
    expect((await paste()).status).toBe(303);
  });
});
