import type { UnbindCapabilities, UnbindConditionRow } from '../unbinding.ts';
import { associations, byHand, none, unadapted } from './capability-rows.ts';

/** Where the provider itself looks before it takes a request: a failed check names what is in the way. */
const accountCheck = 'Partner Center > 销售 > 客户 > 客户管理 > 更多 > 解除关联: account check';
const records = 'Partner Center > 销售 > 客户 > 客户管理: records of associations';

function condition(path: string, more: Partial<UnbindConditionRow> = {}): UnbindConditionRow {
  return { readBy: null, path, document: associations, owner: 'reseller', mendedBy: null, ...more };
}

/** What the provider's account check looks at. The desk reads nothing here, so that all of it is somebody's word. */
const conditions: UnbindCapabilities['conditions'] = {
  account_frozen: condition('Partner Center > 销售 > 客户 > 客户管理: a freeze by hand ends before the request'),
  credit_negative: condition(
    'Partner Center > 销售 > 客户: the customer’s balance; what the partner handed over is taken back by an unbinding',
  ),
  uninterrupted_service: condition('nothing like it is documented; the account check does not name it'),
  in_organization: condition(
    `${accountCheck}; enterprise accounts that are not in financial trusteeship are parted first: the customer ends that in its own enterprise centre`,
    { owner: 'customer' },
  ),
  in_savings_plan: condition(`${accountCheck}; reserved instances that are still valid are given up first`, {
    owner: 'customer',
  }),
  bills_unpaid: condition('Partner Center > 销售 > 客户: the customer’s arrears'),
  discounts_active: condition('the partner’s agreement with the customer; the account check does not name it'),
};

/** How a customer leaves its partner at the China site, in Partner Center. */
export const unbind: UnbindCapabilities = {
  steps: {
    submission: byHand(
      `the partner’s administrator: ${accountCheck}; not again within three months of the customer’s or one’s own last request`,
    ),
    distributor_review: byHand(
      'outside the console: no page is documented by which a distributor reviews a request of its reseller',
      { tiers: ['distributor'] },
    ),
    customer_confirmation: byHand('the customer confirms in its account centre (账号中心)', { actor: 'customer' }),
    card_binding: none('no step of this kind is documented', associations.title),
    completion: unadapted('ListSubCustomers', records),
    withdrawal: byHand(`${records}; that a request can be taken back is not documented`),
    customer_started: byHand(`the partner’s administrator answers there: ${records}`),
  },
  conditions,
  // nothing says that the provider decides by itself
  customerStartedDays: null,
  zone: 'Asia/Shanghai',
  absenceHours: 24,
  // Bills may come late, how late is not stated: the running month's and the next one's close.
  lateBillPeriods: 2,
};
