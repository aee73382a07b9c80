import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SheetStep, StepNeed } from '../../../../functions/sheets/run-sheet.ts';
import type { Sheet, Tick } from '../../../../functions/sheets/sheet.ts';
import { type Given, nextStep, reopened, ticked } from '../../../../functions/sheets/tick.ts';
import { factOf } from '../../../../functions/unbinds/sheets/fact-of.ts';
import { type SheetPurpose, sheetPurposes } from '../../../../functions/unbinds/sheets/run-sheet.ts';
import { sheets } from '../../../../functions/unbinds/sheets/tencent-intl/index.ts';

const at = '2026-11-21T02:14:09.000Z';
const before = '2026-11-21T02:00:00.000Z';
const evidence = ['evd_01k9x3m6h7e8ts5c0v9w1y3z5c' as const];

const runOf = (purpose: SheetPurpose) => sheets[purpose][0];
const opened = (purpose: SheetPurpose): Sheet => ({
  org: 'org_1',
  id: 'sht_01k9x3m6h7e8ts5c0v9w1y3z5b',
  record: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a',
  purpose,
  number: 1,
  version: 1,
  operator: 'mem_1',
  openedAt: at,
  ticks: [],
  reopened: [],
  revision: 1,
});

const given: fc.Arbitrary<Given> = fc.record(
  {
    reference: fc.constant('UB-1'),
    time: fc.constantFrom(before, '2026-11-22T00:00:00.000Z'),
    choice: fc.constantFrom('approved', 'refused', 'confirmed', 'rejected', 'unbound', 'migrated', 'nonsense'),
    condition: fc.constant('the account is frozen'),
    evidence: fc.constantFrom([], [...evidence]),
  },
  { requiredKeys: [] },
);

/** What a step asks for and its tick does not say. */
function lacking(step: SheetStep | undefined, tick: Tick): readonly StepNeed[] {
  const said: Readonly<Record<StepNeed, boolean>> = {
    reference: tick.reference !== undefined,
    proof: tick.reference !== undefined || (tick.evidence ?? []).length > 0,
    time: tick.time !== undefined && tick.time <= at,
    condition: tick.condition !== undefined,
    choice: (step?.choices ?? []).some(({ key }) => key === tick.choice),
  };
  return (step?.needs ?? []).filter((need) => !said[need]);
}

test('B03: whatever is ticked, steps are done in their order, each once, and none without what it asks for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sheetPurposes),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), given), { maxLength: 40 }),
      (purpose, tries) => {
        const run = runOf(purpose);
        let sheet = opened(purpose);
        const takenOutOfTurn: number[] = [];
        for (const [number, what] of tries) {
          const next = nextStep(run, sheet)?.number;
          const done = ticked(run, sheet, number, what, 'mem_1', at);
          if (done.ok && next !== number) takenOutOfTurn.push(number);
          if (done.ok) sheet = done.value;
        }
        expect(takenOutOfTurn).toEqual([]);
        expect(sheet.ticks.map(({ step }) => step)).toEqual(sheet.ticks.map((_tick, index) => index + 1));
        expect(sheet.ticks.flatMap((tick) => lacking(run.steps[tick.step - 1], tick))).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});

test('a step that lacks something names each field', () => {
  const refused = ticked(
    runOf('refused'),
    { ...opened('refused'), ticks: [{ step: 1, by: 'mem_1', at }] },
    2,
    {},
    'mem_1',
    at,
  );
  expect(refused).toMatchObject({
    error: { kind: 'invalid_input', errors: [{ field: '/condition' }, { field: '/time' }, { field: '/reference' }] },
  });
});

test('what a sheet says is its choice, with the provider’s number, time and files', () => {
  const run = runOf('completion');
  const ticks = [
    { step: 1, by: 'mem_1', at },
    { step: 2, by: 'mem_1', at, evidence },
    { step: 3, by: 'mem_2', at, reference: 'UB-1', time: before, choice: 'migrated' },
  ];
  expect(factOf(run, { ticks }, at)).toEqual({
    kind: 'migrated',
    observedBy: 'operator',
    at: before,
    seenAt: at,
    by: 'mem_2',
    reference: 'UB-1',
    evidence,
  });
});

test('a look at something every day says nothing of a case', () => {
  const ticks = runOf('daily_look').steps.map(({ number }) => ({ step: number, by: 'mem_1', at }));
  expect(factOf(runOf('daily_look'), { ticks }, at)).toBeUndefined();
});

test('B03: a sheet that is opened again wants its last step once more, and a second person anew', () => {
  const done: Sheet = {
    ...opened('withdrawal'),
    ticks: [1, 2, 3].map((step) => ({ step, by: 'mem_1', at })),
    confirmed: { by: 'mem_2', at },
    doneAt: at,
  };
  const open = reopened(done, 'customer_gone', at);
  expect(nextStep(runOf('withdrawal'), open)?.number).toBe(3);
  expect(open).not.toHaveProperty('confirmed');
  expect(open).not.toHaveProperty('doneAt');
  expect(open.reopened).toMatchObject([{ because: 'customer_gone', tick: { step: 3 } }]);
});
