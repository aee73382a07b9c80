import type { Answer, Unanswered } from './answer.ts';
import type { EffectFailure, ReadFailure, RefusalCode, RemedyCode, Stage } from './failure.ts';
import type { Site } from './provider.ts';

/** What a code of a provider means to us. */
export type Meaning =
  /** Turned away by rate, before anything was carried out. */
  | { readonly is: 'throttled'; readonly seconds: number }
  /** Overloaded or broken; whether anything was carried out is not documented. */
  | { readonly is: 'server_fault' }
  | { readonly is: 'credentials' }
  | { readonly is: 'not_allowlisted'; readonly needs: 'key_permission' | 'unknown' }
  | { readonly is: 'refused'; readonly code: RefusalCode }
  | { readonly is: 'customer_must_act'; readonly code: RemedyCode }
  | { readonly is: 'not_ours' }
  | { readonly is: 'out_of_step' };

export const refused = (code: RefusalCode): Meaning => ({ is: 'refused', code });
export const customerMust = (code: RemedyCode): Meaning => ({ is: 'customer_must_act', code });
export const credentials: Meaning = { is: 'credentials' };
export const serverFault: Meaning = { is: 'server_fault' };
export const notOurs: Meaning = { is: 'not_ours' };
export const outOfStep: Meaning = { is: 'out_of_step' };
export const notSwitchedOn: Meaning = { is: 'not_allowlisted', needs: 'unknown' };
export const notForOurKey: Meaning = { is: 'not_allowlisted', needs: 'key_permission' };
export const throttled = (seconds: number): Meaning => ({ is: 'throttled', seconds });

/** A provider's codes, and what its site's calls fail with by them. */
export type Codes = {
  /** A code that the table lacks means what its family means, the part before its last dot; `other` without one. */
  readonly meaningOf: (code: string) => Meaning;
  /** Whether the key was turned away; nothing was carried out then. */
  readonly isKeyTurnedAway: (answer: Answer) => boolean;
  readonly readFailure: (answer: Unanswered, stage: Stage) => ReadFailure;
  readonly effectFailure: (answer: Unanswered, stage: Stage) => EffectFailure;
};

/** @param asListed the form in which the table has a code that is written in several ways */
export function codesOf(
  site: Site,
  meanings: Readonly<Record<string, Meaning>>,
  asListed: (code: string) => string = (code) => code,
): Codes {
  function meaningOf(code: string): Meaning {
    const listed = asListed(code);
    const known = Object.hasOwn(meanings, listed) ? meanings[listed] : undefined;
    if (known) return known;
    const family = listed.slice(0, Math.max(0, listed.lastIndexOf('.')));
    return family ? meaningOf(family) : refused('other');
  }

  return {
    meaningOf,
    isKeyTurnedAway: (answer) => answer.kind === 'failed' && meaningOf(answer.raw.code).is === 'credentials',

    readFailure(answer, stage): ReadFailure {
      const { raw } = answer;
      switch (answer.kind) {
        case 'not_connected':
          return { kind: 'not_sent', stage, raw };
        case 'no_answer':
        case 'other_status':
          return { kind: 'provider_down', stage, raw };
        case 'unreadable':
          return { kind: 'malformed_answer', stage, raw };
        case 'failed': {
          const meaning = meaningOf(answer.raw.code);
          switch (meaning.is) {
            case 'server_fault':
              return { kind: 'provider_down', stage, raw };
            case 'customer_must_act':
            case 'out_of_step':
              return { kind: 'refused', code: 'other', stage, raw };
            case 'not_ours':
              return { kind: 'refused', code: 'account_unknown', stage, raw };
            case 'throttled':
            case 'refused':
            case 'credentials':
            case 'not_allowlisted':
              return either(meaning, stage, answer);
          }
        }
      }
    },

    effectFailure(answer, stage): EffectFailure {
      const { raw } = answer;
      switch (answer.kind) {
        case 'not_connected':
          return { kind: 'not_sent', stage, raw };
        case 'no_answer':
          return { kind: 'unknown_outcome', because: 'no_answer', stage, raw };
        case 'other_status':
          return { kind: 'unknown_outcome', because: 'server_fault', stage, raw };
        case 'unreadable':
          return { kind: 'unknown_outcome', because: 'unreadable_answer', stage, raw };
        case 'failed': {
          const meaning = meaningOf(answer.raw.code);
          switch (meaning.is) {
            case 'server_fault':
              return { kind: 'unknown_outcome', because: 'server_fault', stage, raw };
            case 'customer_must_act':
              return { kind: meaning.is, code: meaning.code, remedy: `remedy.${site}.${meaning.code}`, stage, raw };
            case 'not_ours':
            case 'out_of_step':
              return { kind: meaning.is, stage, raw };
            case 'throttled':
            case 'refused':
            case 'credentials':
            case 'not_allowlisted':
              return either(meaning, stage, answer);
          }
        }
      }
    },
  };
}

type Either = Extract<Meaning, { is: 'throttled' | 'credentials' | 'not_allowlisted' | 'refused' }>;
type Failed = Extract<Answer, { kind: 'failed' }>;

/** What reads and effects fail with alike. */
function either(meaning: Either, stage: Stage, { raw, retryAfterSeconds }: Failed): ReadFailure & EffectFailure {
  switch (meaning.is) {
    case 'throttled':
      return { kind: 'throttled', retryAfterSeconds: retryAfterSeconds ?? meaning.seconds, stage, raw };
    case 'refused':
      return { kind: 'refused', code: meaning.code, stage, raw };
    case 'credentials':
      return { kind: 'credentials', stage, raw };
    case 'not_allowlisted':
      return { kind: 'not_allowlisted', needs: meaning.needs, stage, raw };
  }
}
