import { ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import { nextPage, pageOf } from '../pages.ts';
import { effects, type ProviderReads } from '../provider.ts';
import type { UnbindReading, UnbindState } from '../unbinding.ts';
import { actions, PAGE_SIZE, window } from './actions.ts';
import { type UnbindClient, uinText } from './schema.ts';

/** All of them: the filter gives other numbers to the same states than the rows do, so it is never used to choose. */
const ANY_STATUS = 0;

/** Records of unbindings (`DescribeUnbindClientList`): whoever started one is not told, nor a number of it. */
export function createUnbinds(calls: Calls<null>): Pick<ProviderReads, 'readUnbind' | 'listUnbinds'> {
  return {
    async readUnbind(ref, account) {
      const { stage } = effects.readUnbind;
      const parameters = {
        Status: ANY_STATUS,
        UnbindUin: uinText(account),
        OrderDirection: 'desc',
        ...window(1),
      };
      const read = await calls.read({ ref, action: actions.listUnbinds, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const own = answer.UnbindClientList.map(reading).filter((one) => one.account === account);
      return ok({ unbind: own.toSorted(byNewest)[0] ?? null, receipts });
    },

    /** Oldest first, so that whoever joins does not shift the pages. */
    async listUnbinds(ref, cursor) {
      const page = pageOf(cursor);
      const { stage } = effects.listUnbinds;
      const parameters = { Status: ANY_STATUS, OrderDirection: 'asc', ...window(page) };
      const read = await calls.read({ ref, action: actions.listUnbinds, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const items = answer.UnbindClientList.map(reading);
      return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: answer.TotalCount ?? null, receipts });
    },
  };
}

/** `Status` of a row: 0 in review, 1 unbound, 2 revoked, 3 revoked by the relation, 4 turned down. */
const states: Readonly<Record<string, UnbindState>> = {
  0: 'in_review',
  1: 'released',
  2: 'withdrawn',
  3: 'withdrawn',
  4: 'rejected',
};

function reading({ Uin, Status, ApplyTime, ActionTime }: UnbindClient): UnbindReading {
  return {
    account: Uin,
    reference: null,
    state: states[Status ?? ''] ?? 'unknown',
    word: Status,
    startedBy: 'unknown',
    submittedAt: ApplyTime,
    changedAt: ActionTime,
  };
}

/** By the time of the application; the order of the answer decides among those of one second. */
function byNewest(one: UnbindReading, other: UnbindReading): number {
  const [first, second] = [one.submittedAt ?? '', other.submittedAt ?? ''];
  return first < second ? 1 : first > second ? -1 : 0;
}
