import { within, type BoundFunctions, type queries } from '@testing-library/dom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, cookieOf, send, tryPractice, type Answer, type Tried } from '../testing';
import { newKey, readKey } from './keys';

let tried: Tried;
let cookie: string;
beforeEach(async () => {
  tried = await tryPractice({});
  const { login, password } = tried.practice.info().portal;
  cookie = cookieOf(await tried.portal('POST', '/login', { form: { login, password } }));
});
afterEach(() => tried.end());

function screen(answer: Answer): BoundFunctions<typeof queries> {
  return within(bodyOf(answer));
}

async function open(path: string): Promise<BoundFunctions<typeof queries>> {
  return screen(await tried.portal('GET', path, { cookie }));
}

function post(path: string, form: Record<string, string>): Promise<Answer> {
  return tried.portal('POST', path, { cookie, form });
}

async function customer(): Promise<string> {
  const answer = await post('/customers', { company: 'Example Ltd' });
  const path = String(answer.headers['location']).replace('/contacts', '');
  await post(`${path}/contacts`, { firstName: 'Ada', lastName: 'Example' });
  return path;
}

const WISH = { model: 'WPBX-VM/HW', name: 'acme', period: 'yearly', premium: '2' };

describe('the portal', () => {
  it('asks for a sign-in and refuses a wrong one', async () => {
    expect((await tried.portal('GET', '/customers', {})).headers['location']).toBe('/login');
    const wrong = await tried.portal('POST', '/login', { form: { login: 'x', password: 'x' } });
    expect(screen(wrong).getByRole('alert')).toBeTruthy();
    await post('/logout', {});
    expect((await tried.portal('GET', '/customers', { cookie })).status).toBe(303);
  });

  it('starts empty', async () => {
    expect((await open('/customers')).getByText('There are no customers yet.')).toBeTruthy();
  });

  it('has Customers, Add, Save, contacts and the PBXs tab with its fields', async () => {
    expect((await open('/customers')).getByRole('link', { name: 'Add' })).toBeTruthy();
    const form = await open('/customers/new');
    expect(form.getByLabelText('Company name')).toBeTruthy();
    expect(form.getByRole('button', { name: 'Save' })).toBeTruthy();
    const path = await customer();
    expect((await open(`${path}/contacts`)).getByRole('cell', { name: 'Ada' })).toBeTruthy();
    const pbxs = await open(`${path}/pbxs`);
    expect(pbxs.getByRole('tab', { name: 'PBXs' }).getAttribute('aria-selected')).toBe('true');
    expect(pbxs.getByRole('link', { name: '+' })).toBeTruthy();
    const fields = await open(`${path}/pbxs/new`);
    for (const label of ['Model', 'Region', 'Name', 'Expire', 'Storage size', 'UC-Premium', 'PBX-Service']) {
      expect(fields.getByLabelText(label), label).toBeTruthy();
    }
  });

  it('adds a PBX only after Ok, and then shows SW Serial and key', async () => {
    const path = await customer();
    const asked = screen(await post(`${path}/pbxs/new`, WISH));
    expect(asked.getByRole('button', { name: 'Ok' })).toBeTruthy();
    expect((await open(`${path}/pbxs`)).queryByRole('link', { name: 'acme' })).toBeNull();
    const added = await post(`${path}/pbxs/new`, { ...WISH, accepted: '1' });
    const page = await open(String(added.headers['location']));
    const key = page.getByLabelText<HTMLInputElement>('PBX key').value;
    expect(readKey(key)).toBe(key);
    const copy = page.getByRole('button', { name: 'Copy PBX key to clipboard' });
    expect(copy.getAttribute('data-copy')).toBe(key);
    expect(page.getByLabelText<HTMLInputElement>('SW Serial').value).toMatch(/^[0-9a-f]{12}$/);
  });

  it.each([
    [{ name: 'Not a label' }, 'hyphens'],
    [{ name: '-acme' }, 'hyphens'],
    [{ premium: '1.5' }, 'whole number'],
    [{ model: 'WPBX-CLOUD', period: 'lifetime' }, 'Lifetime is not offered'],
    [{ model: 'WPBX-CLOUD' }, 'region'],
    [{ model: 'other' }, 'model is one of'],
  ])('refuses %o', async (change, reason) => {
    const path = await customer();
    const answer = screen(await post(`${path}/pbxs/new`, { ...WISH, ...change, accepted: '1' }));
    expect(answer.getByRole('alert').textContent).toContain(reason);
  });

  it('wants a contact first, and a name only once', async () => {
    const answer = await post('/customers', { company: 'No contact' });
    const lonely = String(answer.headers['location']).replace('/contacts', '');
    const refused = screen(await post(`${lonely}/pbxs/new`, { ...WISH, accepted: '1' }));
    expect(refused.getByRole('alert').textContent).toContain('contact');
    const path = await customer();
    await post(`${path}/pbxs/new`, { ...WISH, accepted: '1' });
    const twice = screen(await post(`${path}/pbxs/new`, { ...WISH, accepted: '1' }));
    expect(twice.getByRole('alert').textContent).toContain('taken');
  });

  it('changes numbers after Save and Ok; the term only at zero; no less on the last day of a month', async () => {
    const path = await customer();
    const added = await post(`${path}/pbxs/new`, { ...WISH, accepted: '1' });
    const pbx = String(added.headers['location']);
    const edit = (fields: Record<string, string>): Promise<Answer> =>
      post(`${pbx}/edit`, { period: 'yearly', ...fields, accepted: '1' });
    const premium = async (): Promise<string> =>
      (await open(`${pbx}/edit`)).getByLabelText<HTMLInputElement>('UC-Premium').value;

    const asked = await post(`${pbx}/edit`, { period: 'yearly', premium: '5' });
    expect(screen(asked).getByRole('button', { name: 'Ok' })).toBeTruthy();
    expect(await premium()).toBe('2');
    await edit({ premium: '5' });
    expect(await premium()).toBe('5');

    const term = screen(await edit({ period: 'monthly', premium: '5' }));
    expect(term.getByRole('alert').textContent).toContain('set all numbers to zero');

    tried.setWall(new Date(2027, 1, 28, 12).getTime());
    const last = screen(await edit({ premium: '4' }));
    expect(last.getByRole('alert').textContent).toContain('last day of the month');
    tried.setWall(new Date(2027, 1, 27, 12).getTime());
    await edit({ premium: '0' });
    expect((await edit({ period: 'monthly', premium: '3' })).status).toBe(303);
    expect(await premium()).toBe('3');
  });
});

