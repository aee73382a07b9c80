import { type Clock, type Instant, plusSeconds } from '../kernel/clock.ts';
import type { Open, SecretOwner } from './ports.ts';
import type { Webhook } from './webhook.ts';

/** How long a secret is remembered in the clear. */
const REMEMBERED_SECONDS = 300;

/**
 * Opens each secret once in five minutes. What is remembered goes by the sealed text, which the record has at every try:
 * a rotated secret is never used from memory.
 */
export function cachedOpen(open: Open, clock: Clock): Open {
  const remembered = new Map<string, { readonly secret: Promise<string>; readonly until: Instant }>();
  return (sealed, owner) => {
    const now = clock.now();
    for (const [key, { until }] of remembered) if (until <= now) remembered.delete(key);
    const key = JSON.stringify([owner.org, owner.webhook, sealed]);
    const known = remembered.get(key);
    if (known) return known.secret;
    const secret = open(sealed, owner);
    remembered.set(key, { secret, until: plusSeconds(now, REMEMBERED_SECONDS) });
    secret.catch(() => remembered.delete(key));
    return secret;
  };
}

/** The secrets that sign now, the newest first. */
export function secretsInForce(open: Open, { org, id, secrets }: Webhook, now: Instant): Promise<readonly string[]> {
  const owner: SecretOwner = { org, webhook: id };
  const inForce = secrets.filter(({ until }) => until === undefined || until > now);
  return Promise.all(inForce.map(({ sealed }) => open(sealed, owner)));
}
