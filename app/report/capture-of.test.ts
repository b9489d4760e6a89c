import { describe, expect, it } from 'vitest';
import { captureOfReport } from './capture-of';
import { reportOf } from './report-of';
import { sampleJob } from './sample.fixture';

const at = '2026-01-05T12:00:00.000Z';

describe('a report as the source of what the old PBX was', () => {
  it('tells what it says of its PBX, and of when', () => {
    const job = sampleJob();
    const report = reportOf(job, { at, journalHash: 'a'.repeat(64) });
    const told = captureOfReport(JSON.stringify(report));
    expect(told).toMatchObject({ at, job: job.id });
    expect(told?.values).toMatchObject({
      name: report.pbx.name,
      version: report.pbx.versionAfter,
      serial: report.pbx.serial,
      swSerial: report.pbx.swSerial,
    });
    const users = report.licences.types.reduce(
      (sum, one) => sum + (one.usersAfter ?? one.usersBefore ?? 0),
      0,
    );
    expect(users).toBeGreaterThan(0);
    expect(told?.values.userCount).toBe(users);
  });

  it('is none where the text is another file', () => {
    for (const text of ['', '%PDF-1.7', '{}', '[1]', JSON.stringify({ format: 1, pbx: {} })])
      expect(captureOfReport(text)).toBeNull();
  });
});
