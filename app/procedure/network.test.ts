import { beforeEach, describe, expect, it } from 'vitest';
import { membersOf, remainingInNetwork } from '../domain/network-state';
import { doneAlready } from './move.fixture';
import { newest, NetworkVisit } from './network.fixture';
import { clients } from './steps/network/clients';
import { members } from './steps/network/members';
import { server } from './steps/network/server';

const steps = [doneAlready('sign-in'), members, clients, server];
let visit: NetworkVisit;

beforeEach(async () => {
  visit = await new NetworkVisit(steps).signedIn();
  await visit.look('sign-in');
});

describe('who is in the network', () => {
  it('is read from the server, and nothing secret goes to a certificate that nobody accepted', async () => {
    visit.listed();
    expect(await visit.look('members')).toBe('needs-person');
    expect(visit.plan('members')).toEqual([
      'ask.accept-certificate north',
      'ask.member-password north',
      'do.meet-member north',
      'ask.accept-certificate south',
      'ask.member-password south',
      'do.meet-member south',
    ]);
    await visit.give('member-password-1', 'Right-Pass-1');
    await visit.give('member-password-2', 'Right-Pass-1');
    expect(await visit.press('members')).toBe('needs-person');
    expect([visit.north.tried, visit.south.tried]).toEqual([[], []]);
    await visit.accept('members');
    expect(await visit.press('members')).toBe('done');
    expect(visit.states()).toEqual({ north: 'to-do', south: 'to-do' });
    expect(visit.step('members').evidence.some(({ said }) => said.code === 'network-said')).toBe(false);
    const facts = membersOf(visit.job()).map(({ member }) => member.facts);
    expect(facts).toMatchObject([
      { serial: '000c29000002', version: '4.01.44100.12', pin: { fingerprint256: 'FP:192.0.2.2' } },
      { serial: '000c29000003', version: '4.01.44100.12', pin: { fingerprint256: 'FP:192.0.2.3' } },
    ]);
  });

  it('is typed where the server does not tell, and the word that it is all is kept apart from what was read', async () => {
    expect(await visit.look('members')).toBe('needs-person');
    expect(visit.plan('members')).toEqual(['ask.network-complete']);
    await visit.type('members', { 'address-1': '192.0.2.2' });
    await visit.say('members', 'network-complete');
    await visit.give('member-password-1', 'Right-Pass-1');
    expect(await visit.press('members')).toBe('needs-person');
    await visit.accept('members');
    expect(await visit.press('members')).toBe('done');
    expect(visit.states()).toEqual({ '192.0.2.2': 'to-do' });
    expect(visit.step('members').evidence.find(({ said }) => said.code === 'network-said')).toMatchObject({
      proof: 'person',
      said: { params: { count: 1 } },
    });
  });

  it('what tells nothing of itself is no member, is counted, and makes the installer say that all are listed', async () => {
    visit.listed();
    const blank = { name: '', address: '', serial: '', version: '', role: null };
    visit.server.list?.push(blank, { ...blank, version: newest });
    await visit.met();
    expect(visit.states()).toEqual({ north: 'not-met', south: 'not-met' });
    expect(visit.job().facts.network?.list).toMatchObject({ notUnderstood: 2 });
    expect(visit.step('members').evidence.map(({ said }) => said)).toContainEqual({
      code: 'network-not-understood',
      params: { count: 2 },
    });
    expect(visit.plan('members')).toContain('ask.network-complete');
    await visit.say('members', 'network-complete');
    expect(await visit.press('members')).toBe('done');
    expect(visit.states()).toEqual({ north: 'to-do', south: 'to-do' });
  });

  it('one that is listed beyond the last number is counted, and no member', async () => {
    visit.listed();
    await visit.type('members', { 'gone-98': 'yes' });
    await visit.look('members');
    expect(visit.states()).toEqual({ north: 'not-met' });
    expect(visit.job().facts.network?.list).toMatchObject({ tooMany: 1 });
    expect(visit.plan('members')).toContain('ask.network-complete');
  });

  it('a list by which another PBX is the server is warned of', async () => {
    visit.listed();
    visit.server.list = (visit.server.list ?? []).map((one) => ({
      ...one,
      role: one.name === 'south' ? ('server' as const) : ('client' as const),
    }));
    await visit.look('members');
    expect(visit.step('members').plan).toContainEqual({
      code: 'warn.network-not-server',
      params: { now: 'south' },
    });
  });

  it('a wrong password is one line, is not sent again, and another one is', async () => {
    visit.listed();
    await visit.look('members');
    await visit.accept('members');
    await visit.give('member-password-1', 'Wrong-Pass-1');
    await visit.give('member-password-2', 'Right-Pass-1');
    await visit.runner.replan('members');
    expect(await visit.press('members')).toBe('needs-person');
    expect(visit.errors()).toEqual({ north: 'wrong-password', south: null });
    visit.restart();
    await visit.look('members');
    await visit.press('members');
    expect(visit.north.tried).toEqual(['Wrong-Pass-1']);
    await visit.give('member-password-1', 'Right-Pass-1');
    await visit.runner.replan('members');
    expect(await visit.press('members')).toBe('done');
    expect(visit.north.tried).toEqual(['Wrong-Pass-1', 'Right-Pass-1']);
  });

  it.each([
    ['another serial than told', 'other-pbx', () => void (visit.north.serial = '000c29ffffff')],
    ['the serial of the server', 'member-is-server', () => bothAs(visit.server.serial)],
    ['the serial of another client', 'member-twice', () => bothAs(visit.south.serial)],
  ])('%s is an error of that line, and does not pass by looking again', async (_, code, arrange) => {
    visit.listed();
    arrange();
    await visit.met();
    expect(visit.errors().north).toBe(code);
    await visit.look('members');
    expect(visit.step('members').state).not.toMatch(/done/);
    expect(visit.states().north).toBe('failed');
    await visit.type('members', { 'leave-out-1': 'is another one' });
    expect(await visit.press('members')).toMatch(/done/);
    expect(visit.states().north).toBe('left-out');
  });

  it('one that is not reached is an error of its line, until the address is put right', async () => {
    visit.listed();
    visit.server.list?.splice(1, 1, { ...told('north'), address: '192.0.2.99', serial: '000c29000002' });
    await visit.look('members');
    expect(visit.errors()).toEqual({ north: 'unreachable', south: null });
    await visit.type('members', { 'address-1': '192.0.2.2' });
    expect(visit.errors()).toEqual({ north: null, south: null });
    await visit.look('members');
    expect(visit.plan('members')).toContain('ask.accept-certificate north');
  });
});

