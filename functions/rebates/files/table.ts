import type { Quarantined } from '../uploads/upload.ts';

/**
 * A line of a table, cells as exact text: a number of a workbook as it is stored there, a date as `YYYY-MM-DD HH:mm:ss`.
 * The first one that is not empty names the columns.
 */
export type Row = {
  /** The line of the file on which it begins; of a workbook its row. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns in which a workbook holds a number and no text: written with a point, and with no zeros before it. */
  readonly numbers?: ReadonlySet<number>;
};

/** Nothing after this line can be read: thrown, since a stream of rows has no other end, and caught by who reads records. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
  readonly fault: Quarantined;

  constructor(fault: Quarantined) {
    super(fault.detail);
    this.fault = fault;
  }
}

/** What a reader may have to hold of one line; beyond it no line is one of a statement. */
export const MAX_ROW_CHARACTERS = 65_536;
