import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alphabetOf, neighbouringAccounts, neighbours } from '../../../functions/customers/neighbours.ts';
import { tencentIntl } from '../../../functions/providers/tencent/capabilities.ts';

const digits = '0123456789';
const identifier = fc.string({ unit: fc.constantFrom(...Array.from(digits)), minLength: 1, maxLength: 14 });
/** Few letters, so that two words drawn apart are often near each other. */
const word = fc.string({ unit: fc.constantFrom('0', '1', '2'), minLength: 0, maxLength: 5 });

/** Written from the definition, not from the code: Levenshtein's distance, with a swap of neighbours for one step. */
function slips(a: string, b: string): number {
  const at = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const same = a[i - 1] === b[j - 1] ? 0 : 1;
    const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    return Math.min(
      at(i - 1, j) + 1,
      at(i, j - 1) + 1,
      at(i - 1, j - 1) + same,
      swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
    );
  };
  return at(a.length, b.length);
}

describe('B15: the neighbours of an identifier', () => {
  test('are all words that are one slip away, and no others', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(neighbours(a, '012').has(b)).toBe(slips(a, b) === 1);
      }),
      { numRuns: 500 },
    );
  });

  test('have it for a neighbour in turn, and it is none of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from(digits)), minLength: 1, maxLength: 8 }), (a) => {
        const near = neighbours(a, digits);
        expect(near.has(a)).toBe(false);
        for (const b of near) expect(neighbours(b, digits).has(a)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('hold every replaced, added, left-out and swapped character of a long one', () => {
    fc.assert(
      fc.property(identifier, fc.nat(), fc.constantFrom(...Array.from(digits)), (a, place, digit) => {
        const at = place % a.length;
        const [head, tail] = [a.slice(0, at), a.slice(at + 1)];
        const next = a.charAt(at + 1);
        const made = [head + digit + tail, head + digit + a.slice(at), a + digit, head + tail];
        const swapped = head + next + a.charAt(at) + a.slice(at + 2);
        const near = neighbours(a, digits);
        for (const b of [...made, swapped]) expect(b === a || near.has(b)).toBe(true);
      }),
    );
  });

  test('123 and 132 are neighbours', () => {
    expect(neighbours('200012345123', digits).has('200012345132')).toBe(true);
  });

  test('could all be accounts of the site', () => {
    const format = tencentIntl.identifiers.account_id;
    if (!format) throw new Error('the site has account identifiers');
    expect(alphabetOf(format)).toBe(digits);
    expect(neighbouringAccounts('20001', format).every((near) => near.length >= 5)).toBe(true);
    const hex = { pattern: '^[0-9a-f]{32}$', example: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', message: '' };
    expect(alphabetOf(hex)).toBe('0123456789abcdef');
    expect(neighbouringAccounts(hex.example, hex).every((near) => near.length === 32)).toBe(true);
  });
});
