import { defineConfig } from 'playwright/test';

/**
 * Tests of the real app in real windows. Files run side by side, the tests of a file one at a time, save in long files, which say so.
 * No retries: a test that passes the second time has found something. Started by `npm run e2e`, which prepares what `electronLaunch()` gives.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../out/e2e',
  retries: 0,
  // Only a safety net.
  timeout: 300_000,
  // A busy machine is slow, not wrong.
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['line'], ['json', { outputFile: '../out/e2e.json' }]],
  use: { trace: 'retain-on-failure' },
});
