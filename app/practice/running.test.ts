import { afterEach, expect, it } from 'vitest';
import { tryPractice, type Tried } from './testing';

/** PBXs that have been running for a while when somebody begins to practise on them. */

let tried: Tried;
afterEach(() => tried.end());

async function licences(): Promise<Record<string, unknown>> {
  return (await tried.api('GET', '/PBX/settings/license')).json()['result'] as Record<string, unknown>;
}

it('over-entitlement is activated, and more Premium is used than was bought', async () => {
  tried = await tryPractice({ preset: 'over-entitlement' });
  expect(await licences()).toMatchObject({ activated: true, bought: { premium: 2 }, used: { premium: 49 } });
});

it('big-5000 has 5,000 users less the admin, every share of them, and types that are wrong', async () => {
  tried = await tryPractice({ preset: 'big-5000' });
  const answer = await tried.api('GET', '/PBX/Colleagues?count=6000');
  const { records, total } = (answer.json()['result'] ?? {}) as {
    records: Record<string, string>[];
    total: unknown;
  };
  expect(Number(total)).toBe(5001);
  const park = records.filter(({ role }) => role === 'park_orbit');
  expect(park).toHaveLength(300);
  expect(new Set(park.map(({ licenseType }) => licenseType))).toEqual(new Set(['essential', 'pbxService']));
  expect(records.filter(({ licenseType }) => licenseType === 'xb-business')).toHaveLength(200);
  expect(new Set(records.map(({ extension }) => extension)).size).toBe(5001);
});

it('company-100 has the same shares of 100 users', async () => {
  tried = await tryPractice({ preset: 'company-100' });
  const answer = await tried.api('GET', '/PBX/Colleagues?count=200');
  const { records } = (answer.json()['result'] ?? {}) as { records: Record<string, string>[] };
  expect(records).toHaveLength(101);
  expect(records.filter(({ role }) => role === 'park_orbit')).toHaveLength(6);
  expect(records.filter(({ licenseType }) => licenseType === 'xb-business')).toHaveLength(4);
});
