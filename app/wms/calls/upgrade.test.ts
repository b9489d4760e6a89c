import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '../../domain/version';
import { settingsOf } from '../settings';
import { failing, never } from '../testing/help';
import { fakeApi, no, ok } from '../testing/api';
import {
  isChecking,
  offeredIn,
  repositoriesIn,
  repositoryIn,
  saysNothingNewer,
  startUpgrade,
  understandStatus,
  upgradeOffer,
} from './upgrade';

const running = '4.01.44100.12';
const { limits } = settingsOf({ limits: { checkEveryMs: 1, checkMs: 5_000 } });

describe('offeredIn', () => {
  it.each([
    [{ status: 'checked', available: '1', version: '4.03.44842.11' }],
    [{ inProgress: false, newVersion: [{ version: '4.03.44842.11', stable: true }] }],
    ['A new version is available: 4.03.44842.11'],
    [{ current: running, latest: '4.03.44842.11' }],
    [{ versions: ['4.01.44168.28', '4.03.44842.11', '4.01.44100.12'] }],
    [{ newVersion: '4.03.44842.11', other: '9.09.99999.9' }],
    [
      {
        list: [
          { version: '4.03.44842.11' },
          { version: '4.04.44900.1', stable: '0' },
          { version: '4.05.44900.1', beta: 1 },
        ],
      },
    ],
  ])('finds what is newer in %j', (answer) => {
    expect(offeredIn(answer, running)).toBe('4.03.44842.11');
  });

  it.each([
    [[]],
    [{}],
    [null],
    ['up to date'],
    [{ version: running }],
    [{ available: '0', version: '' }],
    [{ old: '3.88.44000.1' }],
    [{ minimumVersion: '5.01.20200101.1' }],
  ])('finds nothing newer in %j', (answer) => {
    expect(offeredIn(answer, running)).toBeNull();
  });

  it('never throws and never offers what is not newer', () => {
    fc.assert(
      fc.property(fc.anything(), (answer) => {
        const offered = offeredIn(answer, running);
        expect(offered === null || compareVersions(offered, running) > 0).toBe(true);
      }),
    );
  });
});

describe('saysNothingNewer', () => {
  const stays = 'A lifetime PBX gets no new major version. Change its plan first.';
  const firstOld = 'Upgrade to the last version of the old major first: 3.88.44120.31';
  it.each([
    [[]],
    [{}],
    [null],
    ['up to date'],
    ['No new version is available'],
    ['This is the latest version of the repository.'],
    [{ status: 'up-to-date' }],
    [{ status: 'checked', available: '0', version: '' }],
    [{ status: 'checked', available: '0', version: '', reason: firstOld }],
    [{ inProgress: false, newVersion: [] }],
    [{ inProgress: false, newVersion: [], message: stays }],
    [{ status: 'done', updates: [] }],
    [{ status: 'done', updates: [], reason: firstOld }],
    [{ status: 'done', updates: [{ version: running, channel: 'stable' }] }],
    [{ status: 'done', updates: [{ version: '4.05.44900.1', beta: 1 }] }],
    [{ version: running }],
    [{ current: running, latest: running }],
    [{ updateAvailable: false, lastCheck: '2025-01-01' }],
    [{ message: 'You are running the latest version' }],
  ])('%j: yes', (answer) => {
    expect(saysNothingNewer(answer, running)).toBe(true);
  });

  it.each([
    [{ status: 'checked', available: '1' }],
    [{ status: 'checked', available: '1', version: running }],
    [{ status: 'update available', version: running }],
    [{ newVersion: '6.10' }],
    [{ updates: 3 }],
    [{ status: 'never' }],
    [{ status: 'checked' }],
    [{ current: running }],
    [{ message: 'A new version is available', version: running }],
    [{ upgradeInProgress: false, autoUpdate: false, upgradeError: '' }],
    [{ minimumVersion: '5.01.20200101.1' }],
    [{ hello: 'world' }],
    ['gnarl'],
    [{ available: '0', latest: '6.10' }],
  ])('%j: no', (answer) => {
    expect(saysNothingNewer(answer, running)).toBe(false);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (answer) => typeof saysNothingNewer(answer, running) === 'boolean'));
  });
});

