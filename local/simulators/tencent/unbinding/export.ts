import type { Unbinding } from '../state.ts';
import { wireTime } from '../wire-format.ts';
import { statusLabels } from './records.ts';

/** The columns of "Unbinding Customers"; which there are, and in which words, is not documented. */
export const columns = [
  'Record Number',
  'Customer UIN',
  'Customer Name',
  'Origin',
  'Submitted At',
  'Status',
  'Deadline',
] as const;

/** The cells of a record, in the order of `columns`. Times are `YYYY-MM-DD HH:mm:ss` in UTC+8. */
export function cellsOf(record: Unbinding): string[] {
  const origin = record.origin === 'reseller' ? 'Reseller' : 'Customer';
  const { number, uin, name, status } = record;
  return [number, uin, name, origin, wireTime(record.submittedAt), statusLabels[status], wireTime(record.deadline)];
}

/** The page as a CSV file (RFC 4180, UTF-8). */
export function csvOf(records: readonly Unbinding[]): string {
  return [columns, ...records.map(cellsOf)].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
