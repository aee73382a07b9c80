import { Big } from 'big.js';
import * as z from 'zod';
import { drawCompany } from '../fictional-companies.ts';
import { createRandom, type SeededRandom } from '../seed.ts';
import { chinaFromSeed, chinaSeedSchema } from './china/seed-state.ts';
import { emptyChina } from './china/state.ts';
import { drawKey, keySchema } from './keys.ts';
import { type Customer, freshCustomer, freshPartner, partnerAccountSchema, type TencentState } from './state.ts';

const day = 86_400_000;

/** A partner to begin with; fields that are not given come from `freshPartner`. */
const partnerSeedSchema = partnerAccountSchema
  .partial()
  .required({ uin: true, name: true, role: true })
  .extend({
    /** Keys of one's own choice; without any, one is drawn. */
    keys: z.array(keySchema.pick({ secretId: true, secretKey: true })).default([]),
    /** How many believable customers it already has. */
    customers: z.int().min(0).max(20_000).default(0),
  });

/** Believable partners for a demo: a reseller, and a distributor with two second-level resellers. */
const demoPartners = [
  { uin: '200010000001', name: 'Harbour Lantern Cloud Ltd', role: 'reseller', keys: [], customers: 12 },
  {
    uin: '200010000002',
    name: '启明汇云分销有限公司',
    role: 'distributor',
    keys: [],
    customers: 3,
    credit: '500000.00',
  },
  {
    uin: '200010000003',
    name: 'Tidewater Cloud Services Pte. Ltd.',
    role: 'second_level_reseller',
    distributor: '200010000002',
    keys: [],
    customers: 4,
  },
  {
    uin: '200010000004',
    name: '橙舟云服务有限公司',
    role: 'second_level_reseller',
    distributor: '200010000002',
    keys: [],
    customers: 5,
  },
] satisfies z.output<typeof partnerSeedSchema>[];

/** What a simulator starts from. Everything else is drawn from `seed`. */
export const tencentSeedSchema = z.strictObject({
  seed: z.int().default(1),
  partners: z
    .array(partnerSeedSchema)
    .default(demoPartners)
    .refine(
      (partners) =>
        partners.every(({ role, distributor }) => {
          const above = partners.find(({ uin }) => uin === distributor);
          return role === 'second_level_reseller' ? above?.role === 'distributor' : above === undefined;
        }),
      'A second-level reseller, and nobody else, names a distributor of the same seed.',
    ),
  /** Accounts that are linked to nobody and may apply. */
  strangers: z.int().min(0).max(1000).default(6),
  /** The China site, which shares nothing with the international one. */
  china: chinaSeedSchema.prefault({}),
});

/** Makes the state that a seed describes; `now` is the moment on which the customers' pasts end. */
export function stateFromSeed(seed: z.output<typeof tencentSeedSchema>, now: Date): TencentState {
  const state: TencentState = {
    clock: { offsetMs: 0 },
    random: { cursor: seed.seed >>> 0 },
    partners: {},
    keys: [],
    customers: {},
    invitations: [],
    applications: [],
    allocations: [],
    unbindings: [],
    rebates: [],
    china: emptyChina(),
    faults: [],
    calls: [],
    callCount: 0,
  };
  const random = createRandom(() => state.random);
  const names = new Set<string>();
  const add = (reseller: string | null) => {
    const customer = drawCustomer(random, reseller, now, names);
    names.add(customer.name);
    state.customers[customer.uin] = customer;
  };
  for (const { keys, customers, ...given } of seed.partners) {
    const boundAt = given.role === 'second_level_reseller' ? daysBefore(now, random.whole(400, 800)) : null;
    state.partners[given.uin] = partnerAccountSchema.parse({ ...freshPartner, boundAt, ...given });
    for (const key of keys.length > 0 ? keys : [drawKey(random)]) {
      state.keys.push({ ...key, account: given.uin, status: 'active' });
    }
    for (let count = 0; count < customers; count += 1) add(given.uin);
  }
  for (let count = 0; count < seed.strangers; count += 1) add(null);
  // a chance of its own, so that neither site's seed changes what is drawn for the other
  const cursor = { cursor: ~seed.seed >>> 0 };
  const ofChina = createRandom(() => cursor);
  state.china = chinaFromSeed(seed.china, ofChina, now);
  return state;
}

function drawCustomer(random: SeededRandom, reseller: string | null, now: Date, names: ReadonlySet<string>): Customer {
  const boundDaysAgo = random.whole(20, 380);
  const verified = random.chance(0.8);
  const identity = !verified ? 'none' : random.chance(0.85) ? 'enterprise' : 'individual';
  const registered = daysBefore(now, boundDaysAgo + random.whole(1, 900));
  const stranger: Customer = {
    ...freshCustomer,
    ...drawCompany(random, names),
    uin: `2000${random.digits(8)}`,
    registeredAt: registered,
    identity,
    authStatus: verified ? '3' : '-1',
    authPassedAt: verified ? daysBefore(now, boundDaysAgo) : null,
  };
  if (reseller === null) return stranger;
  const total = random.whole(5, 80) * 100;
  return {
    ...stranger,
    reseller,
    boundAt: daysBefore(now, boundDaysAgo),
    creditTotal: new Big(String(total)).toFixed(2),
    creditRemaining: new Big(`${random.whole(1, total - 1)}.${random.whole(10, 99)}`).toFixed(2),
    hasExpense: true,
    recentExpiry: random.chance(0.6) ? daysBefore(now, -random.whole(5, 300)) : null,
    bills: drawBills(random, now, Math.min(6, Math.floor(boundDaysAgo / 31))),
  };
}

/** The current month and some before it; all deducted as it arose, so that a moved clock makes nothing overdue. */
function drawBills(random: SeededRandom, now: Date, months: number): Customer['bills'] {
  return Array.from({ length: months + 1 }, (_, ago) => ({
    month: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)).toISOString().slice(0, 7),
    payMode: 'postPay' as const,
    actionType: 'postpay_deduct_h',
    amount: `${random.whole(12, 4200)}.${random.digits(8)}`,
    paid: true,
    chargedTo: null,
  }));
}

/** To the second, as the provider's times are. */
function daysBefore(now: Date, days: number): string {
  return new Date(Math.floor((now.getTime() - days * day) / 1000) * 1000).toISOString();
}
