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

/** Few enough for every run of the tests. */
const few: FuzzScale = { seed: 1, examples: 4, others: 0, minutes: 9 };
const scale = inject('fuzz') ?? few;

test(
  'requests made from the OpenAPI document are answered as it says, and never with a breakdown',
  async ({ task, signal }) => {
    const fuzzed = await fuzzDesk(await sharedDesk(), scale, signal);
    task.meta.fuzzed = fuzzed;
    expect(fuzzed.map(({ findings }) => findings).join('')).toBe('');
    expect(fuzzed.reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThan(300);
  },
  scale.minutes * 60_000,
);
