import * as z from 'zod';
import { drawCompany } from '../fictional-companies.ts';
import { createRandom, type SeededRandom } from '../seed.ts';
import { type Customer, freshCustomer } from './customer-state.ts';
import {
  freshPartner,
  type HuaweiState,
  keySchema,
  type PartnerAccount,
  partnerAccountSchema,
  readingsSchema,
} from './state.ts';
import { drawId } from './world.ts';

const day = 86_400_000;

/** A partner to begin with; fields that are not given come from `freshPartner`. */
const partnerSeedSchema = partnerAccountSchema
  .omit({ readings: true })
  .partial()
  .required({ id: true, accountName: true, name: true })
  .extend({
    readings: readingsSchema.partial().default({}),
    /** Keys of one's own choice; without any, one of the administrator is drawn. */
    keys: z.array(keySchema.omit({ account: true, status: true })).default([]),
    /** How many believable customers it already has. */
    customers: z.int().min(0).max(20_000).default(0),
  });

const distributor = '0d15721b070f4a0cb0a1f8f4a0c30002';

/** Believable partners for a demo: a solution provider, and a distributor with a second-tier reseller. */
const demoPartners = [
  {
    id: '0a71e55e11e54a0cb0a1f8f4a0c30001',
    accountName: 'harbour-lantern',
    name: 'Harbour Lantern Cloud Ltd',
    readings: {},
    keys: [],
    customers: 12,
  },
  {
    id: distributor,
    accountName: 'northquay-distribution',
    name: 'Northquay Distribution Pte. Ltd.',
    role: 'distributor',
    readings: {},
    keys: [],
    customers: 3,
  },
  {
    id: '0b5e9bb21980d20c0f0fc00874a90003',
    accountName: 'tidewater-cloud',
    name: 'Tidewater Cloud Services Pte. Ltd.',
    role: 'second_tier',
    parent: distributor,
    readings: {},
    keys: [],
    customers: 4,
  },
] satisfies z.output<typeof partnerSeedSchema>[];

/** What a simulator starts from. Everything else is drawn from `seed`. */
export const huaweiSeedSchema = z.strictObject({
  seed: z.int().default(1),
  partners: z
    .array(partnerSeedSchema)
    .default(demoPartners)
    .refine(
      (partners) =>
        partners.every(({ role, parent = null }) => {
          const above = partners.find(({ id }) => id === parent);
          return role === 'second_tier' ? above?.role === 'distributor' : parent === null;
        }),
      'Only a second-tier reseller has a parent, and that is a distributor of the same seed.',
    ),
  /** Accounts that are linked to nobody and may be invited. */
  strangers: z.int().min(0).max(1000).default(3),
});

/** Makes the state that a seed describes; `now` is the moment on which the customers' pasts end. */
export function stateFromSeed(seed: z.output<typeof huaweiSeedSchema>, now: Date): HuaweiState {
  const state: HuaweiState = {
    clock: { offsetMs: 0 },
    random: { cursor: seed.seed >>> 0 },
    partners: {},
    keys: [],
    customers: {},
    invitations: [],
    pendingAssociations: [],
    disassociations: [],
    verificationCodes: [],
    faults: [],
    calls: [],
    callCount: 0,
  };
  const random = createRandom(() => state.random);
  const names = new Set<string>();
  const add = (partner: PartnerAccount | undefined) => {
    const id = drawId(random, (taken) => state.customers[taken] !== undefined);
    const customer = drawCustomer(random, id, partner, now, names);
    names.add(customer.realName);
    state.customers[id] = customer;
  };
  for (const { keys, customers, readings, ...given } of seed.partners) {
    const partner = partnerAccountSchema.parse({
      ...freshPartner,
      ...given,
      readings: { ...freshPartner.readings, ...readings },
    });
    state.partners[partner.id] = partner;
    for (const key of keys.length > 0 ? keys : [drawKey(random)]) {
      state.keys.push({ ...key, account: partner.id, status: 'active' });
    }
    for (let count = 0; count < customers; count += 1) add(partner);
  }
  for (let count = 0; count < seed.strangers; count += 1) add(undefined);
  return state;
}

/** An administrator's key; it opens nothing but a simulator. */
export function drawKey(random: SeededRandom) {
  return { accessKey: `HPUA${random.hex(16).toUpperCase()}`, secretKey: random.hex(40), permissions: null };
}

function drawCustomer(
  random: SeededRandom,
  id: string,
  partner: PartnerAccount | undefined,
  now: Date,
  names: ReadonlySet<string>,
): Customer {
  const { name, email, mobile } = drawCompany(random, names);
  const company: Customer = {
    ...structuredClone(freshCustomer),
    id,
    accountName: accountNameOf(email, random),
    realName: name,
    email,
    telephone: `00${mobile.slice(0, 2)}-${mobile.slice(2)}`,
    customerType: 1,
    verifiedStatus: '2',
    registeredAt: daysBefore(now, 1),
  };
  if (partner === undefined) return company;
  const associatedAt = daysBefore(now, random.whole(20, 380));
  const hundreds = random.whole(5, 80);
  const amount = `${hundreds * 100}.00`;
  const operator = partner.accountName;
  return {
    ...company,
    partner: partner.id,
    associatedAt,
    registeredAt: associatedAt,
    hasSpent: true,
    budget: { amount, used: `${random.whole(1, hundreds * 90)}.00`, type: 'MONTHLY', freezesByItself: false },
    budgetRecords: [{ partner: partner.id, amount, operation: 'SETTING', at: associatedAt, operator, type: 'MONTHLY' }],
    orders: Array.from({ length: random.whole(0, 4) }, () => drawOrder(random, now)),
  };
}

/** From the address: 5 to 32 signs. */
function accountNameOf(email: string, random: SeededRandom): string {
  const label = email.slice(email.indexOf('@') + 1).split('.')[0] ?? '';
  return `${label.slice(0, 26)}-${random.hex(4)}`;
}

function drawOrder(random: SeededRandom, now: Date): Customer['orders'][number] {
  const at = daysBefore(now, random.whole(1, 90));
  const amount = `${random.whole(3, 900)}.${random.whole(10, 99)}`;
  return {
    id: `CS${random.digits(15)}`,
    type: random.pick([1, 2, 3]),
    status: 5,
    service: random.pick(['hws.service.type.ec2', 'hws.service.type.obs', 'hws.service.type.rds']),
    officialAmount: amount,
    amount,
    createdAt: at,
    paidAt: at,
  };
}

/** To the second, as the provider's times are. */
function daysBefore(now: Date, days: number): string {
  return new Date(Math.floor((now.getTime() - days * day) / 1000) * 1000).toISOString();
}
