import * as z from 'zod';
import { drawCompany } from '../../fictional-companies.ts';
import type { SeededRandom } from '../../seed.ts';
import { drawKey, keySchema } from '../keys.ts';
import {
  type ChinaState,
  type Client,
  chinaPartnerSchema,
  emptyChina,
  freshChinaPartner,
  freshClient,
} from './state.ts';

const day = 86_400_000;

const partnerSeedSchema = chinaPartnerSchema
  .partial()
  .required({ uin: true, name: true })
  .extend({
    /** Keys of one's own choice; without any, one is drawn. */
    keys: z.array(keySchema.pick({ secretId: true, secretKey: true })).default([]),
    /** How many believable customers it already has. */
    customers: z.int().min(0).max(20_000).default(0),
  });

/** A believable partner for a demo. */
const demoPartners = [{ uin: '100020000001', name: '海灯云计算有限公司', keys: [], customers: 6 }] satisfies z.output<
  typeof partnerSeedSchema
>[];

/** What the China site starts from. */
export const chinaSeedSchema = z.strictObject({
  partners: z.array(partnerSeedSchema).default(demoPartners),
  /** Accounts that are associated with nobody and may apply. */
  strangers: z.int().min(0).max(1000).default(3),
});

/** Makes the state that a seed describes; `now` is the moment on which the customers' pasts end. */
export function chinaFromSeed(seed: z.output<typeof chinaSeedSchema>, random: SeededRandom, now: Date): ChinaState {
  const china = emptyChina();
  const names = new Set<string>();
  const add = (partner: string | null) => {
    const client = drawClient(random, partner, now, names);
    names.add(client.name);
    china.clients[client.uin] = client;
  };
  for (const { keys, customers, ...given } of seed.partners) {
    china.partners[given.uin] = chinaPartnerSchema.parse({ ...freshChinaPartner, ...given });
    for (const key of keys.length > 0 ? keys : [drawKey(random)])
      china.keys.push({ ...key, account: given.uin, status: 'active' });
    for (let count = 0; count < customers; count += 1) add(given.uin);
  }
  for (let count = 0; count < seed.strangers; count += 1) add(null);
  return china;
}

function drawClient(random: SeededRandom, partner: string | null, now: Date, names: ReadonlySet<string>): Client {
  const { name, email, mobile } = drawCompany(random, names);
  const secondsAgo = random.whole(20, 380) * (day / 1000);
  const stranger: Client = {
    ...freshClient,
    uin: `1000${random.digits(8)}`,
    name,
    mail: email,
    phone: mobile.replace(/^86/, ''),
    flag: random.pick(['a', 'b']),
  };
  if (partner === null) return stranger;
  const associatedAt = new Date((Math.floor(now.getTime() / 1000) - secondsAgo) * 1000).toISOString();
  return { ...stranger, partner, associatedAt, cash: random.whole(0, 900_000), thisMonthAmt: random.whole(0, 400_000) };
}
