import { describe, expect, test } from 'vitest';
import { Failure } from '../domain/failure';
import { bindAct, type PageAct, type StepValues } from '../domain/recipe';
import { AssistControl } from './assist-control';
import { followActs, type AssistedTools } from './assisted';
import { FakePage, type FakeThing } from './page.fixture';

const words = (...texts: string[]) => texts.map((text) => ({ text, lang: 'en', published: true }));
const click = (...names: string[]): PageAct => ({ act: 'click', names: words(...names) });
const login: PageAct = { act: 'fill', labels: words('Login', 'Benutzer'), value: { text: 'admin' } };
const password: PageAct = { act: 'fill', labels: words('Password'), value: { secret: 'admin-password' } };
const otp: PageAct = { act: 'fill', labels: words('OTP'), value: { input: 'otp' }, optional: true };
const menu: PageAct = { act: 'waitFor', texts: words('Settings') };
const acts: PageAct[] = [
  login,
  password,
  otp,
  click('Sign in'),
  menu,
  click('Activation'),
  click('Activate'),
];

/** A PBX's pages: sign-in, menu, activation. */
function pbx(more: FakeThing[] = []): FakePage {
  const activation = (): FakeThing[] => [
    ...inside(),
    { kind: 'press', words: 'Activate', shows: () => [{ kind: 'text', words: 'Activated' }] },
  ];
  const inside = (): FakeThing[] => [
    { kind: 'text', words: 'Settings' },
    { kind: 'press', words: 'Activation', shows: activation },
  ];
  return new FakePage([
    { kind: 'field', words: 'Login', value: '' },
    { kind: 'field', words: 'Password', value: '' },
    { kind: 'press', words: 'Sign in', shows: inside },
    ...more,
  ]);
}

interface Run {
  page: FakePage;
  control: AssistControl;
  shown: string[];
  intents: string[];
  says: string[];
  stop: AbortController;
  end: Promise<Record<string, string>>;
}

/** Time passes only by sleeping; `at` is called with each thing shown, as somebody at the window would see it. */
function run(
  page: FakePage,
  list: PageAct[] = acts,
  at: (shown: string, run: Run) => void = () => undefined,
  values: StepValues = {},
): Run {
  let time = 0;
  const stop = new AbortController();
  const made = {
    page,
    control: new AssistControl(),
    shown: [],
    intents: [],
    says: [],
    stop,
  } as unknown as Run;
  const tools: AssistedTools = {
    page,
    control: made.control,
    signal: stop.signal,
    beats: { beatMs: 1, findMs: 20, textMs: 40, pollMs: 5 },
    now: () => time,
    sleep: async (ms) => {
      time += ms;
      await new Promise((resolve) => setImmediate(resolve));
      stop.signal.throwIfAborted();
    },
    valueOf: ({ value }) =>
      Promise.resolve('text' in value ? value.text : 'secret' in value ? 'the secret' : null),
    show: ({ act, words, mode, asked, says }) => {
      made.says.push(says);
      const line = `${mode} ${asked ? 'asks for' : act.act} ${words}`;
      if (made.shown.at(-1) !== line) made.shown.push(line);
      at(line, made);
    },
    intent: (act, words) => {
      made.intents.push(`${act.act} ${words}`);
      return Promise.resolve((outcome) => {
        made.intents.push(outcome);
        return Promise.resolve();
      });
    },
  };
  made.end = followActs(
    list.map((act) => bindAct(act, values)),
    tools,
  );
  return made;
}

async function stuckOf({ end }: Run): Promise<Failure['error']> {
  const thrown: unknown = await end.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw new Error(`not stuck but: ${String(thrown)}`);
  return thrown.error;
}

test('each act is shown, lit, journalled and done once, in order', async () => {
  const one = run(pbx());
  await one.end;
  expect(one.page.done).toEqual([
    'fill Login with admin',
    'fill Password with the secret',
    'press Sign in',
    'press Activation',
    'press Activate',
  ]);
  expect(one.page.lit.filter((lit) => lit !== null)).toEqual([
    'Login',
    'Password',
    'Sign in',
    'Activation',
    'Activate',
  ]);
  expect(one.page.lit.at(-1)).toBeNull();
  expect(one.intents.filter((line) => line === 'done')).toHaveLength(5);
  expect(one.shown).toContain('acting click Activate');
});

