import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../../kernel/write.ts';
import type { Tables } from '../../platform/tables.ts';
import { builtInMappings } from './built-in.ts';
import { Mapping } from './mapping.ts';

/** What a member said that the columns of a statement mean; never changed: a correction is the next version. */
export const OwnMapping = z.object({
  org: z.string(),
  id: idSchema('rebateMapping'),
  mapping: Mapping,
  /** The upload whose columns it explains. */
  upload: idSchema('rebateUpload'),
  confirmedBy: z.string(),
  confirmedAt: Instant,
});
export type OwnMapping = z.infer<typeof OwnMapping>;

export const ownMappingShape = storedShape({ name: 'rebate mapping', version: 1, schema: OwnMapping, upcasts: {} });

/** Mappings of an organisation beyond which nobody would find their way. */
export const MOST_MAPPINGS = 200;

const partition = (org: string) => `ORG#${org}#REBATE_MAPPINGS`;

function ownMappingKey({ org, mapping }: Pick<OwnMapping, 'org' | 'mapping'>): Key {
  return { pk: partition(org), sk: `${mapping.name}#${String(mapping.version).padStart(6, '0')}` };
}

/** Refused as `version` when somebody else confirmed this version meanwhile. */
export function newOwnMapping(own: OwnMapping): WriteIntent {
  const fields = toStored(ownMappingShape, own);
  return { op: 'put', table: 'desk', key: ownMappingKey(own), fields, expect: isNew, refusal: 'version' };
}

/** All versions that an organisation has confirmed, by name, oldest first. */
export async function readOwnMappings(tables: Pick<Tables, 'query'>, org: string): Promise<OwnMapping[]> {
  const { items } = await tables.query({ table: 'desk', pk: partition(org), limit: MOST_MAPPINGS });
  return items.map((item) => readStored(ownMappingShape, item));
}

/** The order in which they are tried: what was said last counts first. */
export function newestFirst(own: readonly OwnMapping[]): readonly OwnMapping[] {
  return own.toSorted((one, other) => (one.confirmedAt < other.confirmedAt ? 1 : -1));
}

/** All mappings by which an organisation's statements are read: its own, and after them those that the desk knows. */
export async function knownMappings(tables: Pick<Tables, 'query'>, org: string): Promise<readonly Mapping[]> {
  const own = newestFirst(await readOwnMappings(tables, org));
  return [...own.map(({ mapping }) => mapping), ...builtInMappings];
}
