import { defineConfig } from 'vitest/config';

/** They start many processes of their own: what ran beside them would wait in vain. */
const CHAOS = 'test/chaos/**/*.test.ts';

const shared = { testTimeout: 30_000, hookTimeout: 30_000, pool: 'forks' as const };

export default defineConfig({
  test: {
    reporters: ['default', './test/skip-reporter.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [CHAOS],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { ...shared, name: 'chaos', include: [CHAOS], maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
