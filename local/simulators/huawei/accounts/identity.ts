import * as z from 'zod';
import { action } from '../action.ts';
import { refusal } from '../api-error.ts';
import { nowOf, type World } from '../world.ts';
import { accountNameForm, isNameTaken } from './account-names.ts';

/** Accounts that may be registered with one mobile number; the number is ours. */
const mostPerMobile = 5;
const hour = 3_600_000;
/** Codes to one address. Source: Sending a Verification Code; that it counts by address is ours. */
const sendQuota = [
  { within: hour, most: 15 },
  { within: 24 * hour, most: 60 },
] as const;

const checkUserIdentity = action({
  name: 'CheckUserIdentity',
  at: 'POST /v2/partners/sub-customers/users/check-identity',
  permissions: ['BPC_ITEM_SUBCUSTSERV_010118'],
  perSecond: 5,
  parameters: z.discriminatedUnion('search_type', [
    z.object({ search_type: z.literal('email'), search_value: z.email().max(64) }),
    z.object({
      search_type: z.literal('mobile'),
      search_value: z
        .string()
        .max(64)
        .regex(/^\d{4}-\d+$/),
    }),
    z.object({ search_type: z.literal('name'), search_value: accountNameForm }),
  ]),
  run: ({ world }, { search_type, search_value }) => {
    const has = (field: 'email' | 'telephone') =>
      Object.values(world.state.customers).filter((customer) => customer[field] === search_value).length;
    if (search_type === 'name') return found(isNameTaken(world, search_value));
    if (search_type === 'email') return found(has('email') > 0);
    const remaining = Math.max(0, mostPerMobile - has('telephone'));
    return { ...found(remaining === 0), mobile_remain_available_num: remaining };
  },
});

const sendVerificationMessageCode = action({
  name: 'SendVerificationMessageCode',
  at: 'POST /v2/bases/verificationcode/send',
  permissions: ['BPC_ITEM_SUBCUSTSERV_010118'],
  parameters: z.object({
    /** By e-mail; there is nothing else on the international site. */
    receiver_type: z.literal(2),
    email: z.email().max(64),
    /** Minutes; above 60 it is 5. */
    timeout: z.int().min(1).default(10),
    lang: z.enum(['zh-cn', 'en-us']).default('en-us'),
  }),
  run: ({ world }, { email, timeout }) => {
    const now = world.clock.now().getTime();
    const sent = world.state.verificationCodes.filter((each) => each.email === email);
    const isOver = sendQuota.some(
      ({ within, most }) => sent.filter(({ sentAt }) => now - Date.parse(sentAt) < within).length >= most,
    );
    if (isOver) throw refusal('CBC.99004015');
    const minutes = timeout > 60 ? 5 : timeout;
    world.state.verificationCodes.push({
      email,
      code: world.random.digits(6),
      sentAt: nowOf(world),
      expiresAt: new Date(now + minutes * 60_000).toISOString(),
      wrongTries: 0,
    });
    return null;
  },
});

/** Uses up the latest code of an address. @throws `CBC.99004010`, `CBC.99004009`, `CBC.99004008` */
export function useVerificationCode(world: World, email: string, code: string | undefined): void {
  const sent = world.state.verificationCodes.findLast((each) => each.email === email);
  if (sent === undefined) throw refusal('CBC.99004010');
  if (sent.wrongTries > 3) throw refusal('CBC.99004009');
  if (sent.code !== code) {
    sent.wrongTries += 1;
    throw refusal(sent.wrongTries > 3 ? 'CBC.99004009' : 'CBC.99004010');
  }
  if (sent.expiresAt <= nowOf(world)) throw refusal('CBC.99004008');
  // A code opens one account: as good as expired afterwards. That it is used up is ours.
  sent.expiresAt = nowOf(world);
}

function found(isTaken: boolean) {
  return { check_result: isTaken ? 'used_by_user' : 'available' };
}

/** Whether an identifier is free, and codes that prove an address. */
export const identityActions = [checkUserIdentity, sendVerificationMessageCode];
