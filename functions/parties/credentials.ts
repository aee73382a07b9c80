import * as z from 'zod';

const KeyPart = z
  .string()
  .regex(/^[\x21-\x7e]{1,256}$/, { error: 'as the provider shows it, without spaces or line breaks' });

/**
 * A bucket of the partner's own in which nothing lies but the rebate files that its provider pushes there, and the key of a
 * user who may take on one role: that role may put and get objects of the bucket, and nothing else.
 */
export const RebateBucket = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, { error: 'the name of the bucket' })
    .describe('the bucket'),
  region: z
    .string()
    .regex(/^[a-z]{2,4}-[a-z0-9-]{1,40}$/, { error: 'the region of the bucket, such as ap-southeast-1' })
    .describe('its region, such as ap-southeast-1'),
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9_./-]{0,200}$/, { error: 'letters, digits and _ . / -' })
    .default('')
    .describe('what the names of pushed objects begin with; whoever writes there may write nothing else'),
  role: z
    .string()
    .regex(/^acs:ram::[0-9]{5,20}:role\/[A-Za-z0-9._-]{1,64}$/, { error: 'acs:ram::<account>:role/<name>' })
    .describe('the role that the user takes on, as the provider names it'),
  keyId: KeyPart.describe('the key of that user, which is none of the account itself'),
  keySecret: KeyPart.describe('never shown again'),
});
export type RebateBucket = z.infer<typeof RebateBucket>;

/** The API key that a provider issued for a partner account; stored as this JSON in the account's secret. */
export const Credentials = z.strictObject({
  keyId: KeyPart.describe('the part that names the key (SecretId, AccessKeyId, AK)'),
  keySecret: KeyPart.describe('the part that signs (SecretKey, AccessKeySecret, SK); never shown again'),
  rebateBucket: RebateBucket.optional().describe('where rebate files go, at sites that push them'),
});
export type Credentials = z.infer<typeof Credentials>;

/** The name of an account's secret: computed, never supplied, so that no request can point at another one's. */
export function secretName(prefix: string, org: string, account: string): string {
  return `${prefix}/${org}/${account}`;
}
