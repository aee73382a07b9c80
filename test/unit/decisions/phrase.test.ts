import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phraseOf } from '../../../functions/decisions/phrase.ts';
import { phraseWords } from '../../../functions/decisions/phrase-words.ts';
import { hashOf } from '../../../functions/platform/http.ts';

const token = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);
const language = fc.constantFrom('en' as const, 'zh-CN' as const);

describe.each(['en', 'zh-CN'] as const)('the words of the phrase in %s', (spoken) => {
  test('are 256, no two the same', () => {
    expect(phraseWords[spoken]).toHaveLength(256);
    expect(new Set(phraseWords[spoken]).size).toBe(256);
  });

  test('are short, and of one script', () => {
    const shape = spoken === 'en' ? /^[a-z]{4,8}$/ : /^\p{Script=Han}{2,3}$/u;
    expect(phraseWords[spoken].filter((word) => !shape.test(word))).toEqual([]);
  });
});

test('no two English words begin with the same four letters, so that none is taken for another', () => {
  const heads = phraseWords.en.map((word) => word.slice(0, 4));
  expect(heads.filter((head, at) => heads.indexOf(head) !== at)).toEqual([]);
});

test('the order of the words stands: mails that are out show phrases of it', () => {
  expect(hashOf(phraseWords)).toBe('dda3f357d287677bccdbe44f1cc4a0a35e38434cb3882dd8447ec58ccddfb5f1');
});

test('a phrase is three words of the list, the same whenever it is asked for', () => {
  fc.assert(
    fc.property(token, language, (given, spoken) => {
      const phrase = phraseOf(given, spoken);
      expect(phraseOf(given, spoken)).toBe(phrase);
      const words = phrase.split(spoken === 'en' ? ' ' : '、');
      expect(words).toHaveLength(3);
      expect(words.every((word) => phraseWords[spoken].includes(word))).toBe(true);
    }),
  );
});

test('two tokens hardly ever have the same phrase', () => {
  const phrases = Array.from({ length: 2000 }, (_, at) => phraseOf(`token-${at}`, 'en'));
  expect(new Set(phrases).size).toBeGreaterThan(1997);
});
