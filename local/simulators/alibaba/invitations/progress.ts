import * as z from 'zod';
import { exact, type WireValue } from '../../wire-text.ts';
import { action, int64, listOf, whole } from '../action.ts';
import { failure, missing, refusal } from '../api-error.ts';
import { pagedEnvelope } from '../paging.ts';
import type { Invitation, PartnerAccount } from '../state.ts';
import { wireDate, wireTime } from '../wire-format.ts';
import { nowOf, pageOf, type World } from '../world.ts';
import { isExpired } from './validity.ts';

const mailWindowMs = 5 * 60_000;
const mostMails = 10;
const mostAtOnce = 5;

const getInviteStatus = action({
  name: 'GetInviteStatus',
  method: 'POST',
  parameters: z.record(z.string(), z.string()),
  run: ({ world, partner }, given) => {
    const items = listOf(given, 'InviteStatusList');
    if (items.length === 0) throw missing('InviteStatusList');
    if (items.length > mostAtOnce) throw refusal('InvalidParameter', 'InviteStatusList');
    const answers = items.map(({ InviteId = '' }) => {
      if (InviteId === '') throw failure('3057');
      return wireStatus(partner, findInvitation(world, partner, InviteId));
    });
    return { Data: { InviteStatus: partner.readings.statusOrder === 'asked' ? answers : answers.toReversed() } };
  },
});

/** No id of the invitation: a caller matches by position, or asks for one at a time. */
function wireStatus(partner: PartnerAccount, invitation: Invitation | undefined): WireValue {
  if (invitation === undefined) return { Code: '3060', Message: failure('3060').message, Success: false };
  const { successStatus } = partner.readings;
  const status = {
    unopened: 0,
    opened: 3,
    submitted: successStatus,
    associated: successStatus,
    failed: 3 - successStatus,
  }[invitation.stage];
  const { uid, associatedAt } = invitation;
  return {
    Code: '200',
    Message: 'success',
    Success: true,
    InviteStatusList: {
      Status: status,
      SubAccountType: invitation.subAccountType,
      GmtCreate: wireTime(invitation.createdAt),
      ParentId: invitation.partner,
      Cid: exact(invitation.cid),
      ...(associatedAt !== null && { AssociationSuccessTime: wireDate(associatedAt) }),
      ...(uid !== null && associatedAt !== null && { Uid: exact(uid) }),
    },
  };
}

const getUnassociatedCustomer = action({
  name: 'GetUnassociatedCustomer',
  method: 'GET',
  parameters: z.object({ CurrentPage: whole(1), PageSize: whole(1, 100) }),
  run: ({ world, partner }, { CurrentPage, PageSize }) => {
    const open = world.state.invitations
      .filter((each) => each.partner === partner.uid && each.associatedAt === null)
      .toReversed();
    const shown = pageOf(open, CurrentPage, PageSize).map(({ id, stage, email, nickname, createdAt }) => ({
      InviteId: exact(id),
      // Here both texts agree on 1 for success and 2 for failure.
      Status: { unopened: 0, opened: 3, submitted: 1, associated: 1, failed: 2 }[stage],
      Email: email,
      AccountNickname: nickname,
      GmtCreate: wireTime(createdAt),
    }));
    return {
      InviteInfoList: { InviteInfo: shown },
      PageInfo: pagedEnvelope(partner, open.length, CurrentPage, PageSize),
    };
  },
});

const resendEmail = action({
  name: 'ResendEmail',
  method: 'POST',
  parameters: z.object({ InviteId: int64.optional() }),
  run: ({ world, partner }, { InviteId }) => {
    if (InviteId === undefined) throw failure('3057');
    const invitation = findInvitation(world, partner, InviteId);
    if (invitation === undefined) throw refusal('InvalidParam.InviteId.InvalidId', InviteId);
    // Nothing is left to send once the customer has come through; the code for it is not documented.
    if (isExpired(world, invitation) || invitation.stage === 'associated') throw failure('3061');
    const recent = world.state.invitations
      .filter((each) => each.partner === partner.uid)
      .flatMap(({ mailedAt }) => mailedAt)
      .filter((at) => world.clock.now().getTime() - Date.parse(at) < mailWindowMs);
    if (recent.length >= mostMails) throw failure('3058');
    invitation.mailedAt.push(nowOf(world));
    return {};
  },
});

function findInvitation(world: World, partner: PartnerAccount, id: string): Invitation | undefined {
  return world.state.invitations.find((each) => each.id === id && each.partner === partner.uid);
}

/** What became of invitations. */
export const progressActions = [getInviteStatus, getUnassociatedCustomer, resendEmail];
