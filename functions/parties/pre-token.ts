import * as z from 'zod';
import { claims } from '../platform/caller.ts';
import type { Tables } from '../platform/tables.ts';
import { readMachineClient, signInAttributes } from './identity.ts';
import { type Member, readMember } from './member.ts';

/**
 * What Cognito hands over before it issues tokens (pre token generation, version V3_0). `clientMetadata` and scopes are
 * the caller's own words, so they are not read.
 */
const TokenEvent = z.looseObject({
  triggerSource: z.string().startsWith('TokenGeneration_'),
  callerContext: z.looseObject({ clientId: z.string() }),
  request: z.looseObject({ userAttributes: z.record(z.string(), z.string()).nullish() }),
});
type TokenEvent = z.infer<typeof TokenEvent>;

/** Thrown so that no token is issued; Cognito shows the message to whoever signs in. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}

/**
 * Puts organisation, member and rights into access tokens, of persons and machine clients alike, at sign-in and at
 * every renewal. ID tokens stay as they are.
 * @throws SignInRefused for a sign-in that is no active member's; whatever breaks here issues no token either.
 */
export function createPreToken({ tables }: { readonly tables: Tables }) {
  return async (received: unknown) => {
    const event = TokenEvent.parse(received);
    const member = await memberOf(tables, event);
    if (!member) throw new SignInRefused('The desk does not know this sign-in. Ask an admin of your organisation.');
    if (member.status !== 'active') {
      throw new SignInRefused('Your access has been disabled. Ask an admin of your organisation.');
    }
    const claimsToAddOrOverride = {
      [claims.org]: member.org,
      [claims.member]: member.id,
      [claims.rights]: member.rights.join(' '),
    };
    return {
      ...event,
      response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride } } },
    };
  };
}

/** The member's record must agree with the way in: no machine by password, no person by client credentials. */
async function memberOf(tables: Tables, event: TokenEvent): Promise<Member | undefined> {
  const { clientId } = event.callerContext;
  if (event.triggerSource === 'TokenGeneration_ClientCredentials') {
    const client = await readMachineClient(tables, clientId);
    const member = client && (await readMember(tables, client.org, client.member));
    return member?.kind === 'machine' && member.clientId === clientId ? member : undefined;
  }
  const org = event.request.userAttributes?.[signInAttributes.org];
  const id = event.request.userAttributes?.[signInAttributes.member];
  if (!org || !id?.startsWith('mem_')) return undefined;
  const member = await readMember(tables, org, id);
  return member?.kind === 'person' ? member : undefined;
}
