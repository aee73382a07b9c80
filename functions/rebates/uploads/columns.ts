import * as z from 'zod';
import type { Site } from '../../providers/provider.ts';
import { readHeader } from '../files/read-header.ts';
import { builtInMappings, mappingId } from '../mappings/built-in.ts';
import { MappedField, type Mapping } from '../mappings/mapping.ts';
import { knownMappings } from '../mappings/own-mapping.ts';
import { suggestMapping } from '../mappings/suggest.ts';
import type { RebateReadDeps } from '../ports.ts';
import { MappingGiven } from './mapping-given.ts';
import type { Standing } from './standing.ts';
import { fileKey } from './upload.ts';

/** So many lines of a file are shown to whoever says what its columns mean. */
const SHOWN_LINES = 5;

/** The columns of a file whose meaning is asked for, or may be put right. */
export const ColumnsView = z.strictObject({
  headers: z.array(z.string()).describe('as they stand in the file'),
  samples: z.array(z.array(z.string())).describe('its first lines'),
  guesses: z
    .array(
      z.strictObject({
        header: z.string(),
        field: MappedField.describe('what the column seems to hold, by its name and the look of its cells'),
        confidence: z.number().min(0).max(1),
      }),
    )
    .describe('by column; whatever is unsure is "ignored" for you to say'),
  suggested: MappingGiven.describe(
    'to be confirmed as it is, or put right: made of the guesses; where lines can not be read, the mapping that they were read by',
  ),
});
export type ColumnsView = z.infer<typeof ColumnsView>;

/** The columns of an upload whose layout nobody has explained, or by whose mapping lines of it can not be read. */
export async function columnsOf(
  { tables, objects }: Pick<RebateReadDeps, 'tables' | 'objects'>,
  { upload, status }: Standing,
  site: Site,
): Promise<ColumnsView | undefined> {
  if (status !== 'unknown_columns' && status !== 'quarantined') return undefined;
  const header = await readHeader(await objects.read(fileKey(upload)));
  if (!header.ok) return undefined;
  const { headers, samples } = header.value;
  const { mapping, columns } = suggestMapping(headers, samples, site);
  const known = upload.mapping === undefined ? [] : await knownMappings(tables, upload.org);
  const readBy = known.find((one) => mappingId(one) === upload.mapping);
  return {
    headers,
    samples: samples.slice(0, SHOWN_LINES),
    guesses: columns.map(({ header: name, field, confidence }) => ({ header: name, field, confidence })),
    suggested: givenBy(readBy ? { ...readBy, name: isBuiltIn(readBy) ? mapping.name : readBy.name } : mapping),
  };
}

/** A correction of what comes with the desk is the organisation's own, by a name of its own. */
function isBuiltIn({ name }: Mapping): boolean {
  return builtInMappings.some((one) => one.name === name);
}

function givenBy({
  version: _version,
  sites: _sites,
  document: _document,
  ...given
}: Mapping): ColumnsView['suggested'] {
  return given;
}
