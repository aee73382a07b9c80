import { builtInMappings } from '../../functions/rebates/mappings/built-in.ts';
import type { Mapping } from '../../functions/rebates/mappings/mapping.ts';
import { type HowToRead, readRecords } from '../../functions/rebates/mappings/read-records.ts';
import type { Bytes } from '../../functions/rebates/objects.ts';
import type { Rebate } from '../../functions/rebates/rebate.ts';
import type { Quarantined } from '../../functions/rebates/uploads/upload.ts';

/** Bytes in pieces that end anywhere. */
export async function* inPieces(bytes: Uint8Array, size = 97): Bytes {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function builtIn(name: string): Mapping {
  const mapping = builtInMappings.find((one) => one.name === name);
  if (!mapping) throw new Error(name);
  return mapping;
}

/** All that a statement comes to; by the desk's own template unless said otherwise. */
export async function readStatement(statement: string | Uint8Array, how: Partial<HowToRead> = {}) {
  const records: Rebate[] = [];
  const rows: number[] = [];
  const quarantined: Quarantined[] = [];
  const of = { form: 'file', mapping: builtIn('portal-export'), zone: 'Asia/Shanghai', ...how } as const;
  for await (const one of readRecords(inPieces(Buffer.from(statement)), of)) {
    if ('record' in one) {
      records.push(one.record);
      rows.push(one.row);
    } else quarantined.push(one.quarantined);
  }
  return { records, rows, quarantined };
}

export const csv = (table: readonly (readonly string[])[]) =>
  table
    .map((cells) => cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\r\n');

const line: Readonly<Record<string, string>> = {
  'Record ID': 'r-1',
  'Settlement Period': '2026-10',
  'Order Reference': 'o-1',
  'Service Category': 'p_cvm',
  Currency: 'USD',
  'Base Amount': '100',
  'Rebate Rate': '5%',
  'Rebate Amount': '5.00',
  Status: 'Settled',
};

/** A table by the desk's own template, with these cells in its lines. */
export function portalTable(...lines: readonly Readonly<Record<string, string>>[]): string[][] {
  const headers = [...new Set([...Object.keys(line), ...lines.flatMap((cells) => Object.keys(cells))])];
  return [headers, ...lines.map((cells) => headers.map((header) => cells[header] ?? line[header] ?? ''))];
}
