import * as z from 'zod';
import { InvariantBroken } from '../kernel/result.ts';

const Words = z.array(z.string().regex(/^[^\s,[\]]+$/, { error: 'without spaces, commas or brackets' })).min(1);
const ClaimName = z.string().min(1).max(200);

/**
 * How access tokens of an issuer other than our user pool are read: which claims say whose token it is, and what shows
 * that a person signed in with a second factor. The user pool itself lets nobody in without one.
 */
export const SignInRules = z.strictObject({
  claims: z
    .strictObject({
      org: ClaimName.default('desk_org'),
      member: ClaimName.default('desk_member'),
      rights: ClaimName.default('desk_rights'),
    })
    .prefault({}),
  /** Methods of which the token names at least one (`amr`, RFC 8176), or levels of which it names one (`acr`). */
  secondFactor: z.union([z.strictObject({ amr: Words }), z.strictObject({ acr: Words })]).optional(),
});
export type SignInRules = z.output<typeof SignInRules>;

/** What tokens of our own user pool say. */
export const ownPool: SignInRules = SignInRules.parse({});

/**
 * The rules of this deployment, in `SIGN_IN_RULES` as JSON; those of our own user pool where nothing is said.
 * @throws InvariantBroken for rules that can't be read: then nobody is let in.
 */
export function readSignInRules(text = process.env['SIGN_IN_RULES']): SignInRules {
  if (text === undefined) return ownPool;
  try {
    return SignInRules.parse(JSON.parse(text));
  } catch (error) {
    throw new InvariantBroken(`SIGN_IN_RULES: ${error instanceof Error ? error.message : 'not readable'}`);
  }
}

/** Whether the token shows the second factor that is asked for. Claims come as text, lists as `[one two]`. */
export function showsSecondFactor(rules: SignInRules, found: Readonly<Record<string, unknown>>): boolean {
  const { secondFactor } = rules;
  if (!secondFactor) return true;
  const [claim, accepted] =
    'amr' in secondFactor ? (['amr', secondFactor.amr] as const) : (['acr', secondFactor.acr] as const);
  const named = wordsIn(found[claim]);
  return accepted.some((word) => named.includes(word));
}

/** The words of a claim, of which API Gateway makes one text. */
export function wordsIn(claim: unknown): readonly string[] {
  return typeof claim === 'string' ? claim.split(/[\s,[\]]+/) : [];
}
