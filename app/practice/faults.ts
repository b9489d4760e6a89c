import type { Ask } from './http/ask';
import type { Reply } from './http/reply';
import { renewHostKey } from './birth';
import type { World } from './world';

/** What a fault remembers between requests; a fresh one each time it is switched on. */
interface Memory {
  count: number;
  /** The second the count is of, where it is of one. */
  second?: number;
}

/** One thing a practice PBX can be told to do wrong. Adding one is adding an entry to `FAULTS`. */
interface Fault {
  summary: string;
  /** Argument used when none is given; `undefined` where the fault takes none. */
  standard?: string;
  /** `number` faults refuse an argument that is not a positive number. */
  takes: 'number' | 'text' | 'nothing';
  /** The only texts it takes. */
  among?: readonly string[];
  /** When it was switched on (with its argument) or off (`undefined`): what cannot wait for a request. */
  settle?(world: World, argument: string | undefined): void | Promise<void>;
  /** Before the request is worked on: a reply given instead. */
  before?(ask: Ask, argument: string, memory: Memory): Reply | undefined | Promise<Reply | undefined>;
  /** After the work is done: what is sent. */
  after?(ask: Ask, reply: Reply, argument: string, memory: Memory): Reply;
}

/** Fields of a colleague that a change may lose. */
const DROPPABLE = ['mobilePhone', 'officePhone', 'faxNumber', 'email', 'department', 'login', 'language'];

const CUT: Reply = { status: 0, cut: true };

/** Every fault there is. Those without hooks are asked for by name where they matter. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  slow: {
    summary: 'Every answer takes this many milliseconds longer',
    takes: 'number',
    standard: '3000',
    before: (_ask, argument) => new Promise((done) => setTimeout(() => done(undefined), Number(argument))),
  },
  resets: {
    summary: 'Every nth request is cut off before it is worked on',
    takes: 'number',
    standard: '3',
    before: (_ask, argument, memory) => (++memory.count % Number(argument) === 0 ? CUT : undefined),
  },
  'resets-on-put': {
    summary: 'The nth change of a colleague is made, then its connection is cut',
    takes: 'number',
    standard: '1',
    after: (ask, reply, argument, memory) =>
      isColleaguePut(ask) && ++memory.count === Number(argument) ? { ...reply, ...CUT } : reply,
  },
  'put-fails-now-and-then': {
    summary: 'Every nth change of a colleague fails inside the PBX, and nothing is changed',
    takes: 'number',
    standard: '7',
    before: (ask, argument, memory) =>
      isColleaguePut(ask) && ++memory.count % Number(argument) === 0 ? internalError(500) : undefined,
  },
  'put-drops-a-field': {
    summary: 'Every change of a colleague empties this field of it too',
    takes: 'text',
    standard: 'mobilePhone',
    among: DROPPABLE,
  },
  throttles: {
    summary: 'More API requests in a real second than this are refused with 429',
    takes: 'number',
    standard: '20',
    before: (ask, argument, memory) => {
      if (!isApi(ask)) return undefined;
      const second = Math.floor(Date.now() / 1_000);
      if (memory.second !== second) Object.assign(memory, { second, count: 0 });
      return ++memory.count > Number(argument) ? tooMany() : undefined;
    },
  },
  'html-instead-of-json': {
    summary: 'API requests (whose path has this text in it) are answered with a web page',
    takes: 'text',
    standard: '/',
    before: (ask, argument) =>
      concerns(ask, argument)
        ? {
            status: 200,
            type: 'text/html; charset=utf-8',
            body: '<!doctype html><title>WMS</title><h1>WMS</h1>',
          }
        : undefined,
  },
  'type-error-200': {
    summary:
      'API requests whose path has this text in it fail with status 200; without a text, errors have status 200',
    takes: 'text',
    standard: '',
    before: (ask, argument) => (argument !== '' && concerns(ask, argument) ? internalError() : undefined),
    after: (ask, reply) => (isApi(ask) && reply.status >= 400 ? { ...reply, status: 200 } : reply),
  },
  'empty-map-as-list': {
    summary: 'Maps of the API (registrations, licence numbers) are empty, which PHP sends as []',
    takes: 'nothing',
    after: (ask, reply) => (hasMaps(ask) ? withoutMaps(reply) : reply),
  },
  'cert-changes': { summary: 'The next reboot brings a new certificate', takes: 'nothing' },
  'reboots-twice': {
    summary: 'After an upgrade it goes down a second time, this many inside seconds after it came back',
    takes: 'number',
    standard: '20',
  },
  'other-pbx-on-this-address': {
    summary:
      'Another PBX has this address, with a certificate and a serial of its own: after the next reboot, or now',
    takes: 'text',
    standard: 'reboot',
    among: ['reboot', 'now'],
    settle: async (world, argument) => {
      if (argument === 'reboot') return;
      if (argument === undefined) world.strangerLeaves();
      else await world.strangerArrives();
      // Whoever was connected has seen the other certificate.
      world.cut();
    },
  },
  'ssh-asks-more': {
    summary: 'SSH asks for this code too, after the password',
    takes: 'text',
    standard: '314159',
  },
  'ssh-key-changes': {
    summary: 'SSH shows a new host key from now on',
    takes: 'nothing',
    settle: (world, argument) => {
      if (argument !== undefined) renewHostKey(world);
    },
  },
  'cloud-not-reached': {
    summary:
      'Nothing that this PBX sends to the SSH of the cloud PBX is answered, whatever others reach there',
    takes: 'nothing',
  },
  'move-in-german': {
    summary: 'The script that moves to the cloud speaks German, and asks in another order',
    takes: 'nothing',
  },
  'move-asks-unknown': {
    summary: 'The script that moves to the cloud asks for something that nobody has told of',
    takes: 'nothing',
  },
  'move-asks-password-twice': {
    summary:
      'The script that moves to the cloud asks for the right password a second time, in the same or in other words',
    takes: 'text',
    standard: 'same',
    among: ['same', 'other'],
  },
  'move-dies': {
    summary: 'The script that moves to the cloud dies in the middle of the nth kind of data that it moves',
    takes: 'number',
    standard: '2',
  },
  'slow-upgrade': {
    summary: 'An upgrade started now, and its reboot, take this many times longer',
    takes: 'number',
    standard: '5',
  },
  'never-returns': {
    summary: 'After the reboot of an upgrade it does not come back while this is on',
    takes: 'nothing',
  },
  'network-not-told': {
    summary: 'It has no route that lists the PBXs of its network',
    takes: 'nothing',
    before: (ask) => (concerns(ask, '/network/pbxes') ? notThere() : undefined),
  },
  'disk-full-upgrade': { summary: 'An upgrade started now fails for want of space', takes: 'nothing' },
};

/** The faults that are on. */
export class Faults {
  private readonly on = new Map<string, { argument: string; memory: Memory }>();

