import type { ServerResponse } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WizardError } from '../domain/error';
import type { PbxSession, SignInOffer } from '../procedure/ports';
import { createPbxPort } from './port';
import { basic, failing, never, patient, pinOf, session, token } from './testing/help';
import {
  json,
  makeCertificate,
  result,
  startHttps,
  stopAll,
  type Handler,
  type Heard,
  type KeyAndCertificate,
  type TestServer,
} from './testing/server';

let ours: KeyAndCertificate;
beforeAll(async () => {
  ours = await makeCertificate('ours');
});
afterEach(stopAll);

/** What a PBX does with each way to sign in. */
interface Ways {
  basic?: (response: ServerResponse) => void;
  token?: (response: ServerResponse) => void;
  form?: (response: ServerResponse, form: URLSearchParams) => void;
  cookie?: (response: ServerResponse, cookie: string) => void;
  anyone?: Handler;
}

const me = { id: '1048576', name: 'admin', pbxDn: 'pbxid=000c29aabbcc,dc=wildix' };
const accept = (response: ServerResponse): void => result(response, me);
const refuse = (response: ServerResponse, reason = 'Unauthorized', headers = {}, status = 401): void =>
  json(response, { type: 'error', reason, code: status }, status, headers);
const basicOn = { 'WWW-Authenticate': 'Basic realm="WMS"' };

function pbx(ways: Ways): Handler {
  return (heard, response) => {
    const authorization = heard.headers.authorization ?? '';
    const cookie = heard.headers.cookie ?? '';
    if (heard.path.endsWith('personal/login')) {
      const form = new URLSearchParams(heard.body);
      (ways.form ?? ((one) => refuse(one, '404 Not Found', {}, 404)))(response, form);
    } else if (authorization.startsWith('Basic')) (ways.basic ?? refuse)(response);
    else if (authorization.startsWith('Bearer')) (ways.token ?? refuse)(response);
    else if (cookie !== '') (ways.cookie ?? refuse)(response, cookie);
    else (ways.anyone ?? ((_heard, one) => refuse(one)))(heard, response);
  };
}

async function target(
  handler: Handler,
): Promise<{ server: TestServer; signIn: (...offers: SignInOffer[]) => Promise<PbxSession> }> {
  const server = await startHttps(ours, handler);
  const port = createPbxPort({ limits: patient, roots: [] });
  const pin = await pinOf(server.address);
  return { server, signIn: (...offers) => port.signIn({ address: server.address, pin }, offers, never) };
}

async function refusal(
  ways: Ways,
  ...offers: SignInOffer[]
): Promise<{ error: WizardError; heard: Heard[] }> {
  const { server, signIn } = await target(pbx(ways));
  return { error: await failing(signIn(...offers)), heard: server.heard };
}

/** How often the password went over the wire. */
function passwordsSent(heard: readonly Heard[]): number {
  return heard.filter(
    (one) => one.headers.authorization?.startsWith('Basic') === true || one.body.includes('password='),
  ).length;
}

describe('signing in', () => {
  it('uses the first offer that works and sends no other', async () => {
    const { server, signIn } = await target(pbx({ token: accept, basic: accept }));
    expect((await signIn(token, basic, session)).way).toBe('token');
    expect(server.heard.map((one) => one.headers.authorization)).toEqual(['Bearer access_EXAMPLE_TOKEN']);
  });

  it('goes on to the password when the token is refused', async () => {
    const { server, signIn } = await target(pbx({ basic: accept }));
    expect((await signIn(token, basic)).way).toBe('basic');
    expect(server.heard.at(-1)?.headers.authorization).toBe(
      `Basic ${Buffer.from('admin:Basic-Pass-1').toString('base64')}`,
    );
  });

  it('tries the form where Basic is off, and keeps its cookies', async () => {
    const { server, signIn } = await target(
      pbx({
        form: (response, form) => {
          const right = form.get('login') === 'admin' && form.get('password') === 'Basic-Pass-1';
          if (!right) refuse(response);
          else
            json(response, { type: 'result', result: 'Success' }, 200, {
              'Set-Cookie': ['PHPSESSID=one; path=/; HttpOnly', 'old=1; Max-Age=0'],
            });
        },
        cookie: (response, cookie) =>
          cookie === 'PHPSESSID=one'
            ? json(response, { type: 'result', result: me }, 200, { 'Set-Cookie': 'PHPSESSID=two; path=/' })
            : accept(response),
      }),
    );
    const signedIn = await signIn(basic, session);
    expect(signedIn.way).toBe('session');
    await signedIn.setPassword('1', 'Another-Pass-2', never);
    expect(server.heard.at(-1)?.headers.cookie).toBe('PHPSESSID=two');
    expect(server.heard.at(-1)?.headers).not.toHaveProperty('authorization');
  });

  it('takes a form that answers with a redirect', async () => {
    const { signIn } = await target(
      pbx({
        form: (response) => response.writeHead(302, { Location: '/', 'Set-Cookie': 'PHPSESSID=one' }).end(),
        cookie: accept,
      }),
    );
    expect((await signIn(session)).way).toBe('session');
  });

  it('believes no version route that answers anybody', async () => {
    const { error } = await refusal(
      { anyone: (_heard, response) => result(response, '4.01.44100.12') },
      session,
    );
    expect(error.code).toBe('no-sign-in-way');
  });

  it('asks for a user where nobody can be asked who they are', async () => {
    const { server, signIn } = await target((heard, response) =>
      heard.path.includes('Colleagues')
        ? result(response, { total: '0', records: [] })
        : refuse(response, 'no', {}, 404),
    );
    expect((await signIn(basic)).way).toBe('basic');
    expect(server.heard.map((one) => one.path)).toEqual([
      '/api/v1/personal/info',
      '/api/v1/PBX/Colleagues/?start=0&count=1',
    ]);
  });
});

