import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The config lives in scripts/ to keep the top level short; the root is one up.
// Tests run in Node; one that needs a page says so in its first line: `// @vitest-environment jsdom`.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['app/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'scripts/**/*.test.{ts,mjs}'],
    environment: 'node',
    // Safety nets: a busy machine is slow, not wrong.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    // Real servers, outages and dead programs are waited for more than worked on: a core bears more than one file.
    maxWorkers: availableParallelism() + 1,
  },
});
