/** Letters and digits that eyes take for each other, in the directions in which they are typed. */
const lookAlikes: readonly (readonly [string, string])[] = [
  ['O', '0'],
  ['I', '1'],
  ['l', '1'],
  ['S', '5'],
  ['B', '8'],
  ['Z', '2'],
];

/** Other ways of writing an identifier are tried in this number; each is a read. */
const MOST_FORMS = 40;

/** How many zeros are put in front: exports of spreadsheets lose them. */
const MOST_ZEROS = 4;

/**
 * Other forms that the same identifier may be stored in, likeliest first: without spaces and separators, in the other
 * case, with zeros in front or without, with one look-alike exchanged, or all of them.
 */
export function otherForms(typed: string): readonly string[] {
  const bare = typed.replace(/[\s_./-]/gu, '');
  const zeros = Array.from({ length: MOST_ZEROS }, (_, index) => `${'0'.repeat(index + 1)}${bare}`);
  const forms = [
    typed.replace(/\s/gu, ''),
    bare,
    typed.toUpperCase(),
    typed.toLowerCase(),
    typed.replace(/^0+(?=.)/u, ''),
    bare.toUpperCase(),
    ...exchanged(typed),
    ...(/^\d+$/.test(bare) ? zeros : []),
  ];
  return [...new Set(forms)].filter((form) => form !== typed && form !== '').slice(0, MOST_FORMS);
}

function exchanged(typed: string): readonly string[] {
  const toDigits = lookAlikes.reduce((text, [letter, digit]) => text.replaceAll(letter, digit), typed);
  const all = lookAlikes.flatMap(([letter, digit]) => [
    typed.replaceAll(letter, digit),
    typed.replaceAll(digit, letter),
  ]);
  const single = lookAlikes.flatMap(([letter, digit]) => [
    ...eachOne(typed, letter, digit),
    ...eachOne(typed, digit, letter),
  ]);
  return [toDigits, ...all, ...single];
}

/** The text with one of its occurrences exchanged, for each. */
function eachOne(text: string, from: string, to: string): readonly string[] {
  return [...text.matchAll(new RegExp(from, 'g'))].map(
    ({ index }) => `${text.slice(0, index)}${to}${text.slice(index + 1)}`,
  );
}

/** Whether two identifiers are one slip apart: a character more, less, another one, or two exchanged. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
