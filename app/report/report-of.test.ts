import { describe, expect, it } from 'vitest';
import { fold } from '../domain/fold';
import type { JournalEvent } from '../domain/journal-event';
import { checkJson, checkPdf } from './checks';
import { reportOf } from './report-of';
import { sampleJob } from './sample.fixture';
import { Report } from './shape';

const making = { at: '2026-03-01T09:00:00.000Z', journalHash: 'ab'.repeat(32) };

describe('the report of a job', () => {
  const report = reportOf(sampleJob(), making);

  it('says who, what and when', () => {
    expect(report.who).toEqual({ installer: 'Ada', partner: 'Loop Ltd', customer: 'Müller & Söhne' });
    expect(report.job).toMatchObject({
      id: 'job-0001',
      kind: 'activate-virtual',
      practice: true,
      finished: true,
    });
    expect(report.job.startedAt).toBe('2026-03-01T08:00:00.000Z');
    expect(report.job.durationMs).toBe(Date.parse(report.job.endedAt) - Date.parse(report.job.startedAt));
    expect(report.job.durationMs).toBeGreaterThan(0);
    expect(report.made).toEqual({
      app: '0.1.0',
      electron: '33.2.1',
      platform: 'linux',
      journalHash: making.journalHash,
    });
  });

  it('says which PBX, by name, address, serials and versions; what is not known is null', () => {
    expect(report.pbx).toEqual({
      name: 'mueller',
      address: '127.0.0.1:4443',
      serial: null,
      hwSerial: null,
      swSerial: null,
      versionBefore: '4.01.44100.1',
      versionAfter: '4.01.44168.28',
      activated: null,
    });
  });

  it('names the certificate and each re-pin with its reason', () => {
    expect(report.certificate).toMatchObject({ sha256: 'BB:02', held: 'pinned', selfSigned: true });
    expect(report.certificate?.repins).toEqual([
      { at: '2026-03-01T08:02:00.000Z', was: 'AA:01', now: 'BB:02', reason: 'upgraded' },
    ]);
    expect(report.warnings).toEqual([
      {
        step: 'sign-in',
        code: 'certificate-changed BB:02',
        reason: 'upgraded',
        at: '2026-03-01T08:01:00.000Z',
      },
    ]);
  });

  it('keeps the reason of each of two re-pins', () => {
    const again = sampleJob([
      {
        type: 'warning-accepted',
        step: 'sign-in',
        warning: { code: 'certificate-changed CC:03', reason: 'activated', at: '2026-03-01T08:30:00.000Z' },
      },
      {
        type: 'evidence',
        step: 'sign-in',
        evidence: {
          at: '2026-03-01T08:31:00.000Z',
          said: { code: 'certificate-repinned', params: { was: 'BB:02', now: 'CC:03' } },
          proof: 'person',
          source: 'compared by the installer',
        },
      },
    ]);
    const reasons = reportOf(again, making).certificate?.repins.map(({ reason }) => reason);
    expect(reasons).toEqual(['upgraded', 'activated']);
  });

  it('has every step with its way, reason, evidence by kind of proof, and what was done', () => {
    expect(report.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'prepare done',
      'sign-in done',
      'portal done',
      'activate skipped',
      'licences done',
      'report applying',
    ]);
    const [prepare, signIn, , activate, licences] = report.steps;
    expect(prepare).toMatchObject({ title: 'steps.prepare', way: 'automatic', durationMs: 60_000 });
    expect(signIn?.wayReason).toEqual({ code: 'way.route-works' });
    expect(activate).toMatchObject({ skippedReason: 'done by the partner', evidence: [{ proof: 'person' }] });
    expect(licences?.actions).toMatchObject([{ code: 'set-type', outcome: 'done' }]);
  });

  it('counts licences ordered, bought, used and given, under one name each, and keeps unknown types', () => {
    expect(report.licences).toEqual({
      period: 'yearly',
      users: 4,
      types: [
        { type: 'basic', label: 'Basic', ordered: 5, bought: 5, used: 3, usersBefore: 0, usersAfter: 3 },
        {
          type: 'premium',
          label: 'Premium',
          ordered: null,
          bought: null,
          used: null,
          usersBefore: 4,
          usersAfter: 0,
        },
        {
          type: 'xb-business',
          label: 'xb-business',
          ordered: null,
          bought: null,
          used: null,
          usersBefore: 0,
          usersAfter: 1,
        },
      ],
    });
  });

  it('is not finished while a step has not ended', () => {
    const job = sampleJob([{ type: 'step', step: 'licences', state: 'failed' }]);
    expect(reportOf(job, making).job.finished).toBe(false);
  });

  it('passes its schema unchanged, through JSON and back', () => {
    expect(Report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });
});

