import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { sites } from '../providers/provider.ts';

/** What every signed document says, whatever it is about. */
export const Signable = z.strictObject({
  schemaVersion: z.literal(1).describe('raised when a field changes its meaning; readers refuse what they do not know'),
  id: idSchema('receipt'),
  issuer: z.url().describe('the address of the desk that issued it; its key set is at /.well-known/jwks.json below'),
  issuedAt: Instant,
  reseller: z.strictObject({
    id: z.string(),
    name: z.string().describe('as the customer was shown it'),
  }),
  provider: z.strictObject({
    site: z.enum(sites),
    partnerId: z.string().describe('the reseller’s own identifier at the provider'),
  }),
  customer: z.strictObject({
    name: z.string().describe('the company'),
    accountId: z.string().nullable().describe('the account identifier that was asked about; null: not known then'),
  }),
  subject: z.string().describe('the record that it is about'),
});

/** The entry of a record's timeline that tells of what is signed. */
export const EntryReference = z.strictObject({ id: z.string(), seq: z.int().positive(), hash: z.string() });
