import { createHmac, randomBytes } from 'node:crypto';
import { epochSeconds, type Instant } from '../kernel/clock.ts';

/** Standard Webhooks, "Signature scheme": secrets of 24 to 64 random bytes, in base64 after this prefix. */
const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A fresh secret for one receiver. */
export function newSigningSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** A message as it is signed. `at` is the time of this try, so that an old message can't be played again by others. */
export type Message = { readonly id: string; readonly at: Instant; readonly body: string };

/**
 * The headers of the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body`, one signature for each
 * secret that is in force, the newest first.
 */
export function signedHeaders({ id, at, body }: Message, secrets: readonly string[]) {
  const timestamp = String(epochSeconds(at));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
