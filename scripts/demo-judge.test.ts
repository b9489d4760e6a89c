import { describe, expect, it } from 'vitest';
import { stepsOf, whyNot, type ReportFile, type Truth } from './demo-judge';

type Step = ReportFile['steps'][number];

const byPerson = new Set(['prepare', 'deploy', 'portal']);

function step(id: string, evidence: readonly (readonly [string, string])[], state = 'done'): Step {
  return {
    id,
    state,
    way: byPerson.has(id) ? 'guided' : 'automatic',
    evidence: evidence.map(([code, proof]) => ({ proof, said: { code } })),
    startedAt: '2026-01-05T09:00:00Z',
    endedAt: '2026-01-05T09:00:02Z',
  };
}

function read(...codes: string[]): [string, string][] {
  return codes.map((code) => [code, 'read-back']);
}

function played(version: string, other: Partial<Record<string, Step>> = {}): ReportFile {
  const steps = [
    step('prepare', []),
    step('deploy', read('address-answers', 'looks-like-pbx')),
    step('sign-in', read('signed-in', 'version-read')),
    step('admin-password', read('new-password-works', 'old-password-refused')),
    step('upgrade', read('version-changed')),
    step('portal', [['portal-entry-made', 'person']]),
    step('activate', read('activated-read', 'sw-serial-matches')),
    step('licences', read('types-read-back')),
    step('report', []),
  ];
  return {
    pbx: { versionAfter: version, activated: true, swSerial: null },
    licences: { types: [] },
    steps: steps.map((one) => other[one.id] ?? one),
  };
}

function truth(version: string, other: Partial<Truth> = {}): Truth {
  return { version, activated: true, counters: { failedSignIns: { admin: 1 }, wrongOtps: 0 }, ...other };
}

function judge(preset: string, report: ReportFile, known: Truth): string | null {
  return whyNot(preset, stepsOf(report), report, known);
}

const six = '6.10.20250512.4';
const five = '5.04.20220309.1';
const byHand = {
  upgrade: {
    ...step('upgrade', [...read('version-changed'), ['upgrade-by-hand', 'person']]),
    way: 'assisted',
  },
  activate: step('activate', [['activated-said', 'person']]),
};

describe('a played job of one kind', () => {
  const four = '4.03.44842.11';
  const cabled = (code: string): ReportFile => {
    const { steps, ...rest } = played(four, {
      activate: step('activate', read('activated-read', 'sw-serial-matches', code)),
    });
    const cabling = step('cabling', read('address-answers', 'looks-like-pbx'));
    return {
      ...rest,
      steps: steps.map((one) => (one.id === 'deploy' ? { ...cabling, way: 'guided' } : one)),
    };
  };

  it('on hardware must have read that its serial was converted', () => {
    expect(judge('hardware-new', cabled('hw-serial-converted'), truth(four))).toBeNull();
    expect(judge('hardware-new', cabled('other'), truth(four))).toContain('no hw-serial-converted');
  });

  it('in the cloud must have read that it activated itself', () => {
    const cloud = (codes: string[]): ReportFile => {
      const { steps, ...rest } = played(six, {
        'sign-in': step('sign-in', read('signed-in', 'version-read', ...codes)),
      });
      const ready = step('cloud-ready', read('address-answers', 'looks-like-pbx'));
      const own = steps.filter(({ id }) => id !== 'activate');
      return { ...rest, steps: own.map((one) => (one.id === 'deploy' ? ready : one)) };
    };
    expect(judge('cloud-birth', cloud(['activated-read']), truth(six))).toBeNull();
    expect(judge('cloud-birth', cloud([]), truth(six))).toContain('no activated-read');
  });
});

describe('a played job is done', () => {
  it('when everything that can be was read back, and is so', () => {
    const report = played(six);
    expect(judge('virtual-6', report, truth(six))).toBeNull();
    expect(stepsOf(report).map(({ proof }) => proof)).toEqual([
      'none',
      'read-back',
      'read-back',
      'read-back',
      'read-back',
      'word',
      'read-back',
      'read-back',
      'none',
    ]);
  });

  it('when exactly the steps of its preset rest on a word', () => {
    expect(judge('quiet', played(five, byHand), truth(five))).toBeNull();
  });
});

describe('it is not', () => {
  it('when a step did not end', () => {
    const report = played(six, { licences: step('licences', read('types-read-back'), 'skipped') });
    expect(judge('virtual-6', report, truth(six))).toBe('the step licences is skipped');
  });

  it('when a step rests on a word that could be read back', () => {
    expect(judge('virtual-6', played(six, { activate: byHand.activate }), truth(six))).toContain(
      'activate rests',
    );
  });

  it('when half of a proof is missing', () => {
    const half = { 'admin-password': step('admin-password', read('new-password-works')) };
    expect(judge('virtual-6', played(six, half), truth(six))).toContain('admin-password has nothing');
  });

  it('when what was read back is only said to be observed', () => {
    const seen = { upgrade: step('upgrade', [['version-changed', 'observed']]) };
    expect(judge('virtual-6', played(six, seen), truth(six))).toContain('upgrade has nothing');
  });

  it('when a word is not needed any more', () => {
    expect(judge('quiet', played(five), truth(five))).toContain('no longer needs');
  });

  it('when a step went another way than its preset lets it', () => {
    const guided = { ...step('activate', read('activated-read', 'sw-serial-matches')), way: 'guided' };
    expect(judge('virtual-6', played(six, { activate: guided }), truth(six))).toBe(
      'the step activate went guided',
    );
    expect(judge('changed-labels', played(six, { activate: guided }), truth(six))).toBeNull();
  });

  it('when the PBX knows better', () => {
    expect(judge('virtual-6', played(six), truth('6.09.20250117.1'))).toContain('the PBX runs 6.09');
    expect(judge('virtual-6', played('6.09.20250117.1'), truth('6.09.20250117.1'))).toContain(`not ${six}`);
    expect(judge('virtual-6', played(six), truth(six, { activated: false }))).toContain('false the PBX');
  });

  it('when more than the one wrong password was sent', () => {
    const counters = { failedSignIns: { admin: 2 }, wrongOtps: 0 };
    expect(judge('virtual-6', played(six), truth(six, { counters }))).toBe('2 wrong passwords were sent');
  });

  it('on a preset that nobody has thought about', () => {
    expect(judge('new-one', played(six), truth(six))).toContain('nobody has said');
  });
});
