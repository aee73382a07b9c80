import { idPrefixes } from '../kernel/ids.ts';
import { readStored } from '../kernel/stored.ts';
import type { Item } from '../kernel/write.ts';
import { type LinkRequest, linkRequestShape } from '../links/link-request.ts';
import { isOutcome } from '../links/request-status.ts';
import type { Tables } from '../platform/tables.ts';
import { recordKey } from '../timeline/index.ts';
import { isUnbindOutcome } from '../unbinds/status.ts';
import { type Unbind, unbindShape } from '../unbinds/unbind.ts';

/** What people are written to about: a record that waits for them, or has ended. `kind` begins its timeline entries. */
export type Subject =
  | { readonly kind: 'link_request'; readonly record: LinkRequest }
  | { readonly kind: 'unbind'; readonly record: Unbind };

/** @returns undefined for a record of another kind, which has no mails of its own */
export function subjectOf(id: string, item: Item): Subject | undefined {
  if (id.startsWith(`${idPrefixes.linkRequest}_`))
    return { kind: 'link_request', record: readStored(linkRequestShape, item) };
  if (id.startsWith(`${idPrefixes.unbind}_`)) return { kind: 'unbind', record: readStored(unbindShape, item) };
  return undefined;
}

export async function readSubject(tables: Tables, org: string, id: string): Promise<Subject | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && subjectOf(id, item);
}

export function hasEnded({ kind, record }: Subject): boolean {
  return kind === 'unbind' ? isUnbindOutcome(record.status) : isOutcome(record.status);
}