describe('a refusal', () => {
  it('of Basic by a PBX that has Basic on ends it: the password is not sent a second time', async () => {
    const { error, heard } = await refusal(
      { basic: (response) => refuse(response, 'Unauthorized', basicOn), form: accept, cookie: accept },
      basic,
      session,
    );
    expect(error).toMatchObject({ code: 'wrong-password', retry: false, params: { way: 'basic' } });
    expect(heard).toHaveLength(1);
  });

  it('of Basic by a PBX that has it off lets the form try once', async () => {
    const { error, heard } = await refusal(
      { form: (response) => refuse(response, 'Wrong login or password.') },
      basic,
      session,
    );
    expect(error).toMatchObject({ code: 'wrong-password', params: { way: 'session' } });
    expect(heard.filter((one) => one.method === 'POST')).toHaveLength(1);
    expect(passwordsSent(heard)).toBe(2);
  });

  it('of a password still lets a token try', async () => {
    const { signIn } = await target(
      pbx({ basic: (response) => refuse(response, '', basicOn), token: accept }),
    );
    expect((await signIn(basic, token)).way).toBe('token');
  });

  it('of everything says what the last one was', async () => {
    expect((await refusal({}, token)).error).toMatchObject({
      code: 'wrong-password',
      params: { way: 'token' },
    });
    expect((await refusal({}, token, basic)).error.code).toBe('no-sign-in-way');
    expect((await refusal({})).error.code).toBe('no-sign-in-way');
  });

  it.each([
    ['403', (response: ServerResponse) => refuse(response, 'Forbidden', {}, 403)],
    ['429', (response: ServerResponse) => refuse(response, 'Slow down', {}, 429)],
    ['words', (response: ServerResponse) => refuse(response, 'Too many wrong passwords, blocked', basicOn)],
    [
      'words in a 200',
      (response: ServerResponse) => json(response, { type: 'error', reason: 'Account locked' }),
    ],
  ])('by %s is a block and ends it', async (_name, answer) => {
    const { error, heard } = await refusal({ basic: answer, form: accept, cookie: accept }, basic, session);
    expect(error.code).toBe('blocked');
    expect(passwordsSent(heard)).toBe(1);
  });

  it.each([
    ['OTP', { basic: (response: ServerResponse) => refuse(response, 'OTP required', basicOn) }],
    [
      'two-factor in a 403',
      { basic: (response: ServerResponse) => refuse(response, 'Two-factor needed', {}, 403) },
    ],
    ['a flag after the form', { form: (response: ServerResponse) => result(response, { needOtp: true }) }],
    [
      'a text after the form',
      { form: (response: ServerResponse) => result(response, { next: 'one-time code' }) },
    ],
  ])('that says %s needs a second factor', async (_name, ways) => {
    const { error, heard } = await refusal(ways, basic, session);
    expect(error.code).toBe('second-factor-needed');
    expect(passwordsSent(heard)).toBeLessThanOrEqual(2);
  });

  it('that says nothing is a second factor from the version on that needs one', async () => {
    const anyone: Handler = (heard, response) =>
      heard.path.includes('version') ? result(response, { version: '6.10.20250609.6' }) : refuse(response);
    const { error, heard } = await refusal({ anyone }, basic);
    expect(error).toMatchObject({ code: 'second-factor-needed', params: { version: '6.10.20250609.6' } });
    const asked = heard.find((one) => one.path.includes('version'));
    expect(asked?.headers).not.toHaveProperty('authorization');
    expect((await refusal({ anyone }, token)).error.code).toBe('wrong-password');
  });

  it('that is clear stays what it is in such a version', async () => {
    const anyone: Handler = (_heard, response) => result(response, '6.10.20250609.6');
    const ways = { anyone, basic: (response: ServerResponse) => refuse(response, '', basicOn) };
    expect((await refusal(ways, basic, session)).error.code).toBe('wrong-password');
  });

  it('is none when the server is in trouble', async () => {
    const { error, heard } = await refusal(
      { basic: (response) => response.writeHead(503).end('<h1>starting</h1>'), form: accept, cookie: accept },
      basic,
      session,
    );
    expect(error).toMatchObject({ code: 'http-status', retry: true, params: { status: 503 } });
    expect(passwordsSent(heard)).toBe(1);
  });

  it('is told apart from a page where JSON is due', async () => {
    const { error } = await refusal({ basic: (response) => response.end('<html>hello</html>') }, basic);
    expect(error.code).toBe('html-instead-of-json');
  });

  it('never repeats what was sent, whatever the PBX says', async () => {
    for (const status of [200, 400, 401, 403, 500]) {
      for (const offer of [basic, session, token]) {
        const { server, signIn } = await target((heard, response) => {
          const echo = `no ${heard.headers.authorization ?? ''} ${new URLSearchParams(heard.body).get('password') ?? ''}`;
          refuse(response, echo, {}, status);
        });
        const told = JSON.stringify(await failing(signIn(offer)));
        expect(server.heard.length).toBeGreaterThan(0);
        expect(told).not.toContain('Basic-Pass-1');
        expect(told).not.toContain(Buffer.from('admin:Basic-Pass-1').toString('base64'));
        expect(told).not.toContain('access_EXAMPLE_TOKEN');
      }
    }
  });
});
