import { describe, expect, it } from 'vitest';
import type { AddressLook, Certificate } from './pbx';
import {
  countGrades,
  gradePreflight,
  gradeVendor,
  nothingSeen,
  Preflight,
  warningOf,
  type PreflightLine,
  type PreflightSeen,
} from './preflight';

const now = new Date('2026-06-01T12:00:00Z');
const address = { host: '192.0.2.7', port: 443 };

function certificate(over: Partial<Certificate> = {}): Certificate {
  return {
    fingerprint256: 'AA',
    subject: 'CN=pbx',
    issuer: 'CN=pbx',
    altNames: '',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-06-01T12:00:00.000Z',
    selfSigned: true,
    trusted: false,
    pem: '',
    ...over,
  };
}

function seen(over: Partial<AddressLook> = {}, shown = certificate()): PreflightSeen {
  const look: AddressLook = {
    ...address,
    certificate: shown,
    signs: ['api-envelope'],
    serverHeader: null,
    clockSkewMs: 1_000,
    ...over,
  };
  return {
    name: null,
    tcp: { ok: true, value: 3 },
    certificate: { ok: true, value: shown },
    look: { ok: true, value: look },
    anonymous: { ok: true, value: { version: null, asksForBasic: true } },
  };
}

function graded(what: PreflightSeen, check: string, at: typeof address | null = address): string {
  const found = gradePreflight('192.0.2.7', at, what, now).find((one) => one.check === check);
  return found ? `${found.grade} ${found.reason}` : 'no such line';
}

const refused = { ok: false, error: { code: 'refused', retry: true } } as const;

describe('the pre-flight of a new PBX', () => {
  it('grades each line', () => {
    const lines = gradePreflight('192.0.2.7', address, seen(), now);
    expect(lines.map(({ check, grade, reason }) => `${check}: ${grade} ${reason}`)).toEqual([
      'address: pass is-one',
      'name: not-run is-ip',
      'tcp: pass connects',
      'tls: pass speaks',
      'certificate: warn self-signed',
      'wms: pass is-one',
      'clock: pass agrees',
      'version: not-run not-told',
      'space: not-run not-told',
      'sign-in: pass basic',
    ]);
    expect(countGrades(lines)).toEqual({ passed: 6, warned: 1, failed: 0 });
    expect(Preflight.parse({ at: now.toISOString(), address: '192.0.2.7', lines }).lines).toEqual(lines);
  });
});

describe('what comes after a failure', () => {
  it.each<[string, PreflightSeen, string]>([
    ['name', { ...nothingSeen, name: refused }, 'tcp'],
    ['tcp', { ...nothingSeen, tcp: refused }, 'tls'],
    ['tls', { ...nothingSeen, tcp: { ok: true, value: 1 }, certificate: refused }, 'certificate'],
    ['wms', { ...seen(), look: refused, anonymous: null }, 'clock'],
  ])('%s fails, the rest is not run', (check, what, next) => {
    expect(graded(what, check)).toBe('fail error');
    expect(graded(what, next)).toBe('not-run not-reached');
  });

  it('is not run when what was typed is no address', () => {
    const lines = gradePreflight('http://x', null, nothingSeen, now);
    expect(lines[0]).toMatchObject({ grade: 'fail', reason: 'is-none' });
    expect(lines.slice(1).every(({ grade }) => grade === 'not-run')).toBe(true);
    expect(gradePreflight(' ', null, nothingSeen, now)[0]?.reason).toBe('none');
  });
});

describe('the certificate', () => {
  it.each<[string, Partial<Certificate>]>([
    ['pass trusted', { trusted: true, selfSigned: false }],
    ['warn not-trusted', { selfSigned: false }],
    ['warn expires-soon', { trusted: true, validTo: '2026-07-01T12:00:00.000Z' }],
    ['pass trusted', { trusted: true, validTo: '2026-07-02T12:00:00.000Z' }],
    ['fail expired', { validTo: '2026-06-01T11:59:59.000Z' }],
    ['fail not-yet', { validFrom: '2026-06-01T12:00:01.000Z' }],
  ])('%s', (grade, over) => {
    expect(graded(seen({}, certificate(over)), 'certificate')).toBe(grade);
  });
});

describe('what else is seen', () => {
  it.each<[string, string, PreflightSeen]>([
    ['wms', 'fail not-one', seen({ signs: [] })],
    ['clock', 'pass agrees', seen({ clockSkewMs: -60_000 })],
    ['clock', 'warn differs', seen({ clockSkewMs: -60_001 })],
    ['clock', 'not-run not-told', seen({ clockSkewMs: null })],
    [
      'version',
      'pass told',
      { ...seen(), anonymous: { ok: true, value: { version: '6.09', asksForBasic: null } } },
    ],
    [
      'sign-in',
      'not-run not-seen',
      { ...seen(), anonymous: { ok: true, value: { version: '6.09', asksForBasic: null } } },
    ],
    [
      'sign-in',
      'warn no-basic',
      { ...seen(), anonymous: { ok: true, value: { version: null, asksForBasic: false } } },
    ],
    ['name', 'pass resolves', { ...seen(), name: { ok: true, value: ['192.0.2.7'] } }],
  ])('%s: %s', (check, grade, what) => {
    expect(graded(what, check)).toBe(grade);
  });
});

describe('warnings to be accepted', () => {
  const line = (over: Partial<PreflightLine>): PreflightLine => ({
    check: 'clock',
    grade: 'warn',
    reason: 'differs',
    ...over,
  });

  it('are those that nothing else asks for', () => {
    expect(warningOf(line({ params: { seconds: 90 } }))).toEqual({
      code: 'warn.clock-skew',
      params: { seconds: 90 },
    });
    expect(warningOf(line({ check: 'certificate', reason: 'self-signed' }))).toBeNull();
    expect(warningOf(line({ check: 'certificate', reason: 'expires-soon', params: { days: 3 } }))).toEqual({
      code: 'warn.certificate-expires',
      params: { days: 3 },
    });
    expect(warningOf(line({ grade: 'pass', reason: 'agrees' }))).toBeNull();
  });

  it('name the host that is not reached', () => {
    const [reached, away] = gradeVendor([
      { host: 'a.example', reached: { ok: true, value: 4 } },
      { host: 'b.example', reached: refused },
    ]);
    expect(reached && warningOf(reached)).toBeNull();
    expect(away && warningOf(away)).toEqual({
      code: 'warn.vendor-unreachable',
      params: { host: 'b.example' },
    });
  });
});
