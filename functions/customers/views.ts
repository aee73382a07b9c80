import * as z from 'zod';
import { CustomerImport } from './customer-import.ts';
import { CustomerRecord } from './customer-record.ts';
import { Counts } from './plan.ts';

/** What the API shows of this slice's records. */
export const CustomerView = z.strictObject(CustomerRecord.omit({ org: true }).shape);

export function customerView({ org: _org, ...shown }: CustomerRecord): z.input<typeof CustomerView> {
  return shown;
}

const summary = z.string().describe('what it comes to, in one sentence');

export const CustomerImportView = z.strictObject({
  ...CustomerImport.omit({ org: true, version: true, timelineSeq: true, timelineHead: true }).shape,
  summary,
});

export function customerImportView(record: CustomerImport): z.input<typeof CustomerImportView> {
  const { org: _org, version: _version, timelineSeq: _seq, timelineHead: _head, ...shown } = record;
  const { status, written, counts } = record;
  const going = `${written} of ${counts.new + counts.changed} customers are written; it goes on when the same request, or another import, is sent.`;
  return { ...shown, summary: status === 'applying' ? going : summaryOf(counts) };
}

export const ImportPreview = z.strictObject({
  dryRun: z.literal(true),
  counts: Counts,
  lines: CustomerImport.shape.lines,
  trimmed: CustomerImport.shape.trimmed,
  summary,
});

export function importPreview(
  { lines, trimmed }: { readonly lines: number; readonly trimmed: number },
  counts: Counts,
): z.input<typeof ImportPreview> {
  return { dryRun: true, counts, lines, trimmed, summary: summaryOf(counts) };
}

function summaryOf(counts: Counts): string {
  if (counts.new + counts.changed === 0) {
    return `Nothing differs from your records: customers named ${counts.unchanged}, new 0, changed 0.`;
  }
  return (
    `Customers: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged. ` +
    `Accounts: ${counts.accountsMoved} moved to another customer, ${counts.accountsRemoved} removed.`
  );
}
