import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { Item } from '../../kernel/write.ts';
import { readMember } from '../../parties/index.ts';
import { change } from '../../platform/change.ts';
import { type DueItem, due } from '../../platform/due.ts';
import { readFiltered } from '../../platform/read-page.ts';
import type { Where } from '../../platform/where.ts';
import { move } from '../../timeline/index.ts';
import { linkShape } from '../link.ts';
import { linkRequestShape } from '../link-request.ts';
import type { LinkDeps } from '../ports.ts';
import { isOutcome } from '../request-status.ts';
import { assigned, escalationOwner } from './assignment.ts';

/** Records that one piece of work hands over, of each kind; the rest is due again at once. */
const AT_ONCE = 50;
/** Lists are a moment behind the records: what was assigned just before is found by a second look. */
const SECOND_LOOK_SECONDS = 60;

const actor = { kind: 'desk', part: 'hand-over' } as const;
const reason = 'the member was disabled';

/**
 * Hands everything that a disabled member has in hand to the owner of escalations, or else to its team (R143): open
 * requests and active links with their clocks, which stay as they are. Whatever has been handed over is passed by, so it
 * may be broken off and repeated at will. A member who was enabled again keeps the rest.
 */
export async function handOver(deps: LinkDeps, { org, id }: DueItem): Promise<void> {
  const [member = '', look = '1'] = id.split('#');
  if ((await readMember(deps.tables, org, member))?.status !== 'disabled') return;
  const owner = await escalationOwner(deps.tables, org);
  const requests = await owned(deps, `ORG#${org}#LINK_REQUESTS`, member, []);
  for (const item of requests.items) await handOverRequest(deps, item, member, owner);
  const links = await owned(deps, `ORG#${org}#LINKS`, member, [[{ field: 'status', eq: 'active' }]]);
  for (const item of links.items) await handOverLink(deps, item, member, owner);
  const now = deps.clock.now();
  if (requests.next || links.next) await again(deps, { org, id, at: plusSeconds(now, 1) });
  else if (look === '1') await again(deps, { org, id: `${member}#2`, at: plusSeconds(now, SECOND_LOOK_SECONDS) });
}

async function owned({ tables }: LinkDeps, pk: string, owner: string, more: Where) {
  const where = [[{ field: 'owner', eq: owner }], ...more];
  const open = (item: Item) => item['endedAt'] === undefined;
  const page = await readFiltered(tables, { table: 'desk', index: 'list', pk, where }, { limit: AT_ONCE }, open);
  if (!page.ok) throw new InvariantBroken('a list without a cursor was refused');
  return page.value;
}

async function handOverRequest(deps: LinkDeps, { pk, sk }: Item, from: string, owner: string): Promise<void> {
  const read = () => deps.tables.get('desk', { pk, sk });
  await change(deps.tables, read, (item) => {
    const record = item && readStored(linkRequestShape, item);
    if (record?.owner !== from || isOutcome(record.status)) return ok({ intents: [], value: undefined });
    const { set, data } = assigned(record, { owner, reason });
    const entry = { type: 'link_request.owner_changed', actor, at: deps.clock.now(), data } as const;
    return ok({ intents: move(record, { set }, entry, deps.newId), value: undefined });
  });
}

async function handOverLink(deps: LinkDeps, { pk, sk }: Item, from: string, owner: string): Promise<void> {
  const read = () => deps.tables.get('desk', { pk, sk });
  await change(deps.tables, read, (item) => {
    const link = item && readStored(linkShape, item);
    if (link?.owner !== from) return ok({ intents: [], value: undefined });
    const { set, data } = assigned(link, { owner, reason });
    const entry = { type: 'link.owner_changed', actor, at: deps.clock.now(), data } as const;
    return ok({ intents: move(link, { set }, entry, deps.newId), value: undefined });
  });
}

async function again({ tables }: LinkDeps, item: { org: string; id: string; at: Instant }): Promise<void> {
  await tables.transact([due({ kind: 'member.hand-over', ...item })]);
}
