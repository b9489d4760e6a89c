import { describe, expect, it } from 'vitest';
import {
  captureFields,
  captureText,
  merge,
  missingIn,
  otherSerial,
  withOrigin,
  withoutOrigin,
  type CaptureValues,
} from './capture';
import { Capture, type Origin } from './facts';

function told(origin: Origin, values: CaptureValues): Capture {
  return withOrigin(values, { origin, at: '2026-01-02T00:00:00Z', source: `from ${origin}` });
}

describe('what is known of the old PBX', () => {
  it('has a value for what was told and none for what was not', () => {
    const capture = told('read', { version: '4.03.44842.11', name: null, types: [] });
    expect(Object.keys(capture)).toEqual(['version', 'types']);
    expect(missingIn(capture)).toEqual(
      captureFields.filter((field) => field !== 'version' && field !== 'types'),
    );
    expect(Capture.parse(capture)).toEqual(capture);
  });

  it('gives way only to a source as good or better', () => {
    const read = told('read', { version: '4.03.44842.11' });
    expect(merge(read, told('typed', { version: '3.88.44120.31', name: 'acme' }))).toEqual({
      ...read,
      ...told('typed', { name: 'acme' }),
    });
    for (const origin of ['typed', 'report-file', 'earlier-job'] as const)
      expect(merge(told(origin, { version: '1' }), read).version).toEqual(read.version);
    const again = told('read', { version: '4.03.44842.12' });
    expect(merge(read, again).version?.value).toBe('4.03.44842.12');
  });

  it('forgets what was typed and is typed no more, and nothing else', () => {
    const both = merge(told('typed', { name: 'acme' }), told('earlier-job', { serial: '0011' }));
    expect(withoutOrigin(both, 'typed')).toEqual(told('earlier-job', { serial: '0011' }));
  });

  it('is of one PBX: two sources that name other serials contradict each other', () => {
    const read = told('read', { swSerial: '5F:01', serial: '0011' });
    expect(otherSerial(read, told('report-file', { swSerial: '5f02' }))).toEqual({
      known: '5F:01',
      found: '5f02',
    });
    expect(otherSerial(read, told('earlier-job', { swSerial: '5f01' }))).toBeNull();
    expect(otherSerial(read, told('earlier-job', { serial: '0012' }))).toEqual({
      known: '0011',
      found: '0012',
    });
    expect(otherSerial(told('typed', { serial: '1' }), told('typed', { serial: '2' }))).toBeNull();
  });

  it('is said in one line each', () => {
    const capture = told('read', {
      name: 'acme',
      licences: [
        { type: 'premium', bought: 8, used: 3 },
        { type: 'xb-business', bought: null, used: null },
      ],
      types: [],
      users: [['101', 'Ada', 'basic']],
      devices: [['101', ['Phone']]],
    });
    const lines = (['name', 'licences', 'types', 'users', 'devices', 'version'] as const).map((field) =>
      captureText(capture, field),
    );
    expect(lines).toEqual(['acme', 'Premium 8, xb-business –', '–', '1', '1', '']);
  });
});
