import { defineConfig } from 'vitest/config';

// The config lives in scripts/ to keep the top level short; the root is one up.
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['app/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 20_000,
  },
});
