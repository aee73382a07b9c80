import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../../functions/kernel/clock.ts';
import { err, ok } from '../../../functions/kernel/result.ts';
import { readStored, toStored } from '../../../functions/kernel/stored.ts';
import { createAdoptCustomers } from '../../../functions/links/adoption/adopt-customers.ts';
import { type Adoption, readAdoption } from '../../../functions/links/adoption/adoption.ts';
import { customerLockKey, customerLockShape } from '../../../functions/links/customer-lock.ts';
import { linkShape } from '../../../functions/links/link.ts';
import { dueShards } from '../../../functions/platform/due.ts';
import { capabilitiesOf } from '../../../functions/providers/capabilities.ts';
import { ProviderBusy } from '../../../functions/providers/errors.ts';
import type { Customer, ProviderPort } from '../../../functions/providers/provider.ts';
import { readChecklist } from '../../../functions/verification/index.ts';
import { liveDesk } from '../../support/live-desk.ts';

const start = 'POST /v1/partner-accounts/{accountId}/adoptions';
const vanished = 'POST /v1/links/{linkId}/vanished';

function customer(account: string): Customer {
  const known = { relation: 'resale', standing: 'active', identity: 'verified' } as const;
  const money = { creditLimit: null, creditAvailable: null };
  return { account, name: `Company ${account}`, linkedAt: '2025-03-01T00:00:00.000Z', ...known, ...money, words: {} };
}

/** A desk whose provider lists these accounts. */
async function setup(accounts: readonly string[], total: number | null = accounts.length, pageSize = 100) {
  const desk = await liveDesk();
  const { tables, clock, newId } = desk.deps;
  const provider = { down: false, dieAt: Number.POSITIVE_INFINITY, reads: 0 };
  const listCustomers: ProviderPort['listCustomers'] = async (_ref, cursor) => {
    provider.reads += 1;
    const raw = { code: null, message: 'down' };
    if (provider.down) return err({ kind: 'provider_down', stage: 'verification', raw });
    const from = Number(cursor ?? 0);
    const items = accounts.slice(from, from + pageSize).map(customer);
    const next = from + pageSize < accounts.length ? { next: String(from + pageSize) } : {};
    return ok({ items, total, ...next, receipts: [] });
  };
  let made = 0;
  const mortal = {
    ...tables,
    transact: async (intents: Parameters<typeof tables.transact>[0]) => {
      made += 1;
      if (made === provider.dieAt) throw new Error('killed');
      return tables.transact(intents);
    },
  };
  const work = createAdoptCustomers({
    tables: mortal,
    clock,
    newId,
    portOf: () => ({ listCustomers }),
    capabilitiesOf,
  });
  const account = tables.items('desk', `ORG#${desk.org}#${desk.account.id}`).find(({ sk }) => sk === 'RECORD');
  tables.seed('desk', { ...account, pk: account?.pk ?? '', sk: 'RECORD', credentialsSetAt: clock.now() });
  desk.time.now += 1000;
  const asked = await desk.send(start, {}, { params: { accountId: desk.account.id } });
  const id: string = asked.json.adoption.id;
  const links = () =>
    tables
      .items('desk')
      .filter((item) => item.sk === 'RECORD' && item.pk.includes('#link_'))
      .map((item) => readStored(linkShape, item));
  const step = () => work({ org: desk.org, id });
  const adoption = async (): Promise<Adoption> => {
    const found = await readAdoption(tables, desk.org, id);
    if (!found) throw new Error('no adoption');
    return found;
  };
  return {
    ...desk,
    provider,
    links,
    step,
    adoption,
    checklist: async () => readChecklist(tables, await desk.current()),
    dueAt: (kind: string) =>
      dueShards.flatMap((shard) => tables.items('desk', `DUE#${shard}`)).filter((item) => item['kind'] === kind),
    /** Until it is done, whatever breaks on the way. */
    run: async (): Promise<void> => {
      for (let tries = 0; (await adoption()).status !== 'done'; tries += 1)
        await step().catch((error: unknown) => {
          if (tries > 20) throw error;
        });
    },
  };
}

const many = (count: number, from = 300_000_000_000) => Array.from({ length: count }, (_, at) => String(from + at));

