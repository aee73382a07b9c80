import { InvariantBroken } from '../kernel/result.ts';

/**
 * JSON of which every number stays the text that was written: identifiers have up to 19 digits and amounts are decimals,
 * of which a float keeps neither.
 * @returns undefined for what is no JSON
 */
export function readExactJson(text: string): unknown {
  try {
    return JSON.parse(text, keepNumbersAsWritten);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function keepNumbersAsWritten(_key: string, value: unknown, written?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  if (written?.source === undefined) throw new InvariantBroken('a runtime whose JSON does not tell what was written');
  return written.source;
}
