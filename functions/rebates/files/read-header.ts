import { err, ok, type Result } from '../../kernel/result.ts';
import type { Bytes } from '../objects.ts';
import type { Quarantined } from '../uploads/upload.ts';
import { type OriginalForm, readTable } from './read-table.ts';
import { UnreadableTable } from './table.ts';

/** So many lines after the header show what the columns hold. */
const SAMPLE_LINES = 50;

/** The names of the columns as they stand, the line they stand on, and the first lines under them. */
export type Header = { readonly line: number; readonly headers: string[]; readonly samples: string[][] };

/**
 * What the columns of an original are called and hold. Reads no further than it has to.
 * @returns why it is no table: one of the codes of `readTable`, or `empty`
 */
export async function readHeader(
  original: Bytes,
  { form = 'file' }: { readonly form?: OriginalForm } = {},
): Promise<Result<Header, Quarantined>> {
  let header: Header | undefined;
  try {
    for await (const { line, cells } of readTable(original, form)) {
      if (header) header.samples.push([...cells]);
      else header = { line, headers: [...cells], samples: [] };
      if (header.samples.length >= SAMPLE_LINES) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    return err(error.fault);
  }
  return header ? ok(header) : err(emptyTable);
}

export const emptyTable: Quarantined = {
  line: 1,
  code: 'empty',
  detail: 'there is nothing in the file: export it again',
};
