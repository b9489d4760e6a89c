// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { fingerprintGroups, formatAgo, formatDuration, formatElapsed, shortFingerprint } from './format';

test('a running clock keeps its width', () => {
  expect([0, 5_000, 65_000, 3_605_000].map(formatElapsed)).toEqual(['0:00', '0:05', '1:05', '1:00:05']);
  expect(formatElapsed(-5)).toBe('0:00');
});

test('a length of time is told in its two greatest units', () => {
  expect(formatDuration(83)).toBe('1 min 23 sec');
  expect(formatDuration(-3661)).toBe('1 hr 1 min');
  expect(formatDuration(0)).toBe('0 sec');
});

test('how long ago', () => {
  const now = Date.parse('2026-01-05T12:00:00Z');
  expect(formatAgo('2026-01-05T11:58:59Z', now)).toBe('1 minute ago');
  expect(formatAgo('2026-01-04T09:00:00Z', now)).toBe('yesterday');
  expect(formatAgo('2026-01-05T12:00:30Z', now)).toBe('now');
});

test('a fingerprint is grouped and shortened without losing its ends', () => {
  const sha256 = Array.from({ length: 32 }, (_, place) => place.toString(16).padStart(2, '0')).join(':');
  expect(fingerprintGroups(sha256)).toHaveLength(8);
  expect(fingerprintGroups(sha256).join(':')).toBe(sha256);
  expect(shortFingerprint(sha256)).toBe('00:01:02:03 … 1c:1d:1e:1f');
});
