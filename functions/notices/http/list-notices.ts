import type { Clock } from '../../kernel/clock.ts';
import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { Item } from '../../kernel/write.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readFiltered } from '../../platform/read-page.ts';
import type { Query, Tables } from '../../platform/tables.ts';
import { recordKey } from '../../timeline/index.ts';
import type { noticesRead } from '../contract.ts';
import { mailShape, noticeState, undeliveredOf } from '../mail.ts';
import { viewNotice } from '../view.ts';

export const createListNotices =
  ({
    tables,
    clock,
  }: {
    readonly tables: Tables;
    readonly clock: Clock;
  }): HttpHandler<typeof noticesRead.listNotices> =>
  async ({ caller, query }) => {
    const { subject, status } = query;
    const now = clock.now();
    const keeps = (item: Item) => {
      const state = noticeState(readStored(mailShape, item), now);
      return status === undefined ? subject !== undefined || state !== 'sending' : state === status;
    };
    const page = await readFiltered(tables, listOf(caller.org, subject), query, keeps);
    if (!page.ok) return err(page.error);
    const { items, next } = page.value;
    const shown = items.map((item) => viewNotice(readStored(mailShape, item), now));
    return ok({ status: 200, json: { items: shown, ...(next && { next }) } });
  };

function listOf(org: string, subject: string | undefined): Omit<Query, 'limit'> {
  if (subject !== undefined) return { table: 'desk', pk: recordKey(org, subject).pk, begins: 'MAIL#' };
  return { table: 'desk', index: 'list', pk: undeliveredOf(org), descending: true };
}
