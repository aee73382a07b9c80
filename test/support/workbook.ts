import { zip } from '../../local/simulators/zip.ts';

/** A cell as it is stored: a text, a number as these very digits, or a raw element. */
export type BookCell = string | { readonly number: string; readonly style?: number } | { readonly xml: string };

/** A workbook of one or more sheets, made by hand so that a test decides what is stored. */
export function workbook(
  sheets: readonly (readonly (readonly BookCell[])[])[],
  {
    shared = [],
    styles = '',
    date1904 = false,
  }: { shared?: readonly string[]; styles?: string; date1904?: boolean } = {},
): Buffer {
  return zip({
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
      .map((_, at) => `<sheet name="S${at}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${shared.join('')}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    ...Object.fromEntries(sheets.map((rows, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheet(rows)])),
  });
}

function sheet(rows: readonly (readonly BookCell[])[]): string {
  const lines = rows.map(
    (cells, at) => `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, column, at + 1)).join('')}</row>`,
  );
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: BookCell, column: number, row: number): string {
  const at = `r="${nameOf(column)}${row}"`;
  if (typeof cell === 'string')
    return cell === '' ? '' : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  return 'xml' in cell
    ? cell.xml.replace('<c', `<c ${at}`)
    : `<c ${at} s="${cell.style ?? 0}"><v>${cell.number}</v></c>`;
}

const nameOf = (column: number): string =>
  (column >= 26 ? nameOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** As workbooks write what XML has no room for. */
const escaped = (text: string) =>
  text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    // oxlint-disable-next-line no-control-regex -- these are what has to be escaped
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0')}_`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
