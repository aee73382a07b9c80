import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { type Caller, type Right, rights } from './contract.ts';

/**
 * The claims that the pre-token function puts into every access token, of people and of machine clients. API Gateway
 * hands all claims over as text.
 */
export const claims = { org: 'desk_org', member: 'desk_member', rights: 'desk_rights' } as const;

const Authorized = z.object({
  requestContext: z.object({
    authorizer: z.object({
      jwt: z.object({
        claims: z.object({
          [claims.org]: z.string().startsWith('org_'),
          [claims.member]: z.string().startsWith('mem_'),
          [claims.rights]: z.string(),
        }),
      }),
    }),
  }),
});

/** Who calls, when they hold one of the rights needed. API Gateway has verified the token; nothing is read here. */
export function callerOf(event: APIGatewayProxyEventV2, needs: readonly Right[]): Result<Caller, Problem> {
  const parsed = Authorized.safeParse(event);
  if (!parsed.success) return err({ kind: 'not_signed_in' });
  const found = parsed.data.requestContext.authorizer.jwt.claims;
  const held = new Set(rightsIn(found[claims.rights]));
  if (!needs.some((right) => held.has(right)))
    return err({ kind: 'right_missing', params: { needs: needs.join(', ') } });
  return ok({ org: found[claims.org], member: found[claims.member], rights: held });
}

/** Rights travel as words in one claim; a word that is no right of ours gives none. */
function rightsIn(text: string): readonly Right[] {
  return rights.filter((right) => text.split(/[\s,[\]]+/).includes(right));
}
