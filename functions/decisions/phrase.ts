import { createHash } from 'node:crypto';
import { InvariantBroken } from '../kernel/result.ts';
import type { Language } from '../kernel/texts.ts';
import { phraseWords } from './phrase-words.ts';

/** How many words a phrase has: of 256 words each, one in 16.7 million is the same by chance. */
const WORDS = 3;

/**
 * The verification phrase of a one-time link: the same three words stand in the mail and on the page that it opens, so
 * that the customer sees that both come from one sender. Drawn from SHA-256 of the token with a prefix of its own, so it
 * tells nothing of the token, nor of the hash that is kept. Give it the language of the mail, whatever the page speaks.
 */
export function phraseOf(token: string, language: Language): string {
  const words = phraseWords[language];
  const drawn = createHash('sha256').update(`reseller-desk phrase 1:${token}`).digest().subarray(0, WORDS);
  return [...drawn]
    .map((at) => {
      const word = words[at];
      if (word === undefined) throw new InvariantBroken('256 words in each language');
      return word;
    })
    .join(language === 'en' ? ' ' : '、');
}
