import { InvariantBroken } from '../kernel/result.ts';
import { fill, type Language } from '../kernel/texts.ts';
import { hashOf } from '../platform/http.ts';
import { type ConsentName, type ConsentPart, consentWordings } from './consent-wordings.ts';
import type { Agreed, Question } from './decision.ts';
import { providerName } from './provider-facts.ts';

/** The version of the wording that the page shows now. Older ones stay, so that what was agreed can be shown again. */
export const CURRENT = 1;

/** What a customer agrees to, as it is shown: who asks, what changes, what it costs, how it ends. */
export type ConsentText = {
  readonly name: ConsentName;
  readonly version: number;
  readonly language: Language;
  readonly lines: readonly string[];
  /** SHA-256, in hex, of the canonical JSON (RFC 8785) of `{ name, version, language, lines }`. */
  readonly sha256: string;
};

/** The lines of a text by what they tell, for a page that puts each under its own heading. */
export type ConsentLines = readonly { readonly part: ConsentPart; readonly line: string }[];

/**
 * The text that a yes to this question agrees to, in the very lines that the page shows.
 * @throws InvariantBroken for a version that was never released
 */
export function consentText(question: Question, language: Language, version = CURRENT): ConsentText {
  const name = nameOf(question);
  const lines = consentLines(question, language, version).map(({ line }) => line);
  const text = { name, version, language, lines };
  return { ...text, sha256: hashOf(text) };
}

/** The same lines, each with what it tells. */
export function consentLines(question: Question, language: Language, version = CURRENT): ConsentLines {
  const wording = consentWordings[nameOf(question)][version - 1];
  if (!wording) throw new InvariantBroken(`no version ${version} of ${nameOf(question)}`);
  const provider = providerName(question.site, language);
  const { asks, customerName: customer, unbinds } = question;
  const values = { asks, customer, provider, secondLevel: unbinds?.secondLevel ?? '' };
  return wording(question).map(({ part, text }) => ({ part, line: fill(text[language], values) }));
}

/** What is kept of a text with the yes to it. */
export function agreedTo({ name, version, language, sha256 }: ConsentText): Agreed {
  return { name, version, language, sha256 };
}

function nameOf({ changes, unbinds }: Question): ConsentName {
  if (unbinds) return unbinds.secondLevel === undefined ? 'unbind_statement' : 'unbind_review';
  return changes ? 'change_consent' : 'link_consent';
}
