import { describe, expect, it } from 'vitest';
import type { Tables } from '../../functions/platform/tables.ts';
import { draftTables } from '../../local/seed/drafted-tables.ts';

const key = (sk: string) => ({ pk: 'ORG#org_1#thing', sk });
const write = { table: 'desk', expect: [], refusal: 'version' } as const;

function setup() {
  const get: Tables['get'] = async (_table, { pk, sk }) =>
    sk === 'STORED' ? { pk, sk, colour: 'red', size: 1 } : undefined;
  const getMany: Tables['getMany'] = async (table, keys) => {
    const found = await Promise.all(keys.map((one) => get(table, one)));
    return found.flatMap((item) => item ?? []);
  };
  return draftTables({ get, getMany });
}

describe('a past that is drafted', () => {
  it('leaves each item as the last write left it, as one write that makes it', async () => {
    const { tables, items } = setup();
    await tables.transact([{ ...write, op: 'put', key: key('A'), fields: { colour: 'red', waits: true } }]);
    await tables.transact([{ ...write, op: 'update', key: key('A'), set: { colour: 'blue' }, remove: ['waits'] }]);
    await tables.transact([{ ...write, op: 'put', key: key('B'), fields: {} }]);
    await tables.transact([{ ...write, op: 'delete', key: key('B') }]);
    expect(items()).toEqual([expect.objectContaining({ op: 'put', key: key('A'), fields: { colour: 'blue' } })]);
    expect(await tables.get('desk', key('A'))).toEqual({ ...key('A'), colour: 'blue' });
  });

  it('builds on what is stored already', async () => {
    const { tables } = setup();
    await tables.transact([{ ...write, op: 'update', key: key('STORED'), set: { size: 2 } }]);
    expect(await tables.get('desk', key('STORED'))).toEqual({ ...key('STORED'), colour: 'red', size: 2 });
    expect(await tables.getMany('desk', [key('STORED'), key('NOWHERE')])).toMatchObject([{ colour: 'red', size: 2 }]);
  });
});
