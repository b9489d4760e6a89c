import { foldAll } from '../domain/fold';
import type { Evidence, JobState, StepId } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import type { Certificate } from '../domain/pbx';

const steps: StepId[] = ['prepare', 'sign-in', 'portal', 'activate', 'licences', 'report'];

function certificate(fingerprint256: string): Certificate {
  return {
    fingerprint256,
    subject: 'CN=pbx',
    issuer: 'CN=pbx',
    altNames: '',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2036-01-01T00:00:00.000Z',
    selfSigned: true,
    trusted: false,
    pem: '-----BEGIN CERTIFICATE-----',
  };
}

function input(step: StepId, field: string, value: string): JournalEvent {
  return { type: 'input', step, field, value };
}

function evidence(step: StepId, code: string, proof: Evidence['proof'], params = {}): JournalEvent {
  const at = '2026-03-01T08:02:00.000Z';
  return { type: 'evidence', step, evidence: { at, said: { code, params }, proof, source: 'a route' } };
}

const ended = (step: StepId): JournalEvent[] => [
  { type: 'step', step, state: 'probing', way: 'automatic', ways: [] },
  { type: 'step', step, state: 'done' },
];

/** A job with a bit of everything, one event a minute from 8:00, its report being written. For tests. */
export function sampleJob(extra: readonly JournalEvent[] = []): JobState {
  const events: JournalEvent[] = [
    {
      type: 'job-created',
      id: 'job-0001',
      kind: 'activate-virtual',
      steps,
      preset: 'virtual-6',
      app: { version: '0.1.0', electron: '33.2.1', platform: 'linux' },
    },
    input('prepare', 'installer', 'Ada'),
    input('prepare', 'partner', 'Loop Ltd'),
    input('prepare', 'customer', 'Müller & Söhne'),
    input('prepare', 'pbxName', 'mueller'),
    input('prepare', 'address', '127.0.0.1:4443'),
    ...ended('prepare'),
    { type: 'facts', facts: { address: '127.0.0.1:4443', pin: certificate('AA:01') }, source: 'TLS' },
    {
      type: 'warning-accepted',
      step: 'sign-in',
      warning: { code: 'certificate-changed BB:02', reason: 'upgraded', at: '2026-03-01T08:01:00.000Z' },
    },
    { type: 'facts', facts: { pin: certificate('BB:02') }, source: 'TLS' },
    evidence('sign-in', 'certificate-repinned', 'person', { was: 'AA:01', now: 'BB:02' }),
    { type: 'facts', facts: { versionBefore: '4.01.44100.1', version: '4.01.44168.28' }, source: 'version' },
    {
      type: 'step',
      step: 'sign-in',
      state: 'done',
      way: 'automatic',
      ways: [{ way: 'automatic', possible: true, reason: { code: 'way.route-works' } }],
    },
    input('portal', 'period', 'yearly'),
    input('portal', 'count-basic', '5'),
    input('portal', 'count-premium', 'many'),
    ...ended('portal'),
    evidence('activate', 'activated-said', 'person', { note: 'green' }),
    { type: 'step', step: 'activate', state: 'skipped', reason: 'done by the partner' },
    {
      type: 'facts',
      facts: {
        licences: [{ type: 'PBX-BASIC', bought: 5, used: 3 }],
        typesBefore: [{ type: 'premium', users: 4 }],
        typesAfter: [
          { type: 'basic', users: 3 },
          { type: 'xb-business', users: 1 },
        ],
        userCount: 4,
      },
      source: 'users',
    },
    {
      type: 'intent',
      step: 'licences',
      action: 'a1',
      code: 'set-type',
      params: { user: '7', from: 'premium', to: 'basic' },
    },
    { type: 'outcome', step: 'licences', action: 'a1', outcome: 'done' },
    ...ended('licences'),
    ...extra,
    { type: 'step', step: 'report', state: 'applying' },
  ];
  const timed = events.map((event, minute) => ({
    at: new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString(),
    event,
  }));
  const job = foldAll(timed);
  if (!job) throw new Error('the sample must fold');
  return job;
}
