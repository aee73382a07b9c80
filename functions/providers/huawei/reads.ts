import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import { nextPage, pageOf } from '../pages.ts';
import { effects, type IdentifierKind, type PartnerAccountRef, type ProviderReads } from '../provider.ts';
import { actions, PAGE_SIZE, type Wire } from './actions.ts';
import { asCustomer, findCustomer, onBehalf, RESALE } from './customer.ts';
import { saysNotOurs } from './errors.ts';
import { createProofs } from './proofs.ts';
import { type BudgetRecord, wireTime } from './schema.ts';

type Reads = Pick<
  ProviderReads,
  | 'readPartnerAccount'
  | 'checkIdentifier'
  | 'listApplications'
  | 'listCustomers'
  | 'readCustomer'
  | 'readUnbind'
  | 'proveLink'
>;

/** `search_type` of CheckUserIdentity: an id can't be looked up. */
const searchTypes: Readonly<Partial<Record<IdentifierKind, string>>> = {
  account_name: 'name',
  email: 'email',
  mobile: 'mobile',
};

/** The reads of accounts and customers at Huawei Cloud's international site. */
export function createReads(calls: Calls<Wire>): Reads {
  return {
    /** Whoever has second-tier resellers is a distributor; who has none may be either, and is not told. */
    async readPartnerAccount(ref) {
      const { stage } = effects.readPartnerAccount;
      const quota = await calls.read({ ref, action: actions.readQuota, parameters: {}, stage });
      if (!quota.ok) return quota;
      const { receipts } = quota.value;
      const action = actions.listSecondLevel;
      const below = await calls.read({ ref, action, parameters: { offset: 0, limit: 1 }, stage });
      if (!below.ok) {
        if (!isDenied(below.error)) return below;
        const { requestId = null } = below.error.raw;
        return ok({ tier: 'unknown', countries: null, receipts: [...receipts, { action: action.name, requestId }] });
      }
      const tier = below.value.answer.count > 0 ? 'distributor' : 'unknown';
      return ok({ tier, countries: null, receipts: [...receipts, ...below.value.receipts] });
    },

    async checkIdentifier(ref, kind, value) {
      const { stage } = effects.checkIdentifier;
      const search_type = searchTypes[kind];
      if (search_type === undefined) throw new InvariantBroken(`huawei-intl can not look up an ${kind}`);
      const parameters = { search_type, search_value: value };
      const read = await calls.read({ ref, action: actions.checkIdentity, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      return ok({ taken: answer.check_result === 'used_by_user', receipts });
    },

    /** Named by account name, which is what a customer is asked for; a name that was verified may come later. */
    async listApplications(ref, since, cursor) {
      const { stage } = effects.listApplications;
      const page = await pageOfCustomers(ref, stage, cursor, { associated_on_begin: wireTime(since) });
      if (!page.ok) return page;
      const items = page.value.items.map((row) => ({
        account: row.customer_id,
        name: row.account_name,
        registration: null,
        appliedAt: row.associated_on,
        state: 'associated' as const,
        word: null,
      }));
      return ok({ ...page.value, items });
    },

    async listCustomers(ref, cursor) {
      const page = await pageOfCustomers(ref, effects.listCustomers.stage, cursor);
      if (!page.ok) return page;
      return ok({ ...page.value, items: page.value.items.map((row) => asCustomer(row, undefined)) });
    },

    async readCustomer(ref, account) {
      const { stage } = effects.readCustomer;
      const found = await findCustomer(calls, ref, account, stage);
      if (!found.ok) return found;
      const { row, receipts } = found.value;
      if (!row) return ok({ customer: null, receipts });
      // Budgets go with resale.
      if (row.association_type !== RESALE) return ok({ customer: asCustomer(row, undefined), receipts });
      const parameters = { customer_id: account, ...onBehalf(ref) };
      const asked = await calls.read({ ref, action: actions.readBudget, parameters, stage });
      // It may have left in between; what the list told remains.
      if (!asked.ok)
        return saysNotOurs(asked.error.raw.code) ? ok({ customer: asCustomer(row, undefined), receipts }) : asked;
      return ok({ customer: asCustomer(row, asked.value.answer), receipts: [...receipts, ...asked.value.receipts] });
    },

    /**
     * The end of a budget with its association is all the record that there is, and of an association without a budget
     * there is none. Where the account was associated again since, it is the end of the one before.
     */
    async readUnbind(ref, account) {
      const { stage } = effects.readUnbind;
      const action = actions.listBudgetRecords;
      const parameters = {
        customer_id: account,
        operation_type: 'DELETE',
        ...onBehalf(ref),
        offset: 0,
        limit: PAGE_SIZE,
      };
      const read = await calls.read({ ref, action, parameters, stage });
      if (!read.ok) {
        const { code, requestId = null } = read.error.raw;
        return saysNotOurs(code) ? ok({ unbind: null, receipts: [{ action: action.name, requestId }] }) : read;
      }
      const { receipts } = read.value;
      const ended = newest(read.value.answer.records);
      if (!ended) return ok({ unbind: null, receipts });
      const found = await findCustomer(calls, ref, account, stage);
      if (!found.ok) return found;
      const all = [...receipts, ...found.value.receipts];
      const { row } = found.value;
      if (row && (row.associated_on ?? ended.at) >= ended.at) return ok({ unbind: null, receipts: all });
      return ok({
        unbind: {
          account,
          reference: null,
          state: 'released',
          word: ended.operation,
          startedBy: 'unknown',
          submittedAt: null,
          changedAt: ended.at,
        },
        receipts: all,
      });
    },

    proveLink: createProofs(calls),
  };

  /** `offset` counts records. The order is not stated, and rows shift while customers come and go. */
  async function pageOfCustomers(
    ref: PartnerAccountRef,
    stage: 'approval' | 'verification',
    cursor: string | undefined,
    filter: { readonly associated_on_begin?: string } = {},
  ) {
    const page = pageOf(cursor);
    const parameters = { ...filter, ...onBehalf(ref), offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE };
    const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
    if (!read.ok) return read;
    const { answer, receipts } = read.value;
    const items = answer.customer_infos;
    const missing = answer.count > (page - 1) * PAGE_SIZE && items.length === 0;
    if (missing) return err({ kind: 'malformed_answer', stage, raw: nothingOfSome });
    return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: answer.count, receipts });
  }
}

const nothingOfSome = { code: null, message: 'a count of customers, and none of them' };

/** It may not be asked by this kind of partner, or by this key: which of them is not always said. */
function isDenied(failure: ReadFailure): boolean {
  return failure.kind === 'not_allowlisted' || failure.kind === 'refused';
}

type Dated = BudgetRecord & { readonly at: string };

/** In which order records come is not stated. */
function newest(records: readonly BudgetRecord[]): Dated | undefined {
  return records
    .filter((record): record is Dated => record.at !== null && record.operation === 'DELETE')
    .reduce<Dated | undefined>((last, record) => (last && last.at >= record.at ? last : record), undefined);
}
