import { createHmac } from 'node:crypto';

/** The customer's place in the locks while only its address is known (R146). */
export type MailLock = (email: string) => Promise<string>;

/**
 * A keyed hash (HMAC-SHA-256) of an address, upper and lower case aside: one address is invited once at a time, and
 * nobody who reads the table learns whose it is, not even by trying addresses.
 * @param key asked for at the first use; the stage's own, see infra/secrets.ts
 */
export function mailLockBy(key: () => Promise<string>): MailLock {
  return async (email) =>
    createHmac('sha256', await key())
      .update(email.toLowerCase())
      .digest('base64url');
}
