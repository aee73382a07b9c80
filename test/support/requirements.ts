import { requirements } from '../../scripts/requirements.ts';

type RowNumber = `R${number}` | `B${number}`;

let known: ReturnType<typeof requirements> | undefined;

/**
 * The name of a test that proves rows of docs/requirements.md: `req('R042', 'B14', 'the wait says …')` is
 * `[R042] [B14] the wait says …`.
 * @throws when there is no such row.
 */
export function req(...numbersAndSentence: readonly [RowNumber, ...RowNumber[], string]): string {
  known ??= requirements();
  const numbers = numbersAndSentence.slice(0, -1);
  const unknown = numbers.filter((number) => !known?.has(number));
  if (unknown.length > 0) throw new Error(`No row ${unknown.join(', ')} in docs/requirements.md`);
  return [...numbers.map((number) => `[${number}]`), ...numbersAndSentence.slice(-1)].join(' ');
}
