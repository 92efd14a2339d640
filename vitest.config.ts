import { defineConfig } from 'vitest/config';

const PURE = 'notes,content,search,chapters,exercises,replays';
const CONTENT = `test/{${PURE}}/**/*.test.ts`;

export default defineConfig({
  test: {
    // A blocking loop stops the whole thread: each file gets a process of its own.
    pool: 'forks',
    maxWorkers: 2,
    includeTaskLocation: true,
    silent: 'passed-only', // what they print is on the tests page
    setupFiles: ['./test/deadline.ts'],
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'loop',
          include: ['test/**/*.test.ts'],
          exclude: ['test/site/**', CONTENT],
          setupFiles: ['./test/deadline.ts', './test/coverage.ts'],
          // By Node itself, not by vite: positions in the code are those in the source.
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
      {
        extends: true,
        test: {
          name: 'content',
          include: [CONTENT],
          isolate: false, // no loop runs there, and one compiler does for all
          testTimeout: 20_000, // they compile and zip, on machines that others use too
        },
      },
      {
        extends: true,
        test: {
          name: 'site',
          include: ['test/site/**/*.test.ts'],
          globalSetup: ['./test/site/serve.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
