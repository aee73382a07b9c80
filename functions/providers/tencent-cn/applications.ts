import type { Instant } from '../../kernel/clock.ts';
import { decodeCursor, encodeCursor } from '../../kernel/paging.ts';
import { InvariantBroken, ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import { type Application, effects, type PartnerAccountRef, type ProviderReads } from '../provider.ts';
import { actions, PAGE_SIZE, window } from './actions.ts';
import type { AgentClient, AuditedClient } from './schema.ts';

const { stage } = effects.listApplications;

/**
 * Who waits, be it for us or for Tencent Cloud, and after them who has been associated since then: an application leaves
 * the first list when it is decided, and only the second one tells how. Two lists have no total.
 */
export function createApplications(calls: Calls<null>): Pick<ProviderReads, 'listApplications'> {
  return {
    listApplications: (ref, since, cursor) => {
      const { list, page } = placeOf(cursor);
      return list === 'waiting' ? waiting(calls, ref, page) : associated(calls, ref, page, since);
    },
  };
}

/** Oldest first, so that whoever joins does not shift the pages. */
async function waiting(calls: Calls<null>, ref: PartnerAccountRef, page: number) {
  const parameters = { ...window(page), OrderDirection: 'ASC' };
  const read = await calls.read({ ref, action: actions.listApplications, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const items = answer.AgentClientSet.map(ofApplicant);
  const next = items.length < PAGE_SIZE ? cursorOf('associated', 1) : cursorOf('waiting', page + 1);
  return ok({ items, next, total: null, receipts });
}

/** Newest first, up to the first one that is older. */
async function associated(calls: Calls<null>, ref: PartnerAccountRef, page: number, since: Instant) {
  const parameters = { ...window(page), OrderDirection: 'DESC' };
  const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const rows = answer.AgentClientSet;
  const items = rows.filter(({ AgentTime }) => AgentTime !== null && AgentTime >= since).map(ofCustomer);
  const isLast = rows.length < PAGE_SIZE || items.length < rows.length;
  return ok({ items, ...(!isLast && { next: cursorOf('associated', page + 1) }), total: null, receipts });
}

/** `Status` 1 waits for us; 2 (Tencent Cloud's audit) and 4 (its channel's approval) for Tencent Cloud. */
const states: Readonly<Record<string, Application['state']>> = {
  1: 'awaiting_decision',
  2: 'awaiting_provider',
  4: 'awaiting_provider',
};

function ofApplicant({ ClientUin, ClientName, ApplyTime, Status }: AgentClient): Application {
  const state = states[Status ?? ''] ?? 'unknown';
  return { account: ClientUin, name: ClientName, registration: null, appliedAt: ApplyTime, state, word: Status };
}

function ofCustomer({ ClientUin, ClientName, AgentTime }: AuditedClient): Application {
  const told = { registration: null, appliedAt: AgentTime, word: null };
  return { account: ClientUin, name: ClientName, state: 'associated', ...told };
}

type List = 'waiting' | 'associated';

function cursorOf(list: List, page: number): string {
  return encodeCursor([list, String(page)]);
}

/** @throws InvariantBroken for a cursor that this list did not give */
function placeOf(cursor: string | undefined): { readonly list: List; readonly page: number } {
  if (cursor === undefined) return { list: 'waiting', page: 1 };
  const parts = decodeCursor(cursor);
  const [list, number] = parts.ok ? parts.value : [];
  const page = Number(number);
  if ((list !== 'waiting' && list !== 'associated') || !Number.isSafeInteger(page) || page < 1)
    throw new InvariantBroken('a cursor that this list did not give');
  return { list, page };
}
