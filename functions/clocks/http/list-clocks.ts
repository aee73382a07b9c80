import { plusSeconds, type Clock as SystemClock } from '../../kernel/clock.ts';
import { ok } from '../../kernel/result.ts';
import { escalationOwner } from '../../links/follow/assignment.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { Tables } from '../../platform/tables.ts';
import type { clockOperations } from '../contract.ts';
import { readClocks } from '../read-clocks.ts';

export const createListClocks =
  ({
    tables,
    clock,
  }: {
    readonly tables: Tables;
    readonly clock: SystemClock;
  }): HttpHandler<typeof clockOperations.listClocks> =>
  async ({ caller, query: { within, ...asked } }) => {
    const now = clock.now();
    const takesOver = await escalationOwner(tables, caller.org);
    const query = { ...asked, ...(within !== undefined && { upTo: plusSeconds(now, within) }) };
    const page = await readClocks(tables, caller.org, query, { now, escalationOwner: takesOver });
    return page.ok ? ok({ status: 200, json: { ...page.value, items: [...page.value.items] } }) : page;
  };