describe('the clients', () => {
  it('are upgraded side by side, each once, before the server; secrets stay where they belong', async () => {
    await visit.met();
    let together = 0;
    visit.meanwhile = () => {
      if (visit.north.started !== null && visit.south.started !== null) together++;
      expect(visit.server.starts).toEqual([]);
    };
    await visit.look('clients');
    expect(visit.plan('clients')).toEqual(['do.upgrade-client north', 'do.upgrade-client south']);
    expect(await visit.press('clients')).toBe('done');
    expect(together).toBeGreaterThan(0);
    expect([visit.north.version, visit.south.version, visit.server.version]).toEqual([
      newest,
      newest,
      '4.01.44100.12',
    ]);
    expect([visit.north.starts.length, visit.south.starts.length]).toEqual([1, 1]);
    expect(visit.states()).toEqual({ north: 'done', south: 'done' });
    expect(remainingInNetwork(visit.job())).toBe(1);
    visit.meanwhile = () => undefined;
    await visit.look('upgrade');
    expect(await visit.press('upgrade')).toBe('done');
    expect([visit.server.version, remainingInNetwork(visit.job())]).toEqual([newest, 0]);
    expect(JSON.stringify(visit.job())).not.toContain('Right-Pass');
  });

  it('one that fails ends no other; it alone is tried again, and the server waits', async () => {
    await visit.met();
    visit.north.failsAt = 'upgrade';
    expect(await visit.press('clients')).toBe('ready');
    expect(visit.step('clients').error).toMatchObject({
      code: 'clients-not-done',
      params: { pbxs: 'north' },
    });
    expect(visit.states()).toEqual({ north: 'failed', south: 'done' });
    expect(visit.errors()).toEqual({ north: 'upgrade-failed', south: null });
    expect(() => visit.runner.look('upgrade')).toThrow('not-now');
    visit.north.failsAt = 'nothing';
    visit.north.started = null;
    await visit.type('clients', { only: '1' });
    expect(await visit.press('clients')).toBe('done');
    expect([visit.north.starts.length, visit.south.starts.length]).toEqual([2, 1]);
    expect(visit.states()).toEqual({ north: 'done', south: 'done' });
  });

  it('one that is tried alone while it is not ready has no other touched in its stead', async () => {
    await visit.met();
    visit.north.password = 'Changed-Pass-1';
    visit.south.failsAt = 'upgrade';
    visit.restart();
    await visit.press('clients');
    expect(visit.errors()).toEqual({ north: 'wrong-password', south: 'upgrade-failed' });
    [visit.south.failsAt, visit.south.started] = ['nothing', null];
    await visit.type('clients', { only: '1' });
    await visit.press('clients');
    expect(visit.south.starts).toHaveLength(1);
    expect(visit.states()).toEqual({ north: 'failed', south: 'to-do' });
    await visit.give('member-password-1', 'Changed-Pass-1');
    await visit.press('clients');
    expect(visit.states()).toEqual({ north: 'done', south: 'to-do' });
    expect([visit.north.starts.length, visit.south.starts.length]).toEqual([1, 1]);
  });

  it('one that never comes back is given up after a time, and is not upgraded twice when it does', async () => {
    await visit.met();
    visit.north.failsAt = 'return';
    await visit.press('clients');
    expect(visit.errors()).toEqual({ north: 'pbx-did-not-return', south: null });
    visit.north.failsAt = 'nothing';
    await visit.look('clients');
    expect(visit.step('clients').state).toBe('done');
    expect(visit.north.starts).toHaveLength(1);
  });

  it('killed in the middle, each is looked at again and none is started twice', async () => {
    await visit.met();
    visit.meanwhile = () => {
      if (visit.north.started === null || visit.south.started === null) return;
      visit.meanwhile = () => undefined;
      void visit.runner.stop();
    };
    await visit.press('clients');
    expect(visit.step('clients').state).toBe('unknown');
    visit.restart();
    expect(visit.states()).toEqual({ north: 'under-way', south: 'under-way' });
    expect(remainingInNetwork(visit.job())).toBe(3);
    expect(await visit.look('clients')).toBe('ready');
    expect(visit.plan('clients')).toEqual(['do.go-on-client north', 'do.go-on-client south']);
    expect(await visit.press('clients')).toBe('done');
    expect([visit.north.starts.length, visit.south.starts.length]).toEqual([1, 1]);
  });

  it('one that is at the newest version already is recognised and not touched', async () => {
    visit.north.version = newest;
    await visit.met();
    await visit.look('clients');
    expect(visit.states()).toEqual({ north: 'done', south: 'to-do' });
    expect(await visit.press('clients')).toBe('done');
    expect([visit.north.starts.length, visit.south.starts.length]).toEqual([0, 1]);
  });

  it('another certificate after the upgrade is asked about on its line, and pinned with a reason', async () => {
    await visit.met();
    visit.meanwhile = () => {
      if (visit.north.isAway()) visit.north.fingerprint = 'FP:new';
    };
    await visit.press('clients');
    expect(visit.errors()).toEqual({ north: 'certificate-changed', south: null });
    expect(visit.step('clients').plan[0]).toMatchObject({
      code: 'warn.certificate-changed',
      params: { was: 'FP:192.0.2.2', now: 'FP:new', member: '1' },
    });
    const tried = visit.north.tried.length;
    expect(await visit.press('clients')).toBe('needs-person');
    expect(visit.north.tried).toHaveLength(tried);
    await visit.accept('clients');
    expect(await visit.press('clients')).toBe('done');
    expect(visit.north.starts).toHaveLength(1);
  });

  it('one without the route is upgraded by hand: its version is read back, the rest is a word', async () => {
    await visit.met();
    visit.north.hasRoute = false;
    await visit.look('clients');
    expect(visit.plan('clients')).toEqual([
      'ask.backup-exists',
      'ask.client-by-hand north',
      'do.upgrade-client south',
    ]);
    expect(await visit.press('clients')).toBe('needs-person');
    await visit.say('clients', 'backup-exists');
    await visit.press('clients');
    expect(visit.states()).toEqual({ north: 'to-do', south: 'done' });
    visit.north.version = newest;
    await visit.say('clients', 'upgraded-by-hand-1');
    expect(await visit.press('clients')).toBe('done');
    const codes = visit.step('clients').evidence.filter(({ said }) => said.params?.member === '1');
    expect(codes.map(({ said, proof }) => `${said.code} ${proof}`)).toEqual(
      expect.arrayContaining(['version-changed read-back', 'upgrade-by-hand person']),
    );
  });

  it('one that does not tell whether it offers anything newer is looked at by the installer', async () => {
    await visit.met();
    visit.north.understood = false;
    visit.north.version = newest;
    await visit.press('clients');
    expect(visit.states()).toEqual({ north: 'to-do', south: 'done' });
    expect(visit.plan('clients')).toEqual(['ask.client-by-hand north']);
    await visit.say('clients', 'upgraded-by-hand-1');
    expect(await visit.press('clients')).toBe('done');
    const own = visit.step('clients').evidence.filter(({ said }) => said.params?.member === '1');
    const told = own.map(({ said, proof }) => `${said.code} ${proof}`);
    expect(told).toContain('upgrade-by-hand person');
    expect(told.join()).not.toContain('upgrade-none');
  });

  it('one whose upgrade is not understood is looked at by the installer before another is started', async () => {
    await visit.met();
    visit.north.failsAt = 'words';
    await visit.press('clients');
    expect(visit.errors()).toEqual({ north: 'upgrade-end-unseen', south: null });
    await visit.press('clients');
    expect(visit.plan('clients')).toEqual(['ask.client-by-hand north']);
    expect(visit.north.starts).toHaveLength(1);
    visit.north.version = newest;
    expect(await visit.look('clients')).toBe('done');
    expect(visit.north.starts).toHaveLength(1);
  });

  it('one that is left out is named with its reason, and the server warns of it', async () => {
    await visit.met();
    await visit.type('clients', { 'leave-out-2': 'Closed until Monday' });
    expect(await visit.press('clients')).toBe('done');
    expect(visit.south.starts).toEqual([]);
    expect(visit.step('clients').evidence.find(({ said }) => said.code === 'client-left-out')).toMatchObject({
      proof: 'person',
      said: { params: { pbx: 'south', reason: 'Closed until Monday' } },
    });
    expect(await visit.look('upgrade')).toBe('needs-person');
    expect(visit.step('upgrade').plan[0]).toEqual({
      code: 'warn.clients-not-upgraded',
      params: { now: 'south' },
    });
    expect(await visit.press('upgrade')).toBe('needs-person');
    expect(visit.server.starts).toEqual([]);
    await visit.accept('upgrade');
    expect(visit.step('upgrade').state).toBe('ready');
    expect(await visit.press('upgrade')).toBe('done');
    expect(remainingInNetwork(visit.job())).toBe(1);
  });
});

function bothAs(serial: string): void {
  visit.north.serial = serial;
  visit.server.list?.splice(1, 1, { ...told('north'), serial: '' });
}

function told(name: string) {
  const found = visit.server.list?.find((one) => one.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}
