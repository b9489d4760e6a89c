import { within, type BoundFunctions, type queries } from '@testing-library/dom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bodyOf,
  cookieOf,
  FIRST,
  tryPractice,
  upgradeFully,
  type Answer,
  type Sending,
  type Tried,
} from '../testing';

let tried: Tried;
let cookie: string;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-4.01' });
  await signIn();
});
afterEach(() => tried.end());

type Screen = BoundFunctions<typeof queries>;

async function signIn(): Promise<void> {
  const form = { login: FIRST[0], password: FIRST[1] };
  cookie = cookieOf(await tried.page('POST', '/login', { form }));
}

function screen(answer: Answer): Screen {
  return within(bodyOf(answer));
}

async function open(path: string): Promise<Screen> {
  return screen(await tried.page('GET', path, { cookie }));
}

function post(path: string, form: Sending['form']): Promise<Answer> {
  return tried.page('POST', path, { cookie, ...(form ? { form } : {}) });
}

const ACTIVATION = '/settings/tools/activation';
const UPGRADE = '/settings/tools/upgrade';

describe('the web pages', () => {
  it('say that this is a practice PBX, on the sign-in page too', async () => {
    expect((await open('/login')).getByText(/^Practice PBX/)).toBeTruthy();
    expect((await open('/users')).getByText(/^Practice PBX/)).toBeTruthy();
  });

  it('ask for a sign-in with login, password and a Login button', async () => {
    const answer = await tried.page('GET', '/');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/login']);
    const page = await open('/login');
    expect(page.getByLabelText('Login').getAttribute('name')).toBe('login');
    expect(page.getByLabelText('Password').getAttribute('type')).toBe('password');
    expect(page.getByRole('button', { name: 'Login' })).toBeTruthy();
  });

  it('refuse a wrong password, and block after five', async () => {
    const form = { login: 'admin', password: 'not-it' };
    for (let time = 0; time < 5; time += 1) {
      const answer = await tried.page('POST', '/login', { form });
      expect(screen(answer).getByRole('alert').textContent).toBe('Wrong login or password.');
    }
    const blocked = await tried.page('POST', '/login', { form: { login: 'admin', password: 'wildix' } });
    expect(blocked.status).toBe(403);
    expect(screen(blocked).getByRole('alert').textContent).toContain('blocked');
  });

  it('lead from menu to menu as the guide says', async () => {
    const follow = async (page: Screen, name: string): Promise<Screen> => {
      const path = page.getByRole('link', { name }).getAttribute('href') ?? '';
      const answer = await tried.page('GET', path, { cookie });
      return answer.status === 303 ? open(String(answer.headers['location'])) : screen(answer);
    };
    const tools = await follow(await follow(await open('/users'), 'WMS Settings'), 'Tools and utilities');
    expect((await follow(tools, 'Upgrade')).getByRole('heading', { name: 'Upgrade' })).toBeTruthy();
    const activation = await follow(tools, 'Activation / Licenses');
    expect(activation.getByRole('heading', { name: 'Activation / Licenses' })).toBeTruthy();
  });

  it('sign out', async () => {
    await post('/logout', {});
    expect((await tried.page('GET', '/users', { cookie })).status).toBe(303);
  });

  it('are drawn anew from 6.02.20230228.2 on', async () => {
    expect((await tried.page('GET', '/login')).text).toContain('look-classic');
    const six = await tryPractice({ preset: 'virtual-6' });
    expect((await six.page('GET', '/login')).text).toContain('look-new');
    await six.end();
  });
});

