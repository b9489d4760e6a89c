import { describe, expect, it } from 'vitest';
import { foldAll } from './fold';
import type { JobState } from './job';
import type { JournalEvent } from './journal-event';
import { boughtOf, type PbxProfile, profileName, ProfileName, profileOf, withoutIdentity } from './profile';

/** All that could tell whose PBX it is. */
const telling = {
  installer: 'Ada Lovelace',
  partner: 'Partner & Sons',
  customer: 'Hospital of Kerpen',
  pbxName: 'kerpen-hospital',
  host: '10.77.3.21',
  serial: '000c29aabbcc',
  swSerial: '4c4c45440051',
  fingerprint: Array.from({ length: 32 }, () => 'A7').join(':'),
  subject: 'CN=kerpen-hospital.wildixin.com',
  adminId: '1048576',
};

function jobWith(more: JournalEvent[] = []): JobState {
  const { installer, partner, customer, pbxName } = telling;
  const inputs = { installer, partner, customer, pbxName };
  const certificate = {
    fingerprint256: telling.fingerprint,
    subject: telling.subject,
    issuer: telling.subject,
    altNames: 'DNS:kerpen-hospital.wildixin.com, IP Address:10.77.3.21',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2026-06-11T12:00:00.000Z',
    selfSigned: true,
    trusted: false,
    pem: 'PEM of kerpen-hospital',
  };
  const events: JournalEvent[] = [
    {
      type: 'job-created',
      id: 'activate-virtual-x1',
      kind: 'activate-virtual',
      steps: ['prepare', 'deploy', 'sign-in', 'portal'],
      preset: null,
      app: { version: '1', electron: '1', platform: 'x' },
    },
    ...Object.entries(inputs).map(([field, value]): JournalEvent => ({
      type: 'input',
      step: 'prepare',
      field,
      value,
    })),
    {
      type: 'facts',
      source: 'x',
      facts: {
        address: telling.host,
        look: {
          host: telling.host,
          port: 443,
          certificate,
          signs: ['server-header'],
          serverHeader: 'wildix-http-server on kerpen-hospital',
          clockSkewMs: 0,
        },
        pin: certificate,
        signedInBy: 'session',
        adminId: telling.adminId,
        serial: telling.serial,
        swSerial: telling.swSerial,
        version: '6.09.20250117.1',
        capabilities: [
          {
            name: 'licence',
            route: 'GET /api/v1/PBX/settings/license',
            status: 200,
            works: true,
            shape: '{total: number}',
          },
        ],
      },
    },
    ...more,
  ];
  const job = foldAll(events.map((event) => ({ at: '2026-06-01T12:00:00.000Z', event })));
  if (!job) throw new Error('no job');
  return job;
}

const now = new Date('2026-06-01T12:00:00.000Z');

describe('a PBX profile', () => {
  it('says what the PBX can do', () => {
    expect(profileOf(jobWith(), now)).toEqual({
      format: 1,
      madeAt: '2026-06-01T12:00:00.000Z',
      version: '6.09.20250117.1',
      model: null,
      certificate: { selfSigned: true, daysValid: 10 },
      signIn: ['session'],
      routes: [
        {
          name: 'licence',
          route: 'GET /api/v1/PBX/settings/license',
          status: 200,
          works: true,
          shape: '{total: number}',
        },
      ],
    } satisfies PbxProfile);
  });

  it('holds no value of the job, though the job holds them all', () => {
    const job = jobWith();
    const profile = profileOf(job, now);
    const text = `${JSON.stringify(profile)} ${profile ? profileName(profile) : ''}`;
    const values = [...Object.values(telling), 'wildixin.com', 'PEM of'];
    expect(values.filter((value) => !JSON.stringify(job).includes(value))).toEqual([]);
    expect(values.filter((value) => text.toLowerCase().includes(value.toLowerCase()))).toEqual([]);
  });

  it('has Basic where the PBX asks for it', () => {
    const preflight = {
      at: '',
      address: '',
      lines: [{ check: 'sign-in' as const, grade: 'pass' as const, reason: 'basic' }],
    };
    const job = jobWith([{ type: 'facts', source: 'x', facts: { preflight } }]);
    expect(profileOf(job, now)?.signIn).toEqual(['session', 'basic']);
  });

  it('is none before the capabilities were read', () => {
    const job = jobWith();
    const { capabilities, ...rest } = job.facts;
    expect(capabilities).toHaveLength(1);
    expect(profileOf({ ...job, facts: rest }, now)).toBeNull();
  });

  it('has a name that is safe on every disk', () => {
    const profile = profileOf(jobWith(), now);
    expect(profile && profileName(profile)).toBe('wms-6.09.20250117.1-20260601-120000');
    expect(ProfileName.safeParse('wms-6.09.20250117.1-20260601-120000').success).toBe(true);
    expect(ProfileName.safeParse('../wms-6-20260601-120000').success).toBe(false);
  });
});

describe('the reference beside it', () => {
  it('loses who it belongs to', () => {
    const text = 'https://Kerpen-Hospital.wildixin.com/api at 10.77.3.21, pbxid=000C29AABBCC, not 10x77x3x21';
    expect(withoutIdentity(text, jobWith())).toBe(
      'https://pbx.invalid/api at pbx.invalid, pbxid=pbx.invalid, not 10x77x3x21',
    );
  });
});

describe('licences bought', () => {
  const licences = [
    { type: 'basic', bought: 5, used: null },
    { type: 'premium', bought: null, used: 3 },
  ];
  it.each([
    ['GET /api/v1/PBX/settings/license', 'pbx'],
    ['the page of the PBX', 'page'],
    ['the portal, by the installer', 'installer'],
  ])('by %s are marked so', (source, by) => {
    const job = jobWith([{ type: 'facts', source, facts: { licences } }]);
    expect(boughtOf(job)).toEqual([{ type: 'basic', count: 5, by }]);
  });
});
