import { within, type BoundFunctions, type queries } from '@testing-library/dom';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyOf, signInByPage, tryPractice, type Answer, type Sending, type Tried } from '../testing';

let tried: Tried;
let cookie: string;
afterEach(() => tried.end());

type Screen = BoundFunctions<typeof queries>;

async function start(preset: string): Promise<void> {
  tried = await tryPractice({ preset });
  cookie = await signInByPage(tried);
}

function screen(answer: Answer): Screen {
  return within(bodyOf(answer));
}

async function open(path: string): Promise<Screen> {
  return screen(await tried.page('GET', path, { cookie }));
}

function post(path: string, form: NonNullable<Sending['form']>): Promise<Answer> {
  return tried.page('POST', path, { cookie, form });
}

/** Clicks from the first page through the menu; every entry must be there by its name, and once. */
async function follow(...names: string[]): Promise<[Screen, string]> {
  let page = await open('/users');
  let path = '';
  for (const name of names) {
    path = page.getByRole('link', { name }).getAttribute('href') ?? '';
    page = await open(path);
  }
  return [page, path];
}

function valueOf(page: Screen, label: string): string {
  return page.getByLabelText<HTMLInputElement>(label).value;
}

describe('PBX, Integrations, Applications, Simple Token', () => {
  it('makes a token that is shown once, works, is listed by the API, and is deleted', async () => {
    await start('virtual-7-2fa');
    const [page, path] = await follow('PBX', 'Integrations', 'Applications', 'Simple Token');
    expect(page.getByRole('heading', { name: 'Simple Token' })).toBeTruthy();
    expect(page.getByText('There are none yet.')).toBeTruthy();
    expect(valueOf(page, 'PBX user')).toBe('admin');
    const made = screen(await post(path, { name: 'Wizard', pbxUser: 'admin', lifetime: 'hour' }));
    expect(made.getByText('Copy it now: it will not be shown again.')).toBeTruthy();
    const token = valueOf(made, 'Token');
    expect(made.getByRole('button', { name: 'Copy: Token' }).getAttribute('data-copy')).toBe(token);
    expect((await tried.api('GET', '/PBX/version', { bearer: token })).status).toBe(200);
    const list = (await tried.api('GET', '/pbx/applications/simpletoken', { bearer: token })).json()[
      'result'
    ];
    expect(list).toMatchObject({ records: [{ id: '1', name: 'Wizard', pbxUser: 'admin' }] });
    expect((await tried.page('GET', path, { cookie })).text).not.toContain(token);
    expect((await open(path)).getByRole('button', { name: 'Delete Wizard' })).toBeTruthy();
    await post(`${path}/delete`, { id: '1' });
    expect((await tried.api('GET', '/PBX/version', { bearer: token })).status).toBe(401);
    const { counters } = (await tried.control('GET', '/state')).json();
    expect(counters).toMatchObject({ tokensMade: 1, tokensDeleted: 1 });
  });

  it('ends tokens after their lifetime', async () => {
    await start('virtual-6');
    const [, path] = await follow('PBX', 'Integrations', 'Applications', 'Simple Token');
    const made = screen(await post(path, { name: 'Short', pbxUser: 'admin', lifetime: 'hour' }));
    const bearer = valueOf(made, 'Token');
    const madeAt = tried.practice.clock().wall();
    tried.setWall(madeAt + 3_590_000);
    expect((await tried.api('GET', '/PBX/version', { bearer })).status).toBe(200);
    tried.setWall(madeAt + 3_700_000);
    expect((await tried.api('GET', '/PBX/version', { bearer })).status).toBe(401);
  });

  it('refuses one without a name or for nobody', async () => {
    await start('virtual-6');
    const [, path] = await follow('PBX', 'Integrations', 'Applications', 'Simple Token');
    const alarm = async (form: Record<string, string>): Promise<string | null> =>
      screen(await post(path, form)).getByRole('alert').textContent;
    expect(await alarm({ name: ' ', pbxUser: 'admin' })).toBe('Give it a name first.');
    expect(await alarm({ name: 'Wizard', pbxUser: '999' })).toBe('There is no such user.');
  });

  it('is not there before version 5, nor is anything else below PBX', async () => {
    await start('virtual-4.01');
    expect((await open('/users')).queryByRole('link', { name: 'PBX' })).toBeNull();
    const answer = await tried.page('GET', '/pbx/integrations/applications/simpletoken', { cookie });
    expect(answer.status).toBe(404);
  });
});

