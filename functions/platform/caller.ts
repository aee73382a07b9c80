import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type Caller, type Right, rights } from './contract.ts';
import { ownPool, type SignInRules, showsSecondFactor, wordsIn } from './sign-in-rules.ts';

/**
 * The claims that the pre-token function puts into every access token, of people and of machine clients. API Gateway
 * hands all claims over as text.
 */
export const { claims } = ownPool;

const Authorized = z.object({
  requestContext: z.object({
    authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
  }),
});
const Known = z.object({
  org: z.string().startsWith('org_'),
  member: z.string().startsWith('mem_'),
  rights: z.string(),
});

/**
 * Who calls, when they hold one of the rights needed and, where the issuer leaves that to us, signed in with a second
 * factor. A machine client has but one secret and no second factor; it holds the right `service` and no other.
 * API Gateway has verified the token; nothing is read here.
 */
export function callerOf(
  event: APIGatewayProxyEventV2,
  needs: readonly Right[],
  rules: SignInRules = ownPool,
): Result<Caller, Problem> {
  const parsed = Authorized.safeParse(event);
  if (!parsed.success) return err({ kind: 'not_signed_in' });
  const found = parsed.data.requestContext.authorizer.jwt.claims;
  const { org, member, rights: words } = rules.claims;
  const known = Known.safeParse({ org: found[org], member: found[member], rights: found[words] });
  if (!known.success) return err({ kind: 'not_signed_in' });
  const held = new Set(rightsIn(known.data.rights));
  const isMachine = held.size === 1 && held.has('service');
  if (!isMachine && !showsSecondFactor(rules, found)) return err({ kind: 'second_factor_missing' });
  if (!needs.some((right) => held.has(right)))
    return err({ kind: 'right_missing', params: { needs: needs.join(', ') } });
  return ok({ org: known.data.org, member: known.data.member, rights: held });
}

/** Rights travel as words in one claim; a word that is no right of ours gives none. */
function rightsIn(text: string): readonly Right[] {
  const words = wordsIn(text);
  return rights.filter((right) => words.includes(right));
}
