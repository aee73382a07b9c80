import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../../functions/kernel/result.ts';
import { change } from '../../../functions/platform/change.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const key = { pk: 'COUNT', sk: 'COUNT' };

/** Adds one unless the count has reached its limit. */
function setup(limit: number) {
  const tables = memoryTables();
  tables.seed('desk', { ...key, count: 0 });
  const addOne = (through = tables) =>
    change(
      through,
      async () => Number((await through.get('desk', key))?.['count']),
      (count) => {
        if (count >= limit) return err({ kind: 'full' as const });
        const set = { count: count + 1 };
        const expect = [{ count: { eq: count } }];
        return ok({
          intents: [{ op: 'update', table: 'desk', key, set, expect, refusal: 'version' }],
          value: count + 1,
        });
      },
    );
  return { tables, addOne };
}

describe('a change', () => {
  test('that many want at once happens as often as its rule allows, and the others hear the rule’s answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 9 }),
        fc.nat({ max: 9 }),
        async (scheduler, many, limit) => {
          const { tables, addOne } = setup(limit);
          const get = scheduler.scheduleFunction((...args: Parameters<typeof tables.get>) => tables.get(...args));
          const transact = scheduler.scheduleFunction((...args: Parameters<typeof tables.transact>) =>
            tables.transact(...args),
          );
          const all = Promise.all(Array.from({ length: many }, () => addOne({ ...tables, get, transact })));
          await scheduler.waitFor(all);
          const answers = await all;
          const done = Math.min(many, limit);
          expect(answers.flatMap((answer) => (answer.ok ? [answer.value] : [])).toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: done }, (_, at) => at + 1),
          );
          expect(tables.items('desk')).toMatchObject([{ count: done }]);
        },
      ),
    );
  });

  test('is tried again when it lost a race, whatever it was refused for that reading again can mend', async () => {
    const { tables, addOne } = setup(9);
    tables.refuseNext('version');
    expect(await addOne()).toEqual({ ok: true, value: 1 });
  });

  test('comes back with a refusal that reading again can not mend', async () => {
    const { tables } = setup(9);
    const intent = {
      op: 'put',
      table: 'desk',
      key,
      fields: {},
      expect: [{ pk: { absent: true } }],
      refusal: 'lock',
    } as const;
    const refused = await change(
      tables,
      async () => 0,
      () => ok({ intents: [intent], value: 0 }),
    );
    expect(refused).toMatchObject({ ok: false, error: { reason: 'lock', found: { count: 0 } } });
  });

  test('that writes nothing answers without a transaction', async () => {
    const { tables } = setup(9);
    expect(
      await change(
        tables,
        async () => 7,
        (found) => ok({ intents: [], value: found }),
      ),
    ).toEqual({ ok: true, value: 7 });
    expect(tables.calls).toEqual([]);
  });

  test('that never comes through breaks loudly instead of going on for ever', async () => {
    const { tables } = setup(9);
    const never = { op: 'check', table: 'desk', key, expect: [{ count: { eq: 99 } }], refusal: 'version' } as const;
    const tried = change(
      tables,
      async () => 0,
      () => ok({ intents: [never], value: 0 }),
    );
    await expect(tried).rejects.toThrow('lost 25 races');
  });
});
