import * as z from 'zod';
import { exact, type WireValue } from '../../wire-text.ts';
import { action, listOf } from '../action.ts';
import { type BusinessCode, BusinessError, failure, meaningOf, missing, refusal } from '../api-error.ts';
import type { Invitation, PartnerAccount } from '../state.ts';
import { money } from '../wire-format.ts';
import { nowOf, type World } from '../world.ts';
import { isLapsed } from './validity.ts';

type Item = Readonly<Record<string, string>>;

/** The digits of InviteSubAccount; the other actions have words. */
const policies = { '1': 'delayStop', '2': 'noStop', '3': 'immediatelyStop' } as const;
const policyDigit = z.enum(['1', '2', '3']);
const mostAtOnce = 5;

const inviteSubAccount = action({
  name: 'InviteSubAccount',
  method: 'POST',
  parameters: z.record(z.string(), z.string()),
  run: ({ world, partner }, given) => {
    const items = listOf(given, 'AccountInfoList');
    if (items.length === 0) throw missing('AccountInfoList');
    if (items.length > mostAtOnce) throw refusal('InvalidParameter', 'AccountInfoList');
    return { Results: { Result: items.map((item) => invited(world, partner, item)) } };
  },
});

/** Each item has a result of its own; its `Success` is "always true", whatever its code says. */
function invited(world: World, partner: PartnerAccount, item: Item): WireValue {
  try {
    const { id, token, days } = invite(world, partner, item);
    const link = `${world.publicUrl()}/register?token=${token}`;
    return {
      Code: '200',
      Message: 'success',
      Success: true,
      Result: { RegUrl: link, Days: days, InviteId: exact(id) },
    };
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error;
    return { Code: error.code, Message: error.message, Success: true };
  }
}

function invite(world: World, partner: PartnerAccount, item: Item): Invitation {
  const code = firstFault(partner, item);
  if (code !== undefined) throw failure(code);
  const { CustomerId = '', EmailAddress = '', CreditLine = '' } = item;
  const lead = world.state.leads.find(({ cid }) => cid === CustomerId);
  if (lead?.partner !== partner.uid || isLapsed(world, lead)) {
    throw new BusinessError('3009', `${meaningOf('3009')} (${CustomerId})`);
  }
  const policy = policies[policyDigit.parse(item['ZeroCreditShutdownPolicy'])];
  const createdAt = nowOf(world);
  const invitation: Invitation = {
    id: drawInviteId(world),
    token: world.random.hex(40),
    cid: CustomerId,
    partner: partner.uid,
    email: EmailAddress,
    nickname: item['AccountNickname'] ?? '',
    subAccountType: z.enum(['1', '2', '5']).parse(item['SubAccountType']),
    creditLine: money(CreditLine),
    shutdownPolicy: policy,
    newBuyStatus: item['NewBuyStatus'] === 'ban' ? 'ban' : 'normal',
    remark: item['Remark'] ?? '',
    customerBd: item['CustomerBd'] ?? '',
    createdAt,
    days: partner.readings.invitationDays,
    mailedAt: [createdAt],
    stage: 'unopened',
    uid: null,
    associatedAt: null,
  };
  world.state.invitations.push(invitation);
  return invitation;
}

/** The order in which an item is looked through is ours. */
function firstFault({ active, sells }: PartnerAccount, item: Item): BusinessCode | undefined {
  const { CustomerId, EmailAddress, AccountNickname = '', CreditLine = '', SubAccountType, NewBuyStatus } = item;
  if (!active) return '3015';
  if (!CustomerId) return '3012';
  if (AccountNickname === '') return '3010';
  if (Array.from(AccountNickname).length > 50) return '3011';
  if (!SubAccountType) return '3055';
  if (!['1', '2', '5'].includes(SubAccountType)) return '3056';
  if (SubAccountType === '1' && !sells.includes('agency')) return '3017';
  if (SubAccountType !== '1' && !sells.includes('reseller')) return '3016';
  if (CreditLine === '') return '3013';
  if (CreditLine.length > 10) return '3014';
  if (!/^\d+(\.\d{1,2})?$/.test(CreditLine)) return '3041';
  if (!policyDigit.safeParse(item['ZeroCreditShutdownPolicy']).success) return '3008';
  if (!z.email().safeParse(EmailAddress).success) return '3009';
  if (NewBuyStatus !== 'ban' && NewBuyStatus !== 'normal') throw refusal('InvalidParameter', 'NewBuyStatus');
  return undefined;
}

/** 18 or 19 digits, and within 64 bits: no JSON number of JavaScript holds one. */
function drawInviteId(world: World): string {
  for (;;) {
    const id = `${world.random.whole(1, 8)}${world.random.digits(world.random.chance(0.5) ? 17 : 18)}`;
    if (!world.state.invitations.some((each) => each.id === id)) return id;
  }
}

/** Inviting. */
export const inviteActions = [inviteSubAccount];
