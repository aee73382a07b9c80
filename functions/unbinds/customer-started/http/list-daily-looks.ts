import { err, ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { readFiltered } from '../../../platform/read-page.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import type { customerStartedRead } from '../contract.ts';
import { dailyLookShape, dailyLooksOf } from '../daily-look.ts';
import { viewDailyLook } from '../view.ts';

export const createListDailyLooks =
  ({ tables }: Pick<UnbindReadDeps, 'tables'>): HttpHandler<typeof customerStartedRead.listDailyLooks> =>
  async ({ caller, query }) => {
    const list = { table: 'desk', index: 'list', pk: dailyLooksOf(caller.org) } as const;
    const page = await readFiltered(tables, list, query, (item) => {
      const isOpen = readStored(dailyLookShape, item).doneAt === undefined;
      return query.open === undefined || String(isOpen) === query.open;
    });
    if (!page.ok) return err(page.error);
    const items = page.value.items.map((item) => viewDailyLook(readStored(dailyLookShape, item)));
    return ok({ status: 200, json: { items, ...(page.value.next && { next: page.value.next }) } });
  };
