import * as z from 'zod';
import type { Site } from '../../providers/provider.ts';
import { readHeader } from '../files/read-header.ts';
import type { RebateReadDeps } from '../ports.ts';
import type { Standing } from './standing.ts';
import { fileKey } from './upload.ts';

/** So many lines of a file are shown to whoever says what its columns mean. */
const SHOWN_LINES = 5;

/** The columns of a file whose meaning is asked for, or may be put right. */
export const ColumnsView = z.strictObject({
  headers: z.array(z.string()).describe('as they stand in the file'),
  samples: z.array(z.array(z.string())).describe('its first lines'),
});
export type ColumnsView = z.infer<typeof ColumnsView>;

/** The columns of an upload whose layout nobody has explained, or by whose mapping lines of it can not be read. */
export async function columnsOf(
  { objects }: Pick<RebateReadDeps, 'objects'>,
  { upload, status }: Standing,
  _site: Site,
): Promise<ColumnsView | undefined> {
  if (status !== 'unknown_columns' && status !== 'quarantined') return undefined;
  const header = await readHeader(await objects.read(fileKey(upload)));
  if (!header.ok) return undefined;
  const { headers, samples } = header.value;
  return { headers, samples: samples.slice(0, SHOWN_LINES) };
}