describe('PBX, Integrations, Applications, S2S', () => {
  it('makes an application whose id and secret are shown, and deletes it', async () => {
    await start('virtual-6');
    const [, path] = await follow('PBX', 'Integrations', 'Applications', 'S2S');
    const made = screen(await post(path, { name: 'Wizard' }));
    const listed = (await tried.api('GET', '/pbx/applications/s2s')).json()['result'];
    expect(listed).toMatchObject({
      records: [{ id: valueOf(made, 'Application ID'), secret: valueOf(made, 'Secret'), name: 'Wizard' }],
    });
    expect((await tried.page('GET', path, { cookie })).text).not.toContain(valueOf(made, 'Secret'));
    await post(`${path}/delete`, { id: valueOf(made, 'Application ID') });
    expect((await open(path)).getByText('There are none yet.')).toBeTruthy();
  });
});

describe('PBX, Integrations, Company API Keys', () => {
  it('is there from 7.04.20250929.2 on', async () => {
    await start('crossing-2fa');
    const integrations = await follow('PBX', 'Integrations');
    expect(integrations[0].queryByRole('link', { name: 'Company API Keys' })).toBeNull();
  });

  it('makes keys of the vendor’s look, which this version does not take yet', async () => {
    await start('virtual-7-2fa');
    const [page, path] = await follow('PBX', 'Integrations', 'Company API Keys');
    expect(page.getByRole('checkbox', { name: 'pbx:read' })).toBeTruthy();
    expect(valueOf(page, 'Lifetime')).toBe('year');
    const none = screen(await post(path, { name: 'Wizard', lifetime: 'day' }));
    expect(none.getByRole('alert').textContent).toBe('Choose at least one scope.');
    const made = screen(await post(path, { name: 'Wizard', scope: 'pbx:*', lifetime: 'day' }));
    const key = valueOf(made, 'API key');
    expect(key).toMatch(/^wsk-v1-[A-Za-z0-9]{93}$/);
    expect((await tried.api('GET', '/PBX/version', { bearer: key })).status).toBe(401);
    const listed = (await open(path)).getByRole('row', { name: /Wizard/ });
    expect(listed.textContent).toContain('pbx:*');
    expect((await tried.page('GET', path, { cookie })).text).not.toContain(key);
    await post(`${path}/delete`, { id: '1' });
    expect((await open(path)).getByText('There are none yet.')).toBeTruthy();
  });
});

describe('the pages of changed-labels', () => {
  it('are in German, reworded and rearranged', async () => {
    await start('changed-labels');
    const signIn = await open('/login');
    expect(signIn.getByLabelText('Benutzerkennung').getAttribute('name')).toBe('login');
    expect(signIn.getByLabelText('Kennwort').getAttribute('type')).toBe('password');
    expect(signIn.getByRole('button', { name: 'Anmelden' })).toBeTruthy();
    const [activation] = await follow('Freischaltung');
    expect(activation.getByLabelText('Benutzermodus')).toHaveProperty('name', 'userMode');
    expect(activation.getByRole('button', { name: 'Aktivieren' })).toBeTruthy();
    const [upgrade] = await follow('Verwaltung', 'Wartung', 'Softwarestand');
    expect(upgrade.getByLabelText('Bezugsquelle')).toHaveProperty('value', 'rel60');
    const [users] = await follow('Anlage', 'Teilnehmer');
    expect(users.getByRole('button', { name: 'Kennwörter vergeben' })).toBeTruthy();
    expect(users.getByRole('columnheader', { name: 'Lizenzart' })).toBeTruthy();
    const [tokens] = await follow('Anlage', 'Anbindungen', 'Einfaches Token');
    expect(tokens.getByRole('heading', { name: 'Einfaches Token' })).toBeTruthy();
    const { documentElement } = bodyOf(await tried.page('GET', '/users', { cookie })).ownerDocument;
    expect(documentElement.lang).toBe('de');
    for (const english of ['Users', 'WMS Settings', 'User Mode', 'Activate', 'Upgrade']) {
      expect(users.queryByText(english), english).toBeNull();
      expect(activation.queryByText(english), english).toBeNull();
    }
  });
});