describe('the checks of what was written', () => {
  const whole = Buffer.from(`%PDF-1.4\n${'x'.repeat(2000)}\n%%EOF\n`);

  it('take a whole PDF and refuse one that is empty, small, cut or something else', () => {
    expect(checkPdf(whole)).toBeNull();
    expect(checkPdf(Buffer.from('%PDF-1.4\n%%EOF'))).toMatch(/only 14 bytes/);
    expect(checkPdf(new Uint8Array())).not.toBeNull();
    expect(checkPdf(whole.subarray(0, whole.length - 3))).toMatch(/end/);
    expect(checkPdf(whole.subarray(1))).toMatch(/begin/);
  });

  it('take a report and refuse what is no JSON or lacks a part', () => {
    const report = reportOf(sampleJob(), making);
    const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
    expect(checkJson(bytes(report))).toBeNull();
    expect(checkJson(bytes(report).subarray(0, 900))).toMatch(/not JSON/);
    expect(checkJson(bytes({ ...report, who: { installer: 'Ada' } }))).toMatch(/who\.partner/);
    expect(checkJson(bytes({ ...report, made: { ...report.made, journalHash: '‹secret›' } }))).toMatch(
      /journalHash/,
    );
  });
});

it('the SSH host key stands in the report with its changes and their reasons', () => {
  const job = sampleJob([
    { type: 'facts', facts: { sshPin: { type: 'ssh-ed25519', sha256: 'SHA256:two' } }, source: 'SSH' },
    {
      type: 'warning-accepted',
      step: 'sign-in',
      warning: { code: 'host-key-changed SHA256:two', reason: 'set up anew', at: '2026-03-01T08:03:00.000Z' },
    },
    {
      type: 'evidence',
      step: 'sign-in',
      evidence: {
        at: '2026-03-01T08:04:00.000Z',
        said: { code: 'host-key-repinned', params: { was: 'SHA256:one', now: 'SHA256:two' } },
        proof: 'person',
        source: 'compared by the installer',
      },
    },
  ]);
  expect(reportOf(job, { at: '2026-03-01T09:00:00.000Z', journalHash: '0'.repeat(64) }).hostKey).toEqual({
    type: 'ssh-ed25519',
    sha256: 'SHA256:two',
    repins: [{ at: '2026-03-01T08:04:00.000Z', was: 'SHA256:one', now: 'SHA256:two', reason: 'set up anew' }],
  });
});

it('the other PBXs of a network stand apart: what remains, why, and no re-pin of theirs as the server’s', () => {
  const told = { name: 'north', address: '192.0.2.2', serial: '000c29000002', version: '', role: null };
  const facts = { address: '192.0.2.2', version: '9', versionBefore: '8', versionAfter: '9', serial: 'abc' };
  const network = {
    members: { '1': { told, facts, offered: null }, '2': { told: { ...told, name: 'south' } } },
  };
  const at = '2026-03-01T08:05:00.000Z';
  const params = { was: 'CC', now: 'DD', member: '1', pbx: 'north' };
  const repin = { at, said: { code: 'certificate-repinned', params }, proof: 'person' as const, source: 'x' };
  const events: JournalEvent[] = [
    { type: 'facts', facts: { network }, source: 'test' },
    { type: 'evidence', step: 'sign-in', evidence: repin },
  ];
  const job = events.reduce((state, event) => fold(state, { at, event }), sampleJob());
  const report = Report.parse(reportOf(job, making));
  expect(report.network).toEqual([
    {
      ...{
        number: '1',
        name: 'north',
        address: '192.0.2.2',
        serial: 'abc',
        versionBefore: '8',
        versionAfter: '9',
      },
      ...{ state: 'done', leftOutBecause: null, error: null },
    },
    {
      ...{ number: '2', name: 'south', address: '192.0.2.2', serial: '000c29000002', versionBefore: null },
      ...{ versionAfter: null, state: 'not-met', leftOutBecause: null, error: null },
    },
  ]);
  expect(report.certificate?.repins.map(({ now }) => now)).toEqual(['BB:02']);
  expect(reportOf(sampleJob(), making)).not.toHaveProperty('network');
});
