import { isIP } from 'node:net';
import { err, ok, type Result } from '../../kernel/result.ts';
import { isLoopback, isPublicAddress } from './public-address.ts';

/** Where webhooks may lead: to the public internet, and on stage `local` to this machine as well. */
export type Reach = 'public' | 'public_or_loopback';

/** All addresses of a name, as a resolver gives them. Rejects when there is none. */
export type Resolve = (name: string, signal: AbortSignal) => Promise<readonly string[]>;

/** Why an address is not written to: a code, and what to do about it. */
export type Barred = { readonly code: 'not_allowed' | 'address_refused' | 'name_not_found'; readonly fix: string };

/** An address that was looked at, and the one IP address that a connection to it may be made to. */
export type Target = { readonly url: URL; readonly address: string };

/**
 * Reads the address of a receiver as far as that goes without asking anybody: `https`, port 443, a host in its plain
 * form, no user and no fragment.
 */
export function readTarget(text: string, reach: Reach): Result<URL, Barred> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || text !== text.trim())
    return barred('not_allowed', 'send an address such as https://hooks.example.com/desk');
  const loops = reach === 'public_or_loopback' && isLoopback(hostOf(url));
  if (url.protocol !== 'https:' && !(loops && url.protocol === 'http:'))
    return barred('not_allowed', 'send an address that begins with https://');
  if (url.username || url.password)
    return barred('not_allowed', 'leave user and password out: signatures prove who sends');
  if (url.hash) return barred('not_allowed', 'leave out the fragment, which no server is sent');
  // `new URL` turns 0x7f.1 and 2130706433 into 127.0.0.1: whoever writes an address like that wants to be misread.
  if (isIP(hostOf(url)) && writtenHost(text) !== url.hostname)
    return barred('not_allowed', 'write the IP address in its usual form, or better the name of the host');
  if (url.port && !loops) return barred('not_allowed', 'leave out the port: only 443 is written to');
  return ok(url);
}

/**
 * Looks up where an address leads. Every answer must be public: with one that is not, whoever answers could choose
 * which of them is connected to.
 */
export async function resolveTarget(
  url: URL,
  { reach, resolve }: { readonly reach: Reach; readonly resolve: Resolve },
  signal: AbortSignal,
): Promise<Result<Target, Barred>> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await resolve(host, signal).catch(() => []);
  const [address] = addresses;
  if (address === undefined) return barred('name_not_found', 'use a name that the public DNS knows');
  const allowed = (one: string) => isPublicAddress(one) || (reach === 'public_or_loopback' && isLoopback(one));
  if (!addresses.every(allowed))
    return barred('address_refused', 'use a host all of whose addresses are on the public internet');
  return ok({ url, address });
}

/** Without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function writtenHost(text: string): string {
  return /^[a-z]+:\/\/(\[[^\]]*\]|[^/?#:]*)/i.exec(text)?.[1]?.toLowerCase() ?? '';
}

function barred(code: Barred['code'], fix: string): Result<never, Barred> {
  return err({ code, fix });
}
