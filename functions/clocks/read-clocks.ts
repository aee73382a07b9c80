import type { Instant } from '../kernel/clock.ts';
import { decodeCursor, encodeCursor, type Page } from '../kernel/paging.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import type { Item } from '../kernel/write.ts';
import { UNOWNED } from '../links/follow/assignment.ts';
import { invitationClockShape } from '../links/invitation-clock.ts';
import { linkShape } from '../links/link.ts';
import { linkRequestShape, parties } from '../links/link-request.ts';
import type { Tables } from '../platform/tables.ts';
import { recordKey } from '../timeline/index.ts';
import { approvedActionShape } from '../unbinds/actions/approved-action.ts';
import { dailyLookShape } from '../unbinds/customer-started/daily-look.ts';
import { unbindMoneyShape } from '../unbinds/money/unbind-money.ts';
import { unbindParties, unbindShape } from '../unbinds/unbind.ts';
import type { Clock } from './clock.ts';
import { mergeWaiting, placeOf } from './merge.ts';
import {
  actionClock,
  invitationLapse,
  linkClock,
  lookClock,
  type OwnerOf,
  requestClock,
  tailClock,
  unbindClock,
} from './tell-clock.ts';

/** By what clocks are listed; several filters are met together. */
export type ClockQuery = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly owner?: string | undefined;
  readonly party?: Clock['party'] | undefined;
  /** None that end after this. */
  readonly upTo?: Instant | undefined;
};

/** What one page may look at; beyond that it is given short, with the cursor to go on from. */
const MOST_LOOKED_AT = 2_000;
const BATCH = 100;

/**
 * One page of the clocks of an organisation, soonest first: the waits of link requests and of unbinds by whom is waited
 * for, and the provider's deadlines beside them, merged.
 * @param escalationOwner who answers for what nobody has in hand: a member, or `unowned`
 * @returns `invalid_input` for a cursor that is not one of ours
 */
export async function readClocks(
  tables: Tables,
  org: string,
  { limit, cursor, owner, party, upTo }: ClockQuery,
  { now, escalationOwner }: { readonly now: Instant; readonly escalationOwner: string },
): Promise<Result<Page<Clock>, Problem>> {
  const place = cursor === undefined ? ok([undefined]) : decodeCursor(cursor);
  if (!place.ok) return err({ kind: 'invalid_input', errors: [notOurs] });
  const [after] = place.value;
  const stretch = { after, ...(upTo !== undefined && { upTo: `${upTo}\uffff` }) };
  const waiting = mergeWaiting(tables, partitionsOf(org, party), stretch, limit + 1);
  const clocks: Clock[] = [];
  let last: string | undefined;
  for (let looked = 0; ; looked += BATCH) {
    const items = await take(waiting, BATCH);
    const told = await tellAll(tables, org, items, { now, ownerOf: ownedBy(escalationOwner) });
    for (const [at, clock] of told.entries()) {
      const item = items[at];
      const wanted = clock && (!party || clock.party === party) && (!owner || clock.owner === owner);
      if (wanted && clocks.length === limit) return ok({ items: clocks, next: encodeCursor([last ?? '']) });
      if (wanted) clocks.push(clock);
      if (item) last = placeOf(item);
    }
    if (items.length < BATCH) return ok({ items: clocks });
    if (looked + BATCH >= MOST_LOOKED_AT) return ok({ items: clocks, next: encodeCursor([last ?? '']) });
  }
}

/** Whose waits are in which partitions; deadlines of the provider's stand together, whoever is waited for. */
function partitionsOf(org: string, party: Clock['party'] | undefined): readonly string[] {
  const requests = parties.filter((one) => !party || one === party).map((one) => `ORG#${org}#WAITING#${one}`);
  const unbinds = unbindParties
    .filter((one) => !party || one === party)
    .map((one) => `ORG#${org}#UNBINDS_WAITING#${one}`);
  return [...requests, ...unbinds, `ORG#${org}#CLOCKS`];
}

/** A record that nobody has in hand is answered for by the owner of escalations, and where there is none by its team. */
const ownedBy =
  (escalationOwner: string): OwnerOf =>
  ({ owner, team }) => {
    const member = owner.startsWith('mem_') ? owner : escalationOwner;
    return member === UNOWNED ? { owner: team, ownedBy: 'team' } : { owner: member, ownedBy: 'member' };
  };

type Telling = { readonly now: Instant; readonly ownerOf: OwnerOf };

/** The clock of each item, in the same order; none where what it told of is over. */
async function tellAll(
  tables: Tables,
  org: string,
  items: readonly Item[],
  telling: Telling,
): Promise<readonly (Clock | undefined)[]> {
  const beside = [...new Set(items.flatMap((item) => recordBeside(item) ?? []))];
  const found = await tables.getMany(
    'desk',
    beside.map((id) => recordKey(org, id)),
  );
  const records = new Map(found.map((item) => [String(item['id']), item]));
  return items.map((item) => tell(item, records.get(recordBeside(item) ?? ''), telling));
}

/** The record that an item tells of which is no record itself. */
function recordBeside({ sk, request, unbind }: Item): string | undefined {
  return sk === 'RECORD' || sk === 'DAILY_LOOK' ? undefined : String(request ?? unbind);
}

function tell(item: Item, record: Item | undefined, telling: Telling): Clock | undefined {
  if (item.sk === 'RECORD') {
    const id = String(item['id']);
    if (id.startsWith('lreq_')) return requestClock(readStored(linkRequestShape, item), telling);
    if (id.startsWith('ubd_')) return unbindClock(readStored(unbindShape, item), telling);
    if (id.startsWith('act_')) return actionClock(readStored(approvedActionShape, item), telling.now);
    return linkClock(readStored(linkShape, item), telling);
  }
  if (item.sk === 'DAILY_LOOK') {
    const [until = ''] = placeOf(item).split('#');
    return lookClock(readStored(dailyLookShape, item), until, telling.now);
  }
  if (!record) return undefined;
  return item.sk === 'MONEY'
    ? tailClock(readStored(unbindShape, record), readStored(unbindMoneyShape, item), telling)
    : invitationLapse(readStored(linkRequestShape, record), readStored(invitationClockShape, item), telling);
}

async function take(items: AsyncIterator<Item>, count: number): Promise<readonly Item[]> {
  const taken: Item[] = [];
  while (taken.length < count) {
    const next = await items.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

const notOurs = {
  field: 'query.cursor',
  code: 'malformed_cursor',
  detail: 'not a cursor of this list; start again without one',
};