describe('the JSON routes', () => {
  it('do the same as the pages', async () => {
    const made = async (path: string, json: object): Promise<Record<string, unknown>> =>
      (await tried.portal('POST', path, { login: partner(), json })).json();
    const { id } = await made('/api/practice/customers', { company: 'Example Ltd' });
    const under = `/api/practice/customers/${String(id)}`;
    expect(await made(`${under}/pbxs`, { name: 'acme' })).toEqual({
      error: 'Add at least one contact first.',
    });
    await made(`${under}/contacts`, { firstName: 'Ada' });
    const pbx = await made(`${under}/pbxs`, { name: 'acme', licences: { premium: 2 } });
    expect(pbx).toMatchObject({ model: 'WPBX-VM/HW', period: 'yearly', numbers: { premium: 2, basic: 0 } });
    const path = `/api/practice/pbxs/${String(pbx['id'])}`;
    const json = { licences: { basic: 4 } };
    await tried.portal('PUT', path, { login: partner(), json });
    const read = (await tried.portal('GET', path)).json();
    expect(read).toMatchObject({
      key: pbx['key'],
      swSerial: pbx['swSerial'],
      numbers: { premium: 2, basic: 4 },
    });
    expect((await tried.portal('GET', '/api/practice/pbxs/999')).status).toBe(404);
  });

  it('want the sign-in', async () => {
    const { url, fingerprint256 } = tried.practice.info().portal;
    expect((await send('GET', `${url}/api/practice/pbxs`, {}, fingerprint256)).status).toBe(401);
  });

  function partner(): readonly [string, string] {
    const { login, password } = tried.practice.info().portal;
    return [login, password];
  }
});

describe('a PBX key', () => {
  it('is read back however it was pasted, and not with a mistake in it', () => {
    const key = newKey();
    expect(key).toMatch(/^([A-Z2-9]{5}-){7}[A-Z2-9]{5}$/);
    expect(readKey(` ${key.toLowerCase().replaceAll('-', ' ')}\r\n`)).toBe(key);
    const wrong = key.startsWith('A') ? key.replace('A', 'B') : key.replace(/^./, 'A');
    expect(readKey(wrong)).toBeUndefined();
    expect(readKey('000c29123456')).toBeUndefined();
  });
});
