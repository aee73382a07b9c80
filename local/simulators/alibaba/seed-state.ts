import { Big } from 'big.js';
import * as z from 'zod';
import { drawCompany } from '../fictional-companies.ts';
import { createRandom, type SeededRandom } from '../seed.ts';
import {
  type AlibabaState,
  type Customer,
  freshCustomer,
  freshPartner,
  keySchema,
  type PartnerAccount,
  partnerAccountSchema,
  readingsSchema,
  shutdownPolicySchema,
} from './state.ts';
import { drawUid } from './world.ts';

const day = 86_400_000;

/** A partner to begin with; fields that are not given come from `freshPartner`. */
const partnerSeedSchema = partnerAccountSchema
  .omit({ readings: true })
  .partial()
  .required({ uid: true, name: true })
  .extend({
    readings: readingsSchema.partial().default({}),
    /** Keys of one's own choice; without any, one is drawn. */
    keys: z.array(keySchema.pick({ accessKeyId: true, accessKeySecret: true })).default([]),
    /** How many believable customers it already has. */
    customers: z.int().min(0).max(20_000).default(0),
  });

/** Believable partners for a demo: a T1 partner, and a T2 partner below it. */
const demoPartners = [
  { uid: '5100010000000001', name: 'Harbour Lantern Cloud Ltd', readings: {}, keys: [], customers: 12 },
  {
    uid: '5100010000000002',
    name: 'Tidewater Cloud Services Pte. Ltd.',
    tier: 'T2',
    parent: '5100010000000001',
    readings: {},
    keys: [],
    customers: 4,
  },
] satisfies z.output<typeof partnerSeedSchema>[];

/** What a simulator starts from. Everything else is drawn from `seed`. */
export const alibabaSeedSchema = z.strictObject({
  seed: z.int().default(1),
  partners: z
    .array(partnerSeedSchema)
    .default(demoPartners)
    .refine(
      (partners) =>
        partners.every(({ tier = 'T1', parent = null }) => {
          const above = partners.find(({ uid }) => uid === parent);
          return tier === 'T2' ? parent === null || above !== undefined : parent === null;
        }),
      'Only a T2 partner has a parent, and that is a partner of the same seed.',
    ),
  /** Accounts that are linked to nobody. */
  strangers: z.int().min(0).max(1000).default(3),
});

/** Makes the state that a seed describes; `now` is the moment on which the customers' pasts end. */
export function stateFromSeed(seed: z.output<typeof alibabaSeedSchema>, now: Date): AlibabaState {
  const state: AlibabaState = {
    clock: { offsetMs: 0 },
    random: { cursor: seed.seed >>> 0 },
    partners: {},
    keys: [],
    leads: [],
    invitations: [],
    customers: {},
    terminations: [],
    bills: [],
    commissionFiles: [],
    buckets: [],
    sessions: [],
    objects: [],
    faults: [],
    calls: [],
    callCount: 0,
  };
  const random = createRandom(() => state.random);
  const names = new Set<string>();
  const add = (partner: PartnerAccount | undefined) => {
    const uid = drawUid(random, (taken) => state.customers[taken] !== undefined);
    const customer = drawCustomer(random, uid, partner, now, names);
    names.add(customer.nickname);
    state.customers[uid] = customer;
  };
  for (const { keys, customers, readings, ...given } of seed.partners) {
    const partner = partnerAccountSchema.parse({
      ...freshPartner,
      ...given,
      readings: { ...freshPartner.readings, ...readings },
    });
    state.partners[partner.uid] = partner;
    for (const key of keys.length > 0 ? keys : [drawKey(random)]) {
      state.keys.push({ ...key, account: partner.uid, status: 'active' });
    }
    for (let count = 0; count < customers; count += 1) add(partner);
  }
  for (let count = 0; count < seed.strangers; count += 1) add(undefined);
  return state;
}

/** A key in the form that the provider's have; it opens nothing but a simulator. */
export function drawKey(random: SeededRandom): { accessKeyId: string; accessKeySecret: string } {
  return { accessKeyId: `LTAI5t${random.hex(18)}`, accessKeySecret: random.hex(30) };
}

function drawCustomer(
  random: SeededRandom,
  uid: string,
  partner: PartnerAccount | undefined,
  now: Date,
  names: ReadonlySet<string>,
): Customer {
  const { name, email, mobile } = drawCompany(random, names);
  const stranger: Customer = {
    ...freshCustomer,
    uid,
    cid: random.digits(8),
    nickname: name,
    email,
    mobile,
    aliyunId: email.slice(0, email.indexOf('.')),
    isCertified: random.chance(0.8),
  };
  if (partner === undefined) return stranger;
  const associatedAt = daysBefore(now, random.whole(20, 380));
  const line = random.whole(5, 80) * 100;
  const creditLine = new Big(String(line)).toFixed(2);
  const operator = partner.uid;
  return {
    ...stranger,
    partner: partner.uid,
    associatedAt,
    country: random.pick(partner.countries),
    subAccountType: partner.sells.includes('reseller') ? 2 : 1,
    creditLine,
    outstandingBalance: new Big(`${random.whole(1, line - 1)}.${random.whole(10, 99)}`).toFixed(2),
    shutdownPolicy: random.pick(shutdownPolicySchema.options),
    quotaRecords: [
      { type: 'quota_create', at: associatedAt, path: 'API', operator, before: '0.00', after: creditLine },
    ],
    orders: Array.from({ length: random.whole(0, 4) }, () => drawOrder(random, now)),
  };
}

function drawOrder(random: SeededRandom, now: Date): Customer['orders'][number] {
  const at = daysBefore(now, random.whole(1, 90));
  const cost = `${random.whole(3, 900)}.${random.whole(10, 99)}`;
  return {
    id: random.digits(15),
    type: random.pick(['BUY', 'RENEW', 'UPGRADE']),
    status: 3,
    productType: random.pick(['ecs', 'oss', 'rds', 'slb']),
    productDetail: 'Subscription',
    originalCost: cost,
    pretaxCost: cost,
    orderedAt: at,
    paidAt: at,
  };
}

/** To the second, as the provider's times are. */
function daysBefore(now: Date, days: number): string {
  return new Date(Math.floor((now.getTime() - days * day) / 1000) * 1000).toISOString();
}
