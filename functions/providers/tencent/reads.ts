import type { Clock } from '../../kernel/clock.ts';
import { InvariantBroken, ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import { nextPage, pageOf } from '../pages.ts';
import type { Application, InvitationReading, PartnerAccountReading, ProviderReads } from '../provider.ts';
import { effects } from '../provider.ts';
import { actions, PAGE_SIZE } from './actions.ts';
import { asCustomer } from './customer.ts';
import { notYours } from './errors.ts';
import { createProofs } from './proofs.ts';
import { type InvitationRow, type PendingClient, uinNumber } from './schema.ts';

type Reads = Pick<
  ProviderReads,
  'readPartnerAccount' | 'readInvitations' | 'listApplications' | 'listCustomers' | 'readCustomer' | 'proveLink'
>;

/** The reads of accounts, invitations and customers at Tencent Cloud's international site. */
export function createReads(calls: Calls<null>, clock: Clock): Reads {
  return {
    async readPartnerAccount(ref) {
      const { stage } = effects.readPartnerAccount;
      const read = await calls.read({ ref, action: actions.readOwnRole, parameters: {}, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      return ok({ tier: tiers[answer.AccountType ?? ''] ?? 'unknown', countries: null, receipts });
    },

    async readInvitations(ref, handles) {
      if (handles.length > PAGE_SIZE) throw new InvariantBroken(`at most ${PAGE_SIZE} invitations are read at once`);
      const asked = [...new Set(handles)];
      if (asked.length === 0) return ok({ items: [], total: 0, receipts: [] });
      const { stage } = effects.readInvitations;
      const parameters = { InvitationToken: asked };
      const read = await calls.read({ ref, action: actions.readInvitations, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const known = new Map(answer.InvitationInfo.map((row) => [row.InvitationToken, row]));
      const items = asked.map((handle) => invitation(handle, known.get(handle)));
      return ok({ items, total: items.length, receipts });
    },

    async listApplications(ref, _since, cursor) {
      const page = pageOf(cursor);
      const { stage } = effects.listApplications;
      const parameters = { Page: page, PageSize: PAGE_SIZE };
      const read = await calls.read({ ref, action: actions.listApplications, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const items = answer.Data.map(application);
      return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: answer.Total ?? null, receipts });
    },

    async listCustomers(ref, cursor) {
      const page = pageOf(cursor);
      const { stage } = effects.listCustomers;
      const parameters = { Page: page, PageSize: PAGE_SIZE };
      const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const items = answer.Data.map((row) => asCustomer(row, undefined));
      return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: answer.Total ?? null, receipts });
    },

    async readCustomer(ref, account) {
      const { stage } = effects.readCustomer;
      const byUin = { FilterType: 'ClientUin', Filter: account, Page: 1, PageSize: PAGE_SIZE };
      const listed = await calls.read({ ref, action: actions.listCustomers, parameters: byUin, stage });
      if (!listed.ok) return saysNotYours(listed.error) ?? listed;
      const { receipts } = listed.value;
      const row = listed.value.answer.Data.find(({ ClientUin }) => ClientUin === account);
      if (!row) return ok({ customer: null, receipts });
      const uins = { CustomerUin: [uinNumber(account)] };
      const described = await calls.read({ ref, action: actions.describeCustomers, parameters: uins, stage });
      if (!described.ok) {
        // A second-level reseller may not ask this; what the list told remains.
        return saysNotYours(described.error) ? ok({ customer: asCustomer(row, undefined), receipts }) : described;
      }
      const info = described.value.answer.Data.find(({ CustomerUin }) => CustomerUin === account);
      return ok({ customer: asCustomer(row, info), receipts: [...receipts, ...described.value.receipts] });
    },

    proveLink: createProofs(calls, clock),
  };
}

/** `AccountType` of QueryVoucherPool. */
const tiers: Readonly<Record<string, PartnerAccountReading['tier']>> = {
  1: 'reseller',
  2: 'distributor',
  3: 'second_level_reseller',
};

/** The answer "no such customer of yours" with its request id; undefined for any other failure. */
function saysNotYours({ raw }: { readonly raw: { readonly code: string | null; readonly requestId?: string } }) {
  if (raw.code === null || !notYours.has(raw.code)) return undefined;
  return ok({ customer: null, receipts: [{ action: actions.listCustomers.name, requestId: raw.requestId ?? null }] });
}

/** `Status` 1 is unused and 2 used; used is submitted, and bound only once there is a time of binding. */
function invitation(handle: string, row: InvitationRow | undefined): InvitationReading {
  if (!row) {
    const nothing = { word: null, email: null, createdAt: null, account: null, registration: null };
    return { handle, state: 'unknown', ...nothing };
  }
  const used = row.BindTime ? 'associated' : 'submitted';
  return {
    handle,
    state: row.Status === '1' ? 'unopened' : row.Status === '2' ? used : 'unknown',
    word: row.Status,
    email: row.ClientMail?.includes('*') ? null : row.ClientMail,
    createdAt: row.CreateTime,
    account: row.ClientUin,
    registration: null,
  };
}

/** `Reviewing` is the only word that the documents show. */
function application({ ClientUin, Name, ApplyTime, Status }: PendingClient): Application {
  const state = Status === 'Reviewing' ? 'awaiting_decision' : 'unknown';
  return { account: ClientUin, name: Name, registration: null, appliedAt: ApplyTime, state, word: Status };
}
