import { type Clock, plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { Calls, Receipt } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import { nextPage, pageOf } from '../pages.ts';
import { effects, type InvitationReading, type PartnerAccountRef, type ProviderReads } from '../provider.ts';
import { actions, LONG_PAGE_SIZE, PAGE_SIZE, type Wire } from './actions.ts';
import { asCustomer } from './customer.ts';
import { saysNotOurs } from './errors.ts';
import { invitation, noInvitation, unassociated } from './invitation.ts';
import { createProofs } from './proofs.ts';
import type { Account } from './schema.ts';

type Reads = Pick<
  ProviderReads,
  | 'readPartnerAccount'
  | 'readInvitations'
  | 'listInvitations'
  | 'listApplications'
  | 'listCustomers'
  | 'readCustomer'
  | 'proveLink'
>;

/** The most invitations that are read at once. */
const MAX_HANDLES = 100;

/** Associations are told by their day alone, so one may be as much later than its start. */
const DAY = 86_400;

/** `UserType` of GetAccountInfo: end users, not enterprises or second-level partners. */
const END_USERS = '1';

/** The codes by which an invitation is none that the provider knows. */
const noSuchInvitation: ReadonlySet<string> = new Set(['3060', 'Error3060', 'InvalidParam.InviteId.InvalidId']);

/** The reads of accounts, invitations and customers at Alibaba Cloud's international site. */
export function createReads(calls: Calls<Wire>, clock: Clock): Reads {
  return {
    async readPartnerAccount(ref) {
      const { stage } = effects.readPartnerAccount;
      const read = await calls.read({ ref, action: actions.listCountries, parameters: {}, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      return ok({ tier: 'unknown', countries: answer.Data, receipts });
    },

    async readInvitations(ref, handles) {
      if (handles.length > MAX_HANDLES)
        throw new InvariantBroken(`at most ${MAX_HANDLES} invitations are read at once`);
      const items: InvitationReading[] = [];
      const receipts: Receipt[] = [];
      for (const handle of new Set(handles)) {
        const read = await readInvitation(ref, handle);
        if (!read.ok) return read;
        items.push(read.value.item);
        receipts.push(...read.value.receipts);
      }
      return ok({ items, total: items.length, receipts });
    },

    async listInvitations(ref, cursor) {
      const page = pageOf(cursor);
      const { stage } = effects.listInvitations;
      const parameters = { CurrentPage: page, PageSize: LONG_PAGE_SIZE };
      const read = await calls.read({ ref, action: actions.listInvitations, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const items = (answer.InviteInfoList?.InviteInfo ?? []).map(unassociated);
      return ok({ items, ...nextPage(page, items.length, LONG_PAGE_SIZE), total: null, receipts });
    },

    /** All end users are asked for, since there is no filter; told are those of whom the day of association may be later. */
    async listApplications(ref, since, cursor) {
      const page = await endUsers(ref, effects.listApplications.stage, cursor);
      if (!page.ok) return page;
      const later = page.value.items.filter(({ AssociationSuccessTime: day }) => !day || plusSeconds(day, DAY) > since);
      const items = later.map((row) => ({
        account: row.Uid,
        name: row.AccountNickname,
        registration: row.Cid,
        appliedAt: row.AssociationSuccessTime,
        state: 'associated' as const,
        word: null,
      }));
      return ok({ ...page.value, items });
    },

    async listCustomers(ref, cursor) {
      const page = await endUsers(ref, effects.listCustomers.stage, cursor);
      if (!page.ok) return page;
      return ok({ ...page.value, items: page.value.items.map((row) => asCustomer(row, undefined)) });
    },

    async readCustomer(ref, account) {
      const { stage } = effects.readCustomer;
      const byUid = { Uid: account, CurrentPage: 1, PageSize: PAGE_SIZE };
      const listed = await calls.read({ ref, action: actions.readAccounts, parameters: byUid, stage });
      if (!listed.ok) return saysNoCustomer(listed.error) ?? listed;
      const { receipts } = listed.value;
      const row = listed.value.answer.AccountInfoList?.AccountInfo.find(({ Uid }) => Uid === account);
      if (!row) return ok({ customer: null, receipts });
      const asked = await calls.read({ ref, action: actions.readCredit, parameters: { Uid: account }, stage });
      if (!asked.ok) {
        // It has credit with resale only; what the list told remains.
        return saysNoCustomer(asked.error) ? ok({ customer: asCustomer(row, undefined), receipts }) : asked;
      }
      const customer = asCustomer(row, asked.value.answer.Data ?? undefined);
      return ok({ customer, receipts: [...receipts, ...asked.value.receipts] });
    },

    proveLink: createProofs(calls, clock),
  };

  /** One id a call: the answer does not repeat it, and that answers keep the order of the question is not stated. */
  async function readInvitation(
    ref: PartnerAccountRef,
    handle: string,
  ): Promise<Result<{ readonly item: InvitationReading; readonly receipts: readonly Receipt[] }, ReadFailure>> {
    const { stage } = effects.readInvitations;
    const action = actions.readInvitation;
    const parameters = { InviteStatusList: [{ InviteId: handle }] };
    const read = await calls.read({ ref, action, parameters, stage });
    if (!read.ok) {
      const { code, requestId = null } = read.error.raw;
      if (code === null || !noSuchInvitation.has(code)) return read;
      return ok({ item: noInvitation(handle), receipts: [{ action: action.name, requestId }] });
    }
    const { answer, receipts } = read.value;
    const [{ InviteStatusList }] = answer.Data.InviteStatus;
    return ok({ item: invitation(handle, InviteStatusList), receipts });
  }

  /** `Total` counts rows in one official text and pages in another: a page that is not full ends the list. */
  async function endUsers(ref: PartnerAccountRef, stage: 'approval' | 'verification', cursor: string | undefined) {
    const page = pageOf(cursor);
    const parameters = { UserType: END_USERS, CurrentPage: page, PageSize: PAGE_SIZE };
    const read = await calls.read({ ref, action: actions.readAccounts, parameters, stage });
    if (!read.ok) return read;
    const { answer, receipts } = read.value;
    const items: readonly Account[] = answer.AccountInfoList?.AccountInfo ?? [];
    return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: null, receipts });
  }
}

/** The answer "no customer of yours" with its request id; undefined for any other failure. */
function saysNoCustomer({ raw }: { readonly raw: { readonly code: string | null; readonly requestId?: string } }) {
  if (!saysNotOurs(raw.code)) return undefined;
  return ok({ customer: null, receipts: [{ action: actions.readAccounts.name, requestId: raw.requestId ?? null }] });
}