  /** Takes `NAME` or `NAME=ARGUMENT`, as on the command line. */
  static from(words: readonly string[]): Faults {
    const faults = new Faults();
    for (const word of words) {
      const [name = '', ...rest] = word.split('=');
      faults.set(name, rest.length === 0 ? undefined : rest.join('='));
    }
    return faults;
  }

  /** Switches a fault on; throws, with the names there are, when it cannot be. */
  set(name: string, argument?: string): void {
    const fault = FAULTS[name];
    if (!fault) throw new Error(`There is no fault "${name}". There are: ${Object.keys(FAULTS).join(', ')}.`);
    const value = argument ?? fault.standard ?? '';
    if (fault.takes === 'number' && !(Number(value) > 0)) {
      throw new Error(`The fault "${name}" takes a number above zero.`);
    }
    if (fault.among && !fault.among.includes(value)) {
      throw new Error(`The fault "${name}" takes one of: ${fault.among.join(', ')}.`);
    }
    this.on.set(name, { argument: value, memory: { count: 0 } });
  }

  /** Switches a fault off. */
  off(name: string): void {
    this.on.delete(name);
  }

  /** The argument of a fault that is on (empty if it takes none), `undefined` when it is off. */
  argument(name: string): string | undefined {
    return this.on.get(name)?.argument;
  }

  /** As `argument`, and switches it off: for what happens once. */
  take(name: string): string | undefined {
    const argument = this.argument(name);
    this.off(name);
    return argument;
  }

  /** Names and arguments of the faults that are on. */
  list(): Record<string, string> {
    return Object.fromEntries([...this.on].map(([name, { argument }]) => [name, argument]));
  }

  /** Lets every fault have its say before the work; the first reply wins. */
  async before(ask: Ask): Promise<Reply | undefined> {
    for (const [name, { argument, memory }] of this.on) {
      const reply = await FAULTS[name]?.before?.(ask, argument, memory);
      if (reply) return reply;
    }
    return undefined;
  }

  /** Lets every fault spoil the reply. */
  after(ask: Ask, reply: Reply): Reply {
    let spoilt = reply;
    for (const [name, { argument, memory }] of this.on) {
      spoilt = FAULTS[name]?.after?.(ask, spoilt, argument, memory) ?? spoilt;
    }
    return spoilt;
  }
}

/** Lets a fault that was just switched on or off do what cannot wait for a request. */
export async function settle(world: World, name: string): Promise<void> {
  await FAULTS[name]?.settle?.(world, world.faults.argument(name));
}

function isApi(ask: Ask): boolean {
  return ask.path.toLowerCase().startsWith('/api/');
}

function concerns(ask: Ask, text: string): boolean {
  return isApi(ask) && ask.path.toLowerCase().includes(text.toLowerCase());
}

function isColleaguePut(ask: Ask): boolean {
  return ask.method === 'PUT' && concerns(ask, '/colleagues/');
}

function hasMaps(ask: Ask): boolean {
  return concerns(ask, '/sip/registrations') || concerns(ask, '/settings/license');
}

function internalError(status = 200): Reply {
  const body = JSON.stringify({ type: 'error', reason: 'Internal error', code: 500 });
  return { status, type: 'application/json; charset=utf-8', body };
}

function notThere(): Reply {
  const body = JSON.stringify({ type: 'error', reason: '404 Not Found', code: 404 });
  return { status: 404, type: 'application/json; charset=utf-8', body };
}

function tooMany(): Reply {
  const body = JSON.stringify({ type: 'error', reason: 'Too many requests', code: 429 });
  const headers = { 'Retry-After': '1' };
  return { status: 429, type: 'application/json; charset=utf-8', headers, body };
}

function withoutMaps(reply: Reply): Reply {
  if (reply.status !== 200 || reply.body === undefined) return reply;
  const { result, ...rest } = JSON.parse(reply.body) as { result: unknown };
  if (!isMap(result)) return reply;
  const values = Object.entries(result);
  // Registrations are one map; a licence answer is a record with maps in it.
  const allMaps = values.every(([, value]) => isMap(value));
  const empty = allMaps
    ? []
    : Object.fromEntries(values.map(([key, value]) => [key, isMap(value) ? [] : value]));
  return { ...reply, body: JSON.stringify({ ...rest, result: empty }) };
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
