import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { readStored } from '../kernel/stored.ts';
import { rights } from '../platform/contract.ts';
import type { Tables } from '../platform/tables.ts';
import { type TimelineEntry, timelineEntryShape, timelineKey } from '../timeline/index.ts';
import type { Member, Person } from './member.ts';

/**
 * One line of an access review (R134): who may do what, since when, and by whose hand. When somebody last signed in only
 * the user pool knows, so it is not told here.
 */
export const AccessLine = z.strictObject({
  memberId: idSchema('member'),
  kind: z.enum(['person', 'machine']),
  name: z.string().nullable().describe('null when a person’s data has been erased'),
  email: z.string().nullable().describe('null for machines'),
  rights: z.array(z.enum(rights)),
  status: z.enum(['active', 'disabled']),
  addedAt: Instant,
  addedBy: z.string().describe('the member who added them; "desk" for the founder'),
  rightsSince: Instant.describe('when these rights were given'),
  rightsBy: z.string().describe('the member who gave them; "desk" for the founder’s'),
  statusSince: Instant.describe('when the member was added, or last disabled or enabled'),
});
export type AccessLine = z.output<typeof AccessLine>;

const PAGE = 50;

/** What a member's own timeline tells of its rights; newest entries first, read until both are known. */
export async function accessLine(tables: Tables, member: Member, person: Person | undefined): Promise<AccessLine> {
  const { id, kind, status, createdAt, createdBy } = member;
  const given = { rightsSince: createdAt, rightsBy: createdBy, statusSince: createdAt };
  const found = await lastEntries(tables, member);
  return {
    memberId: id,
    kind,
    name: kind === 'machine' ? member.name : (person?.displayName ?? null),
    email: person?.email ?? null,
    rights: member.rights,
    status,
    addedAt: createdAt,
    addedBy: createdBy,
    ...given,
    ...(found.rights && { rightsSince: found.rights.at, rightsBy: byOf(found.rights) }),
    ...(found.status && { statusSince: found.status.at }),
  };
}

type Last = { rights?: TimelineEntry; status?: TimelineEntry };

async function lastEntries(tables: Tables, { org, id }: Member): Promise<Last> {
  const { pk } = timelineKey(org, id, 1);
  const last: Last = {};
  let after: string | undefined;
  do {
    const page = await tables.query({
      table: 'timeline',
      pk,
      descending: true,
      limit: PAGE,
      ...(after !== undefined && { after }),
    });
    for (const item of page.items) {
      const entry = readStored(timelineEntryShape, item);
      if (entry.type === 'member.rights_changed') last.rights ??= entry;
      if (entry.type === 'member.disabled' || entry.type === 'member.enabled') last.status ??= entry;
    }
    after = page.more && !(last.rights && last.status) ? page.last : undefined;
  } while (after !== undefined);
  return last;
}

function byOf({ actor }: TimelineEntry): string {
  return actor.kind === 'member' ? actor.id : actor.kind;
}

const columns = Object.keys(AccessLine.shape).filter((key): key is keyof AccessLine => key in AccessLine.shape);

/** The lines as a table for a spreadsheet. */
export function accessCsv(lines: readonly AccessLine[]): string {
  const rows = lines.map((line) => columns.map((column) => cell([line[column] ?? ''].flat().join(' '))));
  return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Quoted (RFC 4180), and with nothing at its beginning that a spreadsheet would take for a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
