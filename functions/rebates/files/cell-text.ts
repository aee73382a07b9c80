import { err, ok, type Result } from '../../kernel/result.ts';

/** A spreadsheet keeps so many digits of a number that is typed in. */
export const KEPT_DIGITS = 15;

/** Why a cell can't be taken in, and what to do about it. */
export type CellFault = { readonly code: string; readonly detail: string };
export type CellResult = Result<string, CellFault>;

/** Full-width letters, digits and signs as their plain ones, as Chinese keyboards write both. */
export const halfWidth = (text: string) =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');

/** By what headers and words of a source are compared: without spaces, case and width. */
export const wordKey = (text: string) =>
  halfWidth(text)
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '')
    .toLowerCase();

/** What stands for nothing at all. */
const NOTHING = /^(|-{1,3}|[–—/]|n\/?a|null|none|nil|无|暂无)$/i;

/**
 * A cell without what only protects or decorates it: outer spaces and marks without width, line breaks inside, and the
 * `="00123"` or `'00123` by which exports keep leading zeros from a spreadsheet (R104).
 * @returns undefined for a cell that says nothing
 */
export function cleaned(cell: string): string | undefined {
  const visible = cell.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').trim();
  const bare = /^="(.*)"$/s.exec(visible)?.[1]?.trim() ?? visible.replace(/^'(?=\d)/, '');
  // oxlint-disable-next-line no-control-regex -- a tab or a line break inside a cell is a space
  const text = bare.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return NOTHING.test(text) ? undefined : text;
}

/** What a spreadsheet writes where a formula fails. */
export const isFormulaError = (text: string) =>
  /^#(n\/a|ref!|value!|div\/0!|name\?|null!|num!|spill!|calc!|getting_data|blocked!|field!)$/i.test(text);

/** A name or the provider's own words. */
export function readText(text: string): CellResult {
  return text.length <= 512 ? ok(text) : err({ code: 'too_long', detail: 'a text has at most 512 characters' });
}

/**
 * A reference: an order, an account, a record. Leading zeros stay; inner spaces too, since some have them.
 * @param isNumber whether a workbook holds it as a number
 */
export function readReference(text: string, isNumber: boolean): CellResult {
  const plain = halfWidth(text);
  if (!(isNumber && plain.replace(/\D/g, '').length > KEPT_DIGITS) && !/^\d(\.\d+)?e\+?\d+$/i.test(plain))
    return readText(plain);
  const detail =
    'a spreadsheet has taken this reference for a number and keeps 15 digits of one: make the column text and enter it again, or export as CSV and do not open it in a spreadsheet';
  return err({ code: 'digits_lost', detail });
}