test('where the text that ends the sign-in stands already, no password is typed', async () => {
  const page = pbx();
  page.things = page.things[2]?.shows?.() ?? [];
  const one = run(page);
  await one.end;
  expect(page.done).toEqual(['press Activation', 'press Activate']);
});

test('a menu that is open already is not pressed', async () => {
  const page = new FakePage([
    { kind: 'press', words: 'Tools' },
    { kind: 'press', words: 'Activation' },
  ]);
  await run(page, [{ act: 'click', names: words('Tools'), optional: true }, click('Activation')]).end;
  expect(page.done).toEqual(['press Activation']);
});

test('what is read comes back by its name', async () => {
  const page = new FakePage([{ kind: 'reading', words: 'SW Serial', value: '4711' }]);
  const read: PageAct = { act: 'read', labels: words('SW Serial'), name: 'swSerial' };
  expect(await run(page, [read]).end).toEqual({ swSerial: '4711' });
});

describe('it stops, with the exact words, and does nothing more', () => {
  test('at what is not found', async () => {
    const one = run(pbx(), [login, click('Enter', 'Go in')]);
    expect(await stuckOf(one)).toMatchObject({
      code: 'recipe-stuck',
      params: { act: 'click', words: 'Enter | Go in', found: 0 },
    });
    expect(one.page.done).toEqual(['fill Login with admin']);
  });

  test('at what is found twice', async () => {
    const one = run(pbx([{ kind: 'press', words: 'Sign in' }]));
    expect(await stuckOf(one)).toMatchObject({ params: { words: 'Sign in', found: 'many' } });
    expect(one.page.done).not.toContain('press Sign in');
  });

  test('at what is not followed by the expected text; the password was sent once', async () => {
    const page = pbx();
    const signIn = page.things[2];
    // A refused password: the same page again, with empty fields and a notice.
    if (signIn)
      signIn.shows = () => {
        page.told = 'Wrong login or password.';
        return pbx().things;
      };
    const one = run(page);
    expect(await stuckOf(one)).toMatchObject({
      params: { act: 'waitFor', words: 'Settings', found: 0, says: 'Wrong login or password.' },
    });
    expect(page.done.filter((line) => line.startsWith('fill Password'))).toHaveLength(1);
  });

  test('also after the installer hands back a page that asks for the password again: it was sent once', async () => {
    const page = pbx();
    const signIn = page.things[2];
    if (signIn) signIn.shows = () => pbx().things;
    const takeOver = once();
    const one = run(page, acts, (line, { control }) => {
      if (line === 'acting waitFor Settings' && takeOver()) control.set('person');
      if (line === 'person waitFor Settings') handBack(control);
    });
    expect(await stuckOf(one)).toMatchObject({ params: { words: 'Settings', found: 0 } });
    expect(page.done).toEqual(['fill Login with admin', 'fill Password with the secret', 'press Sign in']);
  });
});

