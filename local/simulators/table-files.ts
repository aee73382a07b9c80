import * as z from 'zod';
import type { WireReply } from './server.ts';
import { zip } from './zip.ts';

/** How a file is served: as it is, with its head alone, cut off, without its last row, or not at all. */
export const servingSchema = z.enum(['whole', 'empty', 'half', 'short', 'dead']);
export type Serving = z.output<typeof servingSchema>;

/** A table before it is a file: cells by column; what a row lacks is an empty cell. */
export interface Table {
  columns: readonly string[];
  rows: readonly Readonly<Record<string, string>>[];
}

/** The lines that a file shows, its head first. */
export function shownLines({ columns, rows }: Table, serves: Serving): string[][] {
  const shown = serves === 'empty' ? [] : serves === 'short' ? rows.slice(0, -1) : rows;
  return [[...columns], ...shown.map((row) => columns.map((column) => row[column] ?? ''))];
}

/** CSV (RFC 4180, UTF-8 with a byte order mark). */
export function csvText(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

/** A workbook of one sheet, all of whose cells are texts. */
export function workbookBytes(lines: readonly (readonly string[])[]): Buffer {
  const rows = lines.map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((text, column) => cell(text, `${letters(column)}${at + 1}`)).join('')}</row>`,
  );
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zip({
    '[Content_Types].xml': `${xmlHead}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    '_rels/.rels': `${xmlHead}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xmlHead}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xmlHead}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${xmlHead}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
  });
}

/** A file as it goes over the wire; `half` breaks the connection in the middle. */
export function fileReply(body: string | Buffer, type: string, serves: Serving): WireReply {
  const headers = { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) };
  return serves === 'half'
    ? { kind: 'cut', headers, body, bytes: Math.floor(Buffer.byteLength(body) / 2) }
    : { kind: 'answer', status: 200, headers, body };
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function cell(text: string, at: string): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text === '' ? '' : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${plain}</t></is></c>`;
}

function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
