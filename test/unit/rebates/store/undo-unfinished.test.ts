import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rebate } from '../../../../functions/rebates/rebate.ts';
import { applyPlan } from '../../../../functions/rebates/sync/apply-plan.ts';
import { finishSync } from '../../../../functions/rebates/sync/finish-sync.ts';
import { readSync, syncSequence } from '../../../../functions/rebates/sync/sync-sequence.ts';
import { transition } from '../../../../functions/sequence/transition.ts';
import { rebateDesk, rebateOf } from '../../../support/rebate-desk.ts';

const NEVER = '2999-01-01T00:00:00.000Z';

/** A desk on which a sync has failed after it had applied the first of its transactions. */
async function setup(before: readonly Rebate[], failing: readonly Rebate[], transactions = 1) {
  const desk = await rebateDesk();
  const rebates = () => desk.tables.items('desk').filter(({ pk }) => /#REBATES?#/.test(pk));
  await desk.night({ '2026-10': before });
  const untouched = rebates();
  desk.pass(1);
  const sync = await desk.planned({ '2026-10': failing });
  let left = transactions;
  const dying: typeof desk.tables = {
    ...desk.tables,
    transact: async (intents) => {
      left -= 1;
      if (left < 0) throw new Error('died');
      return desk.tables.transact(intents);
    },
  };
  if (sync.status === 'applying') await applyPlan({ ...desk.deps, tables: dying }, sync, NEVER).catch(() => 'died');
  const record = (await readSync(desk.tables, desk.org, sync.id)) ?? sync;
  const step = { to: 'failed', actor: { kind: 'desk', part: 'test' }, at: desk.deps.clock.now() } as const;
  await desk.tables.transact(transition(syncSequence, record, step, desk.deps.newId).intents);
  desk.pass(1);
  return { ...desk, failed: sync.id, rebates, untouched };
}

const lines = (amount: string, count = 120) =>
  Array.from({ length: count }, (_, index) => rebateOf(`R-${String(index).padStart(3, '0')}`, { amount }));

describe('what a sync that failed half way has left', () => {
  test('is taken back by the next one, although that finds nothing new', async () => {
    const { planned, deps, tables, org, rebates, untouched } = await setup(lines('1'), lines('2').slice(20));
    expect(rebates()).not.toEqual(untouched);
    const sync = await planned({ '2026-10': lines('1') });
    const going = await finishSync(deps, sync);
    expect(going?.status).toBe('applying');
    expect(await applyPlan(deps, going ?? sync, NEVER)).toBe('done');
    expect(rebates()).toEqual(untouched);
    const applied = (await readSync(tables, org, sync.id)) ?? sync;
    expect(await finishSync(deps, applied)).toMatchObject({ status: 'completed', periods: [{ state: 'unchanged' }] });
  });

  test('is not looked at again once a sync has completed', async () => {
    const { night, pass, tables, failed } = await setup(lines('1'), lines('2'));
    await night({ '2026-10': lines('3') });
    pass(1);
    tables.calls.splice(0);
    await night({ '2026-10': lines('4') });
    expect(JSON.stringify(tables.calls)).not.toContain(`${failed}"`);
  });

  test('never stays in the table or in the history, wherever it failed and whatever comes next', async () => {
    const line = fc.record({
      id: fc.integer({ min: 0, max: 150 }).map((n) => `R-${n}`),
      amount: fc.constantFrom('1', '2', '3'),
    });
    const some = fc.uniqueArray(line, { maxLength: 130, selector: ({ id }) => id });
    const of = (all: readonly { id: string; amount: string }[]) =>
      all.map(({ id, amount }) => rebateOf(id, { amount }));
    await fc.assert(
      fc.asyncProperty(some, some, some, fc.nat({ max: 3 }), async (before, failing, next, transactions) => {
        const desk = await setup(of(before), of(failing), transactions);
        const plain = await rebateDesk();
        await plain.night({ '2026-10': of(before) });
        const sync = await desk.planned({ '2026-10': of(next) });
        const going = sync.status === 'applying' ? sync : await finishSync(desk.deps, sync);
        if (going?.status === 'applying') await desk.apply(going);
        const known = desk.rebates().map(({ sk, amount, change }) => [sk.replace(/#rsy.*/, ''), amount, change]);
        plain.pass(2);
        await plain.night({ '2026-10': of(next) });
        const wanted = plain.tables.items('desk').filter(({ pk }) => /#REBATES?#/.test(pk));
        expect(known).toEqual(wanted.map(({ sk, amount, change }) => [sk.replace(/#rsy.*/, ''), amount, change]));
      }),
      { numRuns: 25 },
    );
  });
});
