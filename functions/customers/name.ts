/**
 * Spellings of one legal form, by the form that stands for all of them. The forms themselves stay apart: a GmbH is no
 * AG. Chinese forms have no spaces around them, so they are replaced wherever they stand.
 */
const latinForms = new Map([
  ['limited', 'ltd'],
  ['private', 'pte'],
  ['pvt', 'pte'],
  ['incorporated', 'inc'],
  ['corporation', 'corp'],
  ['company', 'co'],
  ['aktiengesellschaft', 'ag'],
  ['berhad', 'bhd'],
  ['sendirian', 'sdn'],
  ['and', '&'],
]);
const longForms: readonly (readonly [RegExp, string])[] = [
  [/gesellschaft mit beschränkter haftung/gu, 'gmbh'],
  [/有限[责責]任公司/gu, '有限公司'],
  [/株式会社|㈱|\(株\)/gu, '株式会社'],
];

/** Whether two spellings are one company's name: case, spaces, punctuation and the spelling of the legal form aside. */
export function isSameName(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(name: string): string {
  const folded = longForms.reduce((text, [form, short]) => text.replace(form, short), fold(name));
  return folded
    .replace(/[.'’]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}&]+/gu, ' ')
    .replaceAll('&', ' & ')
    .split(' ')
    .map((word) => latinForms.get(word) ?? word)
    .join('');
}

/** Characters of a name that a list is sorted and searched by: with the reference they stay below a cursor's length. */
const SEARCHED_CHARACTERS = 60;

/** A name, or the beginning of one, as it is sorted and searched: case, width and doubled spaces aside. */
export function searchName(name: string): string {
  return Array.from(fold(name)).slice(0, SEARCHED_CHARACTERS).join('');
}

/** NFKC makes full-width letters and brackets the ordinary ones. */
function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