describe('Users', () => {
  it('shows twenty on a page, whatever is in a name', async () => {
    const page = await open('/users');
    expect(page.getAllByRole('checkbox', { name: /^Select (?!: )/ })).toHaveLength(20);
    expect(page.getByRole('checkbox', { name: 'Select Zoë Müller' })).toBeTruthy();
    const second = await open('/users?page=2');
    expect(second.getByRole('checkbox', { name: 'Select Mia Smith & Sons <Agency>' })).toBeTruthy();
    expect((await open('/users?search=park')).getAllByRole('checkbox', { name: /Park orbit/ })).toHaveLength(
      4,
    );
  });

  it('sets the WEB password of the selected user', async () => {
    const form = await open('/users/passwords?id=1048576');
    expect(form.getByText('admin')).toBeTruthy();
    expect(form.getByLabelText('WEB password').getAttribute('name')).toBe('password');
    expect(form.getByRole('button', { name: 'Generate' })).toBeTruthy();
    expect(form.getByRole('button', { name: 'Ok' })).toBeTruthy();
    const short = await post('/users/passwords', { id: '1048576', password: 'short' });
    expect(screen(short).getByRole('alert').textContent).toContain('too short');
    await post('/users/passwords', { id: '1048576', password: 'Another-Passw0rd' });
    expect((await tried.api('GET', '/personal/info')).status).toBe(401);
    const login = ['admin', 'Another-Passw0rd'] as const;
    expect((await tried.api('GET', '/personal/info', { login })).status).toBe(200);
  });

  it('asks for a selection when there is none', async () => {
    const answer = await tried.page('GET', '/users/edit', { cookie });
    expect((await open(String(answer.headers['location']))).getByRole('alert').textContent).toContain(
      'Select',
    );
  });

  it('has no License type before the version that knows it', async () => {
    expect((await open('/users')).queryByRole('columnheader', { name: 'License type' })).toBeNull();
    expect((await open('/users/edit?id=1048577')).queryByLabelText('License type')).toBeNull();
  });

  it('edits the License type of one and of many, and leaves the admin out', async () => {
    await upgradeFully(tried);
    await signIn();
    const many = await open('/users/edit?id=1048576&id=1048577&id=1048578');
    const names = within(many.getByLabelText('License type')).getAllByRole('option');
    expect(names.map(({ textContent }) => textContent)).toEqual([
      'No change',
      'Basic',
      'Essential',
      'Business',
      'Premium',
      'Wizyconf',
      'Service',
    ]);
    const form = new URLSearchParams(
      'id=1048576&id=1048577&id=1048578&group=&department=&licenseType=business',
    );
    await post('/users/edit', form);
    const row = async (name: string): Promise<string | null> =>
      (await open('/users')).getByRole('row', { name: new RegExp(name) }).textContent;
    expect(await row('Ada Example')).toContain('Business');
    expect(await row('Zoë Müller')).toContain('Business');
    expect((await open('/users/edit?id=1048576')).queryByLabelText('License type')).toBeNull();
    const { counters } = (await tried.control('GET', '/state')).json();
    expect(counters).toMatchObject({ pageWritesByUser: { 1048577: 1, 1048578: 1 }, puts: 0 });
  });

  it('keeps what was not touched when one is edited', async () => {
    const page = await open('/users/edit?id=1048578');
    const value = (label: string): string => page.getByLabelText<HTMLInputElement>(label).value;
    expect([value('Name'), value('Group'), value('Department')]).toEqual([
      'Zoë Müller',
      'Reception',
      'Front desk',
    ]);
  });
});

describe('Upgrade', () => {
  it('checks by itself, offers, shows progress and ends with Reboot', async () => {
    expect((await open(UPGRADE)).getByRole('status').textContent).toContain('Checking');
    tried.wait(5_000);
    const offered = await open(UPGRADE);
    expect(offered.getByLabelText('Upgrade repository')).toHaveProperty('value', 'rel40');
    expect(offered.getByRole('button', { name: 'Save' })).toBeTruthy();
    expect(offered.getByRole('button', { name: 'Check' })).toBeTruthy();
    expect(offered.getByRole('button', { name: 'Perform upgrade' })).toBeTruthy();
    await post(`${UPGRADE}/perform`, {});
    tried.wait(120_000);
    const running = await open(UPGRADE);
    expect(running.getByRole('progressbar', { name: 'Upgrade progress' }).getAttribute('value')).toBe('50');
    expect(running.queryByRole('button', { name: 'Perform upgrade' })).toBeNull();
    tried.wait(120_000);
    expect((await open(UPGRADE)).getByRole('button', { name: 'Reboot' })).toBeTruthy();
    expect((await post(`${UPGRADE}/reboot`, {})).text).toContain('rebooting');
    await expect(tried.page('GET', '/login')).rejects.toThrow();
    tried.wait(60_000);
    await signIn();
    expect((await open(UPGRADE)).getByText('Version 4.03.44842.11')).toBeTruthy();
  });

  it('refuses a repository nobody knows', async () => {
    const answer = await post(`${UPGRADE}/repository`, { repository: 'rel99' });
    expect(screen(answer).getByRole('alert').textContent).toContain('no such repository');
    await post(`${UPGRADE}/repository`, { repository: 'rel50' });
    expect((await open(UPGRADE)).getByLabelText('Upgrade repository')).toHaveProperty('value', 'rel50');
  });
});

