import { defineConfig } from 'vitest/config';

/** Tests of the whole page: a browser against a daemon with real tasks. */
export default defineConfig({
  test: {
    include: ['test/**/*.page.ts'],
    globalSetup: ['test/daemon.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    // As for locators: machines of CI are slow at times.
    expect: { poll: { timeout: 15_000, interval: 100 } },
    // A browser per file; the daemon is shared.
    isolate: false,
  },
});
