import { defineConfig } from 'vitest/config';

/** One runner, projects by what they need: `unit` needs nothing but Node; the others need the local cloud. */
export default defineConfig({
  test: {
    projects: [{ test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/http/**/*.test.ts'] } }],
  },
});
