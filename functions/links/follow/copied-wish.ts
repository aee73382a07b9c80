import * as z from 'zod';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Contact } from '../contact.ts';
import type { LinkRequest } from '../link-request.ts';
import { LinkWish, WishedContact } from '../wish.ts';

const { confirm, team, types, scope, gathered, terms, siteFields, expected, exitTerms, ticket, override } =
  LinkWish.shape;

/** What is sent to ask again: the confirmation anew, and whatever shall be other than it was. */
export const CopyWish = z
  .strictObject({
    confirm,
    contact: WishedContact.optional().describe('who answers now; the same as before unless said'),
    changes: z
      .strictObject({
        types: types.optional(),
        scope: scope.unwrap().optional(),
        gathered: gathered.unwrap().optional(),
        team: team.optional(),
        terms,
        siteFields,
        expected,
        exitTerms,
        ticket,
        override,
      })
      .default({})
      .describe('what shall be other than in the request that is copied'),
  })
  .meta({ examples: [{ confirm: { customer: true, types: true } }] });
export type CopyWish = z.output<typeof CopyWish>;

/**
 * The wish that a request came from, as it would be sent today. The identifier was typed twice then.
 * @returns `invalid_input` where the contact has been erased, or there never was one
 */
export function wishOf(
  record: LinkRequest,
  known: Contact | undefined,
  { confirm, contact, changes }: CopyWish,
): Result<LinkWish, Problem> {
  const to = contact ?? (known && { email: known.email, name: known.name, language: known.language });
  if (!to) {
    const detail = 'the contact of that request is no longer known; name one';
    return err({ kind: 'invalid_input', errors: [{ field: '/contact', code: 'empty', detail }] });
  }
  const { partnerAccount, purpose, types, scope, gathered, team, terms, siteFields } = record;
  const { expected, exitTerms, ticket } = record;
  const { mailLock: _lock, accountId, ...customer } = record.customer;
  const asked = { purpose, types, scope, gathered, team, terms, siteFields, expected, exitTerms, ticket };
  const wish = LinkWish.safeParse(
    withoutAbsent({
      ...asked,
      ...withoutAbsent(changes),
      partnerAccountId: partnerAccount.id,
      confirm,
      customer: withoutAbsent({ ...customer, accountId, accountIdAgain: accountId }),
      contact: withoutAbsent(to),
    }),
  );
  if (wish.success) return ok(wish.data);
  const errors = wish.error.issues.map(({ path, message }) => ({
    field: `/changes/${path.join('/')}`,
    code: 'not_valid',
    detail: message,
  }));
  return err({ kind: 'invalid_input', errors });
}

function withoutAbsent(values: object) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
