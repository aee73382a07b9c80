import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { Tables } from '../../../platform/tables.ts';
import { readUnbind } from '../../change-unbind.ts';
import type { moneyRead } from '../contract.ts';
import { readMoney } from '../unbind-money.ts';
import { viewMoney } from '../view.ts';

export const createGetUnbindMoney =
  ({ tables }: { readonly tables: Tables }): HttpHandler<typeof moneyRead.getUnbindMoney> =>
  async ({ caller, params }) => {
    const [record, money] = await Promise.all([
      readUnbind(tables, caller.org, params.unbindId),
      readMoney(tables, caller.org, params.unbindId),
    ]);
    if (!record) return err({ kind: 'not_found', params: { what: 'unbind' } });
    return ok({ status: 200, json: { money: viewMoney(record, money) } });
  };