describe('a list', () => {
  const users: PageAct = { act: 'tick', rows: { input: 'users' }, next: words('Next') };
  const values = {
    rows: {
      users: [
        [['101'], ['Ada']],
        [['103'], ['Zoë']],
      ],
    },
  };
  const row = (called: string): FakeThing => ({ kind: 'rows', words: called });
  const form = (): FakeThing[] => [{ kind: 'press', words: 'Ok' }];
  const edit: FakeThing = { kind: 'press', words: 'Edit', shows: form };
  const second = (): FakeThing[] => [row('103 Zoë'), edit];
  const first = (): FakeThing[] => [row('102 Eve'), edit, { kind: 'press', words: 'Next', shows: second }];

  test('is turned over until one of the rows wanted is on the page shown, and no further', async () => {
    const page = new FakePage(first());
    await run(page, [users, click('Edit'), click('Ok')], undefined, values).end;
    expect(page.done).toEqual(['press Next', 'tick 103 Zoë', 'press Edit', 'press Ok']);
  });

  test('without any of them ends there, with their names', async () => {
    const page = new FakePage([row('102 Eve'), edit]);
    const error = await stuckOf(run(page, [users, click('Edit')], undefined, values));
    expect(error.params).toMatchObject({ act: 'tick', words: '101 Ada, 103 Zoë', found: 0 });
    expect(page.done).toEqual([]);
  });

  test('that goes in circles is left after a while', async () => {
    const page = new FakePage([]);
    const again = (): FakeThing[] => [{ kind: 'press', words: 'Next', shows: again }];
    page.things = again();
    expect((await stuckOf(run(page, [users], undefined, values))).params).toMatchObject({ found: 0 });
    expect(page.done.length).toBeLessThan(500);
  });

  test('whose ticks the installer changed is ticked again before anything is done to them', async () => {
    const takeOver = once();
    const page = new FakePage([row('101 Ada'), row('102 Eve'), edit]);
    const one = run(
      page,
      [users, click('Edit'), click('Ok')],
      (line, { control }) => {
        if (line === 'acting click Edit' && takeOver()) control.set('person');
        if (line !== 'person click Edit') return;
        for (const thing of page.things) if (thing.words === '102 Eve') thing.value = 'ticked';
        handBack(control);
      },
      values,
    );
    await one.end;
    expect(page.done).toEqual(['tick 101 Ada', 'tick 101 Ada', 'press Edit', 'press Ok']);
  });

  test('behind which the installer had the mouse: nothing is done to whomever was chosen there', async () => {
    const takeOver = once();
    const page = new FakePage([row('101 Ada'), edit]);
    const one = run(
      page,
      [users, click('Edit'), click('Ok')],
      (line, { control }) => {
        if (line === 'acting click Ok' && takeOver()) control.set('person');
        if (line === 'person click Ok') handBack(control);
      },
      values,
    );
    expect((await stuckOf(one)).params).toMatchObject({ act: 'tick' });
    expect(page.done).not.toContain('press Ok');
  });
});

describe('a passing message', () => {
  const saved: PageAct = { act: 'waitFor', texts: words('Saved.'), passing: true };
  const message: FakeThing = { kind: 'text', words: 'Saved.' };
  const form = (after: FakeThing[]): FakeThing[] => [{ kind: 'press', words: 'Ok', shows: () => after }];

  test('of before this run ends nothing, and counts when it comes again', async () => {
    const page = new FakePage([message, { kind: 'press', words: 'Edit', shows: () => form([message]) }]);
    await run(page, [click('Edit'), click('Ok'), saved]).end;
    expect(page.done).toEqual(['press Edit', 'press Ok']);
  });

  test('that stands there all the time proves nothing', async () => {
    const page = new FakePage([message, ...form([message])]);
    const error = await stuckOf(run(page, [click('Ok'), saved]));
    expect(error.params).toMatchObject({ act: 'waitFor', words: 'Saved.' });
  });
});

test('a wait of minutes outlasts the usual one, and shows what the page says', async () => {
  const page = new FakePage([]);
  page.told = 'Installing';
  let waits = 0;
  const one = run(page, [{ act: 'waitFor', texts: words('Reboot'), minutes: 1 }]);
  const find = page.find.bind(page);
  page.find = (thing) => {
    if (++waits === 30) page.things = [{ kind: 'text', words: 'Reboot' }];
    return find(thing);
  };
  await one.end;
  expect(waits).toBeGreaterThanOrEqual(30);
  expect(one.says).toContain('Installing');
});

test('a table gives its cells by row and column', async () => {
  const rows = [{ row: 'xb.business', cells: ['5', '3'] }];
  const page = new FakePage([{ kind: 'table', words: 'Bought Used', rows }]);
  const columns = ['Bought', 'Used'].map((text) => ({ labels: words(text), name: text.toLowerCase() }));
  expect(await run(page, [{ act: 'readTable', columns }]).end).toEqual({
    'xb.business.bought': '5',
    'xb.business.used': '3',
  });
});

