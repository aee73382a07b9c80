import { defineConfig } from 'vitest/config';

/**
 * One runner, projects by what they need: `unit` needs nothing but Node (half a minute); `infra` synthesizes the CDK app;
 * `providers` runs simulators; `engine` starts emulators of its own; `desk` deploys the app once and shares it. They run
 * one after the other, since each alone keeps two cores busy.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['test/unit/**/*.test.ts', 'test/statemachines/**/*.test.ts', 'test/local/**/*.test.ts'],
          // whole courses of a case in memory, on a machine that may be busy
          testTimeout: 30_000,
          // the SDKs are loaded once, not once a file
          isolate: false,
        },
      },
      {
        test: {
          name: 'infra',
          sequence: { groupOrder: 1 },
          include: ['test/infra/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // the templates are synthesized once for all files
          isolate: false,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'providers',
          sequence: { groupOrder: 2 },
          include: ['test/providers/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'engine',
          sequence: { groupOrder: 3 },
          include: ['test/engine/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'desk',
          sequence: { groupOrder: 4 },
          include: ['test/store/**/*.test.ts', 'test/e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          // one worker for all files: the deployed desk and its fault proxy are shared
          isolate: false,
          globalSetup: ['test/support/end-desk.ts'],
          setupFiles: ['test/support/deployed-desk.ts'],
        },
      },
    ],
  },
});