describe('upgradeOffer', () => {
  it('has the PBX look, waits until it has, and reads the repository', async () => {
    let left = 3;
    const api = fakeApi(({ method, path }) => {
      if (path.includes('version')) return ok(running);
      if (path.endsWith('Settings')) return ok({ upgradeRepository: 'rel40', proxy: 'http://x' });
      if (method === 'POST') return ok('Success');
      return ok(
        left-- > 0 ? { status: 'checking' } : { status: 'checked', available: '1', version: '4.03.44842.11' },
      );
    });
    expect(await upgradeOffer(api, limits, never)).toEqual({
      version: '4.03.44842.11',
      understood: true,
      repository: 'rel40',
      repositories: ['rel40'],
      says: null,
    });
    expect(api.asked.filter((one) => one.method === 'POST').map((one) => one.path)).toEqual([
      '/api/v1/PBX/Upgrade/Check',
    ]);
    expect(api.asked.filter((one) => one.method === 'GET' && one.path.endsWith('Check'))).toHaveLength(4);
  });

  it('gives up on a PBX that checks for ever', async () => {
    const api = fakeApi(({ path }) => ok(path.includes('version') ? running : { inProgress: true }));
    expect((await failing(upgradeOffer(api, { ...limits, checkMs: 20 }, never))).code).toBe('timeout');
  });

  it('can be cancelled while it waits', async () => {
    const cancel = new AbortController();
    const api = fakeApi(({ path }) => {
      if (path.endsWith('Check')) setTimeout(() => cancel.abort(), 1);
      return ok(path.includes('version') ? running : { inProgress: true });
    });
    const waiting = upgradeOffer(api, { ...limits, checkEveryMs: 60_000 }, cancel.signal);
    expect((await failing(waiting)).code).toBe('cancelled');
  });

  it('does without the routes that an old PBX has not', async () => {
    const api = fakeApi(({ method, path }) => {
      if (path.includes('version')) return ok(running);
      return method === 'GET' && path.endsWith('Check')
        ? ok({ status: 'never' })
        : no(method === 'POST' ? 405 : 404);
    });
    expect(await upgradeOffer(api, limits, never)).toEqual({
      version: null,
      understood: false,
      repository: null,
      repositories: [],
      says: null,
    });
  });
});

describe('isChecking', () => {
  it.each([[{ status: 'checking' }], [{ inProgress: '1' }], ['In progress'], [{ state: 'PENDING' }]])(
    '%j',
    (answer) => {
      expect(isChecking(answer)).toBe(true);
    },
  );
  it.each([
    [{ status: 'checked' }],
    [{ inProgress: false }],
    [{ status: 'not running' }],
    [[]],
    ['done'],
    [{ version: running }],
  ])('not %j', (answer) => {
    expect(isChecking(answer)).toBe(false);
  });
});

describe('repositoryIn', () => {
  it.each([
    [{ repository: 'rel40' }, 'rel40'],
    [{ settings: [{ name: 'x', value: 'rel50' }] }, 'rel50'],
    [{ upgradeRepository: 'nightly' }, 'nightly'],
    [{ repositories: 'all', chosenRepo: 'rel60' }, 'rel60'],
    [[], null],
    [{ proxy: 'none' }, null],
  ])('%j: %s', (answer, repository) => {
    expect(repositoryIn(answer)).toBe(repository);
  });
});

describe('startUpgrade', () => {
  it('names the version only when one is chosen', async () => {
    const api = fakeApi(() => ok('Success'));
    await startUpgrade(api, '4.03.44842.11', never);
    await startUpgrade(api, null, never);
    expect(api.asked.map((one) => one.json)).toEqual([{ version: '4.03.44842.11' }, {}]);
  });
});

describe('understandStatus', () => {
  it.each([
    [{ status: 'idle', progress: '0', error: '' }, 'idle', 0],
    [{ state: 'NONE', percent: 0, needReboot: false }, 'idle', 0],
    [{ running: false }, 'idle', null],
    [[], 'idle', null],
    [{ status: 'not running' }, 'idle', null],
    [{ status: 'downloading', progress: '45', error: '' }, 'running', 45],
    [{ state: 'INSTALL', percent: 80, needReboot: false }, 'running', 80],
    ['Upgrading 12%', 'running', 12],
    [{ inProgress: true }, 'running', null],
    [{ progress: '45 %' }, 'running', 45],
    [{ status: 'reboot-needed', progress: '100', error: '' }, 'reboot-needed', 100],
    [{ state: 'FINISHED', percent: 100, needReboot: true }, 'reboot-needed', 100],
    [{ status: 'finished' }, 'finished', null],
    [{ state: 'FINISHED', percent: 100, needReboot: false }, 'idle', 100],
    [{ status: 'failed', progress: '60', error: 'no space left' }, 'failed', 60],
    [{ state: 'ERROR', percent: 60, message: 'no space left' }, 'failed', 60],
    [{ status: 'gnarl' }, 'unknown', null],
    [{ hello: 'world' }, 'unknown', null],
    [{ percent: 400 }, 'unknown', null],
  ])('%j: %s', (answer, phase, percent) => {
    expect(understandStatus(answer)).toMatchObject({ phase, percent });
  });

  it('tells the PBX’s own words, and its reason when it failed', () => {
    expect(understandStatus({ status: 'Downloading', progress: 3 }).says).toBe('Downloading');
    expect(understandStatus({ status: 'failed', error: 'no space left' }).says).toBe('no space left');
    expect(understandStatus({ percent: 3 }).says).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (answer) => typeof understandStatus(answer).phase === 'string'));
  });
});

describe('an offer', () => {
  it('is not the version that a reason names', () => {
    const answer = {
      available: '0',
      version: '',
      reason: 'The last of the old major comes first: 3.88.44120.31',
    };
    expect(offeredIn(answer, '3.88.43102.7')).toBeNull();
  });
});

describe('repositoriesIn', () => {
  it.each([
    [{ repo: 'rel38', repositories: ['rel50', 'rel40', 'rel38'] }, ['rel38', 'rel40', 'rel50']],
    [{ repository: 'rel70', available: [{ name: 'rel80' }] }, ['rel70', 'rel80']],
    [{ repository: 'nightly' }, []],
    [[], []],
  ])('%j', (answer, named) => {
    expect(repositoriesIn(answer)).toEqual(named);
  });
});
