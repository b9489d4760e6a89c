import { describe, expect, it } from 'vitest';
import type { JudgedStep, ReportFile } from './demo-judge';
import { whyNotAll } from './network-judge';

const step = (id: string, proof: JudgedStep['proof'] = 'read-back'): JudgedStep => ({
  ...{ id, proof, state: 'done', way: 'automatic', ms: 1 },
});
const steps = [step('members'), step('clients'), step('upgrade'), step('report', 'none')];
const pbx = (over = {}) => ({ version: '9', counters: { upgrades: 1, failedSignIns: {} }, ...over });

/** Times at which upgrades were begun, of the clients and of the server. */
function begun(clients: readonly string[], server: readonly string[]): ReportFile {
  const acts = (times: readonly string[]) => times.map((at) => ({ code: 'start-upgrade', at }));
  const ran = (id: string, times: readonly string[]) => ({
    ...{ id, state: 'done', way: 'automatic', evidence: [], startedAt: null, endedAt: null },
    actions: acts(times),
  });
  return {
    pbx: { versionAfter: '9', activated: null, swSerial: null },
    licences: { types: [] },
    steps: [ran('clients', clients), ran('upgrade', server)],
  };
}

const right = begun(['2026-01-01T10:00', '2026-01-01T10:01'], ['2026-01-01T10:09']);

describe('a network is upgraded', () => {
  it('when all are at one version, once each, the server last', () => {
    expect(whyNotAll(steps, right, { ...pbx(), members: [pbx(), pbx()] })).toBeNull();
  });

  it.each([
    ['a client is behind', pbx({ version: '8' }), right, 'runs 8'],
    ['one was upgraded twice', pbx({ counters: { upgrades: 2, failedSignIns: {} } }), right, '2 times'],
    [
      'a wrong password was sent',
      pbx({ counters: { upgrades: 1, failedSignIns: { admin: 1 } } }),
      right,
      'wrong',
    ],
    [
      'the server began first',
      pbx(),
      begun(['2026-01-01T10:00', '2026-01-01T10:10'], ['2026-01-01T10:09']),
      'before a client',
    ],
    ['a client was never begun', pbx(), begun(['2026-01-01T10:00'], ['2026-01-01T10:09']), '1 upgrades'],
  ])('but not when %s', (_, member, report, why) => {
    expect(whyNotAll(steps, report, { ...pbx(), members: [member, pbx()] })).toContain(why);
  });

  it('but not when a step rests on a word that could be read back', () => {
    const said = [step('members', 'word'), ...steps.slice(1)];
    expect(whyNotAll(said, right, { ...pbx(), members: [pbx(), pbx()] })).toContain('members');
  });
});