describe('Activation / Licenses', () => {
  async function refusal(userMode: string): Promise<string | null> {
    return screen(await post(ACTIVATION, { userMode })).getByRole('alert').textContent;
  }

  async function buy(fields: object): Promise<string> {
    return String((await tried.control('POST', '/buy', fields)).json()['key']);
  }

  it('has the field User Mode and the button Activate', async () => {
    const page = await open(ACTIVATION);
    expect(page.getByLabelText('User Mode')).toHaveProperty('name', 'userMode');
    expect(page.getByRole('button', { name: 'Activate' })).toBeTruthy();
    expect(page.getByText('This PBX is not activated.')).toBeTruthy();
  });

  it('refuses what is no key, what is of another PBX and what nothing was bought for', async () => {
    expect(await refusal('  ')).toContain('Paste the PBX key');
    expect(await refusal('https://portal.example.test')).toContain('not a PBX key');
    const other = await tryPractice({});
    const foreign = (await other.control('POST', '/buy', { name: 'acme', licences: { basic: 1 } })).json()[
      'key'
    ];
    await other.end();
    expect(await refusal(String(foreign))).toContain('belongs to another PBX');
    const used = await buy({ name: 'used', licences: { basic: 1 }, boundTo: '000c29ffffff' });
    expect(await refusal(used)).toContain('was activated with it already');
    const cloud = { name: 'sky', model: 'WPBX-CLOUD', region: 'Europe (example)', storage: '5 GB' };
    expect(await refusal(await buy({ ...cloud, licences: { basic: 1 } }))).toContain('Cloud PBX');
    expect(await refusal(await buy({ name: 'empty' }))).toContain('No licenses were bought');
    expect((await tried.control('GET', '/state')).json()['activated']).toBe(false);
  });

  it('takes a key once it is bought, pasted with blanks and in small letters, and no other afterwards', async () => {
    const key = await buy({ name: 'acme', licences: { premium: 2 } });
    const answer = await post(ACTIVATION, { userMode: ` ${key.toLowerCase()}\n` });
    expect(answer.status).toBe(303);
    const page = await open(String(answer.headers['location']));
    expect(page.getByRole('status').textContent).toBe('This PBX is activated.');
    expect(page.getByText('acme')).toBeTruthy();
    expect((await post(ACTIVATION, { userMode: key })).status).toBe(303);
    const second = await buy({ name: 'second', licences: { premium: 2 } });
    expect(await refusal(second)).toContain('activated already, with another key');
  });

  it('shows bought and used, and a red notice only when more are used than bought', async () => {
    await upgradeFully(tried);
    await signIn();
    await post(ACTIVATION, { userMode: await buy({ name: 'acme', licences: { premium: 2 } }) });
    const cells = (page: Screen, name: string): (string | null)[] =>
      within(page.getByRole('row', { name: new RegExp(name) }))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    const page = await open(ACTIVATION);
    expect(cells(page, 'Premium')).toEqual(['2', '49']);
    const notice = 'More licenses are used than bought: Premium';
    expect(page.getByRole('alert').textContent).toBe(notice);
    expect((await open('/users')).getByRole('alert').textContent).toBe(notice);
    await buy({ name: 'acme', licences: { premium: 49 } });
    const enough = await open(ACTIVATION);
    expect(cells(enough, 'Premium')).toEqual(['49', '49']);
    expect(enough.queryByRole('alert')).toBeNull();
  });
});