test('an optional field with nothing to fill in is left alone', async () => {
  const search: PageAct = {
    act: 'fill',
    labels: words('Search'),
    value: { input: 'filter' },
    optional: true,
  };
  const page = new FakePage([
    { kind: 'field', words: 'Search', value: 'old' },
    { kind: 'press', words: 'Go' },
  ]);
  await run(page, [search, click('Go')], undefined, { texts: { filter: '' } }).end;
  expect(page.done).toEqual(['press Go']);
});

/** True the first time only: a thing is shown again when the wizard comes back to it. */
function once(): () => boolean {
  let first = true;
  return () => {
    const now = first;
    first = false;
    return now;
  };
}

function handBack(control: AssistControl): void {
  setImmediate(() => {
    control.set('acting');
  });
}

describe('the installer', () => {
  test('pauses: nothing is done until it goes on', async () => {
    const seen: string[][] = [];
    const pause = once();
    const one = run(pbx(), acts, (line, { control, page }) => {
      if (line === 'acting click Activation' && pause()) control.set('paused');
      if (line !== 'paused click Activation') return;
      seen.push([...page.done]);
      setTimeout(() => {
        seen.push([...page.done]);
        control.set('acting');
      }, 20);
    });
    await one.end;
    expect(seen[1]).toEqual(seen[0]);
    expect(one.page.done.at(-1)).toBe('press Activate');
  });

  test('takes over, does the rest of the sign-in and hands back: the wizard goes on behind it', async () => {
    const [takeOver, back] = [once(), once()];
    const one = run(pbx(), acts, (line, { control, page }) => {
      if (line === 'acting fill Password' && takeOver()) control.set('person');
      if (line !== 'person fill Password' || !back()) return;
      setImmediate(() => {
        page.things = page.things[2]?.shows?.() ?? [];
        control.set('acting');
      });
    });
    await one.end;
    expect(one.page.done).toEqual(['fill Login with admin', 'press Activation', 'press Activate']);
  });

  test('types what nobody told the wizard; it is asked once', async () => {
    let asked = 0;
    const page = pbx([{ kind: 'field', words: 'OTP', value: '' }]);
    const one = run(page, acts, (line, { control }) => {
      if (line !== 'person asks for OTP') return;
      asked += 1;
      expect(page.lit.at(-1)).toBe('OTP');
      handBack(control);
    });
    await one.end;
    expect(asked).toBe(1);
    expect(page.done).toContain('press Sign in');
    expect(page.done.join()).not.toContain('OTP');
  });

  test('types it beside the password: handed back, the wizard presses on, whatever may be asked for after it', async () => {
    const page = pbx([{ kind: 'field', words: 'OTP', value: '' }]);
    const later = [...acts.slice(0, 4), otp, ...acts.slice(4)];
    const one = run(page, later, (line, { control }) => {
      if (line === 'person asks for OTP') handBack(control);
    });
    await one.end;
    expect(page.done.filter((line) => line === 'press Sign in')).toHaveLength(1);
    expect(one.shown.filter((line) => line === 'person asks for OTP')).toHaveLength(1);
  });

  test('types it on a page of its own, and hands back a page that is signed in', async () => {
    const page = pbx();
    const signIn = page.things[2];
    const inside = signIn?.shows ?? (() => []);
    if (signIn) signIn.shows = () => [{ kind: 'field', words: 'OTP', value: '' }];
    const later = [...acts.slice(0, 4), otp, ...acts.slice(4)];
    const one = run(page, later, (line, { control }) => {
      if (line !== 'person asks for OTP') return;
      page.things = inside();
      handBack(control);
    });
    await one.end;
    expect(page.done.slice(2)).toEqual(['press Sign in', 'press Activation', 'press Activate']);
  });

  test('stops it, also while it is paused', async () => {
    const one = run(pbx(), acts, (line, { control, stop }) => {
      if (line === 'acting fill Password') control.set('paused');
      if (line === 'paused fill Password')
        setImmediate(() => {
          stop.abort();
        });
    });
    await expect(one.end).rejects.toThrow('aborted');
    expect(one.page.done).toEqual(['fill Login with admin']);
  });
});
