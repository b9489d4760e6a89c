import { describe, expect, it } from 'vitest';
import { addUp, lastLine, playwrightCounts, vitestCounts } from './tally.mjs';

const unitReport = (files, passed, failed) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: files,
});

describe('the tally of npm test', () => {
  it('names skipped tests only when there are any', () => {
    expect(lastLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(lastLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });

  it('adds up the phases', () => {
    const one = { passed: 1, failed: 0, skipped: 0 };
    expect(addUp([one, { passed: 5, failed: 2, skipped: 1 }, one])).toEqual({
      passed: 7,
      failed: 2,
      skipped: 1,
    });
  });

  it('counts a test file that does not load as a failure', () => {
    const dead = { status: 'failed', assertionResults: [] };
    const red = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(vitestCounts(unitReport([dead, red], 4, 1), 1)).toEqual({ passed: 4, failed: 2, skipped: 0 });
  });

  it('believes the exit code when no test failed, and a missing report never passes', () => {
    expect(vitestCounts(unitReport([], 4, 0), 1).failed).toBe(1);
    expect(vitestCounts(undefined, 0).failed).toBe(1);
    expect(playwrightCounts(undefined, 0).failed).toBe(1);
  });

  it('counts a flaky test as failed', () => {
    const stats = { expected: 6, unexpected: 1, flaky: 2, skipped: 3 };
    expect(playwrightCounts({ stats }, 1)).toEqual({ passed: 6, failed: 3, skipped: 3 });
  });
});
