import type { Clock } from '../../kernel/clock.ts';
import { ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import { nextPage, pageOf } from '../pages.ts';
import { effects, type ProviderReads } from '../provider.ts';
import { actions, PAGE_SIZE, window } from './actions.ts';
import { createApplications } from './applications.ts';
import { asCustomer } from './customer.ts';
import { createProofs } from './proofs.ts';
import { uinText } from './schema.ts';

type Reads = Pick<
  ProviderReads,
  'readPartnerAccount' | 'listApplications' | 'listCustomers' | 'readCustomer' | 'proveLink'
>;

/** The reads of accounts, applications and customers at Tencent Cloud's China site. */
export function createReads(calls: Calls<null>, clock: Clock): Reads {
  return {
    /** That the list of customers answers shows the key to work; of the account itself nothing is told. */
    async readPartnerAccount(ref) {
      const { stage } = effects.readPartnerAccount;
      const parameters = { Offset: 0, Limit: 1 };
      const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
      return read.ok ? ok({ tier: 'unknown', countries: null, receipts: read.value.receipts }) : read;
    },

    ...createApplications(calls),

    /** Oldest first, so that whoever joins does not shift the pages. */
    async listCustomers(ref, cursor) {
      const page = pageOf(cursor);
      const { stage } = effects.listCustomers;
      const parameters = { ...window(page), OrderDirection: 'ASC' };
      const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const items = answer.AgentClientSet.map((row) => asCustomer(row, null));
      return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: answer.TotalCount ?? null, receipts });
    },

    async readCustomer(ref, account) {
      const { stage } = effects.readCustomer;
      const parameters = { ClientUin: uinText(account), ...window(1) };
      const listed = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
      if (!listed.ok) return listed;
      const { receipts } = listed.value;
      const row = listed.value.answer.AgentClientSet.find(({ ClientUin }) => ClientUin === account);
      if (!row) return ok({ customer: null, receipts });
      const balance = await calls.read({ ref, action: actions.readBalance, parameters: { ClientUin: account }, stage });
      // What the list told remains where the balance is refused: not every customer's has to be shown to its partner.
      if (!balance.ok) return isRefused(balance.error) ? ok({ customer: asCustomer(row, null), receipts }) : balance;
      const { answer } = balance.value;
      return ok({ customer: asCustomer(row, answer.Balance), receipts: [...receipts, ...balance.value.receipts] });
    },

    proveLink: createProofs(calls, clock),
  };
}

function isRefused({ kind }: ReadFailure): boolean {
  return kind === 'refused' || kind === 'not_allowlisted';
}
