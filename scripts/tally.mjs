// Counting for `npm test`: `{ passed, failed, skipped }` from what each tool reports.

/** Sums counts. */
export function addUp(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The last line of `npm test`: `N passed, N failed`, and `, N skipped` if any. */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

/** Counts of vitest's JSON report (undefined: it wrote none) and its exit code. */
export function vitestCounts(report, exitCode) {
  if (!report) return believe({ passed: 0, failed: 0, skipped: 0 }, exitCode || 1);
  // A file that does not even load has no tests that could fail.
  const dead = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + dead.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return believe(counts, exitCode);
}

/** Counts of Playwright's JSON report (undefined: it wrote none) and its exit code. A flaky test is a failed one. */
export function playwrightCounts(report, exitCode) {
  if (!report) return believe({ passed: 0, failed: 0, skipped: 0 }, exitCode || 1);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return believe({ passed: expected, failed: unexpected + flaky, skipped }, exitCode);
}

/** A tool that ended badly although no test failed (nothing found, an error outside the tests) is one failure. */
function believe(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
