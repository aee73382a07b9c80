import { expect, inject, test } from 'vitest';
import { sharedDesk } from '../support/desk.ts';
import type { Fuzzed } from '../support/fuzz.ts';
import { type FuzzScale, fuzzDesk } from '../support/fuzz-desk.ts';

declare module 'vitest' {
  interface TaskMeta {
    fuzzed?: readonly Fuzzed[];
  }
  interface ProvidedContext {
    /** What `npm run fuzz` asks for. */
    fuzz: FuzzScale;
  }
}

/** Few enough for every run of the tests, and others each time only where the document changes. */
const few: FuzzScale = { seed: 1, examples: 5, others: 0 };

test('requests made from the OpenAPI document are answered as it says, and never with a breakdown', async ({
  task,
}) => {
  const scale = inject('fuzz') ?? few;
  const fuzzed = await fuzzDesk(await sharedDesk(), scale);
  task.meta.fuzzed = fuzzed;
  expect(fuzzed.map(({ findings }) => findings).join('')).toBe('');
  const cases = fuzzed.reduce((sum, one) => sum + one.cases, 0);
  expect(cases).toBeGreaterThan(300);
}, 600_000);
