import * as z from 'zod';
import { exact, type WireValue } from '../../wire-text.ts';
import { action, int64, whole } from '../action.ts';
import { failure } from '../api-error.ts';
import { pagedEnvelope } from '../paging.ts';
import type { Customer, PartnerAccount } from '../state.ts';
import { wireDate } from '../wire-format.ts';
import { customersOf, pageOf, type World } from '../world.ts';

/** `UserType`: 1 end user, 2 enterprise, 3 T2 partner, by the types of account that belong to it. */
const typesOf = { '1': [1, 2], '2': [3], '3': [4, 5, 6] } as const;

const getAccountInfo = action({
  name: 'GetAccountInfo',
  method: 'GET',
  parameters: z.object({
    CurrentPage: whole(1),
    PageSize: whole(1, 20),
    Uid: int64.optional(),
    UserType: z.enum(['1', '2', '3'], { error: '3063' }).optional(),
  }),
  run: ({ world, partner }, { CurrentPage, PageSize, Uid, UserType }) => {
    if (Uid === undefined && UserType === undefined) throw failure('3062');
    const found = (Uid === undefined ? customersOf(world, partner) : one(world, partner, Uid)).filter(
      ({ subAccountType }) => UserType === undefined || typesOf[UserType].some((type) => type === subAccountType),
    );
    return {
      AccountInfoList: { AccountInfo: pageOf(found, CurrentPage, PageSize).map(wireAccount) },
      PageInfo: pagedEnvelope(partner, found.length, CurrentPage, PageSize),
    };
  },
});

/** 3029 does not tell an unknown account from another partner's; one that has left is the account's `goneAccount`. */
function one(world: World, partner: PartnerAccount, uid: string): Customer[] {
  const customer = world.state.customers[uid];
  if (customer?.partner === partner.uid) return [customer];
  const isGone = customer?.formerPartners.includes(partner.uid);
  if (isGone && partner.readings.goneAccount === 'empty') return [];
  throw failure('3029');
}

function wireAccount(customer: Customer): WireValue {
  return {
    Uid: exact(customer.uid),
    Cid: exact(customer.cid),
    SubAccountType: customer.subAccountType,
    AssociationSuccessTime: customer.associatedAt === null ? undefined : wireDate(customer.associatedAt),
    AccountNickname: customer.nickname,
    AliyunId: customer.aliyunId,
    Email: customer.email,
    Mobile: customer.mobile,
    Remark: customer.remark,
    CustomerBd: customer.customerBd,
    RegisterCountryCode: customer.country,
    CustomerAccountType: customer.isEnterprise ? 1 : 0,
    CustomerEnterpriseCertified: customer.isCertified ? 1 : 0,
    DelayStatus: customer.shutdownPolicy,
    DelayAmount: customer.shutdownPolicy === 'delayStop' ? customer.delayAmount : undefined,
    NewBuyStatus: customer.newBuyStatus === 'ban' ? 'Purchase Forbidden' : 'Normal',
  };
}

/** Reading a partner's own customers. */
export const accountActions = [getAccountInfo];
