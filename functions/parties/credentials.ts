import * as z from 'zod';

const KeyPart = z
  .string()
  .regex(/^[\x21-\x7e]{1,256}$/, { error: 'as the provider shows it, without spaces or line breaks' });

/** The API key that a provider issued for a partner account; stored as this JSON in the account's secret. */
export const Credentials = z.strictObject({
  keyId: KeyPart.describe('the part that names the key (SecretId, AccessKeyId, AK)'),
  keySecret: KeyPart.describe('the part that signs (SecretKey, AccessKeySecret, SK); never shown again'),
});
export type Credentials = z.infer<typeof Credentials>;

/** The name of an account's secret: computed, never supplied, so that no request can point at another one's. */
export function secretName(prefix: string, org: string, account: string): string {
  return `${prefix}/${org}/${account}`;
}