describe('R142: customers that the provider lists already', () => {
  test('500 listed become 500 links, without a request, each to be verified', async () => {
    const { run, adoption, links } = await setup([...many(500), '200098765432']);
    await run();
    const adopted = links().filter(({ origin }) => origin === 'adopted');
    expect(adopted).toHaveLength(500);
    expect(adopted[0]).toMatchObject({
      status: 'active',
      verified: 'unverified',
      readyToProvision: false,
      checklist: 1,
    });
    expect(new Set(adopted.map((link) => link.customer.accountId)).size).toBe(500);
    expect(await adoption()).toMatchObject({
      status: 'done',
      complete: true,
      pages: 6,
      counts: { listed: 501, adopted: 500, known: 1, vanished: 0 },
    });
  });

  test.each([2, 5, 7, 8, 9, 14, 20])('killed at write %i it goes on where it was: every customer once', async (at) => {
    const { run, links, provider } = await setup([...many(14), '200098765432'], 15, 5);
    provider.dieAt = at;
    await run();
    const accounts = links().map((link) => link.customer.accountId);
    expect(accounts).toHaveLength(15);
    expect(new Set(accounts).size).toBe(15);
  });

  test('a customer that is being linked is left to its request, one of the other environment alone', async () => {
    const [first = '', second = '', third = ''] = many(3);
    const { run, adoption, tables, org, links } = await setup([first, second, third, '200098765432']);
    const place = { org, site: 'tencent-intl' };
    const lock = (accountId: string, fields: { environment: 'production' | 'sandbox'; request?: string }) =>
      tables.seed('desk', { ...customerLockKey({ ...place, accountId }), ...toStored(customerLockShape, fields) });
    lock(first, { environment: 'production', request: 'lreq_open' });
    lock(second, { environment: 'sandbox' });
    await run();
    expect((await adoption()).counts).toMatchObject({ adopted: 1, inProgress: 1, otherEnvironment: 1, known: 1 });
    expect(links().map((link) => link.customer.accountId)).toEqual(expect.arrayContaining([third]));
  });

  test('B02: an account of before there were daily looks begins with them, whether its customers were known or not', async () => {
    const { step, dueAt, account } = await setup(['200098765432']);
    const before = dueAt('unbind.daily-look').length;
    await step();
    expect(dueAt('unbind.daily-look').filter(({ id }) => id === account.id)).toHaveLength(before + 1);
  });

  test('the provider being down is no failure of the reading: it asks to be tried again', async () => {
    const { step, adoption, provider, run } = await setup(many(3));
    provider.down = true;
    await expect(step()).rejects.toThrow(ProviderBusy);
    expect(await adoption()).toMatchObject({ status: 'reading', pages: 0 });
    provider.down = false;
    await run();
    expect((await adoption()).counts.adopted).toBe(3);
  });

  test('a customer that a complete list no longer shows is marked, and a person says what became of it', async () => {
    const { run, adoption, current, send, told, checklist } = await setup(many(2));
    await run();
    expect((await adoption()).counts.vanished).toBe(1);
    expect(await current()).toMatchObject({
      // one list is a suspicion: how the link stands is judged by the look that starts at once
      verified: 'effective',
      readyToProvision: false,
      vanished: { as: 'left_unexplained' },
    });
    expect(await checklist()).toMatchObject({ because: 'vanished', items: { visibility: { status: 'pending' } } });
    const said = await send(vanished, { as: 'migrated_away', evidence: 'mail of their finance lead' });
    expect(said).toMatchObject({ status: 200, json: { link: { vanished: { as: 'migrated_away' } } } });
    expect(told().at(-1)).toMatchObject({ type: 'link.vanished_explained', data: { as: 'migrated_away' } });
  });

  test.each([
    ['fewer rows than the provider counts', 3],
    ['no count that could be relied on', null],
  ])('a list that may not be whole (%s) takes nobody for gone', async (_why, total) => {
    const { run, adoption, current } = await setup(many(2), total);
    await run();
    expect(await adoption()).toMatchObject({ complete: false, counts: { vanished: 0 } });
    expect((await current()).verified).toBe('effective');
  });

  test('from then on the list is read again by itself, once however many readings there were', async () => {
    const { run, dueAt, adoption, now } = await setup(many(2));
    await run();
    const next = dueAt('link.adopt').filter((item) => item['id'] !== undefined && String(item['at']) > now());
    expect(next.map((item) => item['at'])).toEqual([plusSeconds((await adoption()).endedAt ?? '', 86_400)]);
  });

  test('an account whose key is not stored can not be read', async () => {
    const desk = await liveDesk();
    const asked = await desk.send(start, {}, { params: { accountId: desk.account.id } });
    expect(asked).toMatchObject({ status: 409, json: { params: { status: 'no_credentials' } } });
  });
});
