import type { InputFormat } from '../providers/provider.ts';

/**
 * Everything that one slip of the hand makes of an identifier (B15): one character replaced, put in or left out, or two
 * neighbouring ones swapped. Never the identifier itself. Of `n` characters from an alphabet of `k` about `2nk` others.
 */
export function neighbours(identifier: string, alphabet: string): ReadonlySet<string> {
  const made = new Set<string>();
  for (let at = 0; at <= identifier.length; at += 1) {
    const [before, here, next] = [identifier.slice(0, at), identifier.charAt(at), identifier.charAt(at + 1)];
    const [after, behind] = [identifier.slice(at + 1), identifier.slice(at + 2)];
    for (const letter of alphabet) {
      made.add(`${before}${letter}${here}${after}`);
      if (here) made.add(`${before}${letter}${after}`);
    }
    if (here) made.add(`${before}${after}`);
    if (next) made.add(`${before}${next}${here}${behind}`);
  }
  made.delete(identifier);
  return made;
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The letters and digits that identifiers of a site are made of: those that its example may have somewhere. */
export function alphabetOf({ pattern, example }: Pick<InputFormat, 'pattern' | 'example'>): string {
  const fits = new RegExp(pattern);
  const canStand = (letter: string) =>
    Array.from(example, (_, at) => `${example.slice(0, at)}${letter}${example.slice(at + 1)}`).some((made) =>
      fits.test(made),
    );
  return Array.from(LETTERS).filter(canStand).join('');
}

/** The neighbours that could be accounts of the site. */
export function neighbouringAccounts(accountId: string, format: InputFormat): readonly string[] {
  const fits = new RegExp(format.pattern);
  return [...neighbours(accountId, alphabetOf(format))].filter((made) => fits.test(made));
}
