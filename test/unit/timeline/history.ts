import { instant } from '../../../functions/kernel/clock.ts';
import type { Item } from '../../../functions/kernel/write.ts';
import { anchorHours } from '../../../functions/timeline/anchor-hours.ts';
import {
  append,
  create,
  Followed,
  move,
  recordKey,
  timelineKey,
  timelineStart,
} from '../../../functions/timeline/index.ts';
import { verifyTimelines } from '../../../functions/timeline/verify-timelines.ts';
import { memoryAnchors } from '../../support/memory-anchors.ts';
import { memoryTables } from '../../support/memory-tables.ts';

export const org = 'org_a';
export const HOUR = 3600;

/** Something that happens to one of the records, so many seconds after what happened before it. */
export type Doing = {
  readonly record: number;
  readonly kind: 'move' | 'append';
  readonly later: number;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Records and their timelines in memory, and an hourly run that anchors them seven minutes past each hour. */
export function history() {
  const tables = memoryTables();
  const anchors = memoryAnchors();
  const time = { now: Date.UTC(2026, 10, 2, 1, 30) };
  const clock = { now: () => instant(time.now) };
  let ids = 0;
  const newId = <K extends string>(kind: K) => `${kind}_${(ids += 1)}` as never;
  const subjects = new Set<string>();
  const draft = (data: Doing['data']) =>
    ({ type: 'link_request.moved', actor: { kind: 'customer' }, at: clock.now(), data }) as const;

  /** Lets time pass, running the schedule on its way. */
  async function pass(seconds: number): Promise<void> {
    const until = time.now + seconds * 1000;
    const atSeven = (now: number) => (Math.floor((now - 7 * 60_000) / 3_600_000) + 1) * 3_600_000 + 7 * 60_000;
    for (let next = atSeven(time.now); next <= until; next = atSeven(time.now)) {
      time.now = next;
      await anchorHours({ tables, clock, anchors });
    }
    time.now = until;
  }

  async function happen({ record, kind, later, data }: Doing): Promise<void> {
    await pass(later);
    const id = `lreq_${record}`;
    const item = await tables.get('desk', recordKey(org, id));
    subjects.add(id);
    if (!item) {
      await tables.transact(create({ ...timelineStart, org, id, version: 1 }, draft(data), newId));
      return;
    }
    const followed = Followed.parse(item);
    const step = { set: { moved: true } };
    await tables.transact(
      kind === 'move' ? move(followed, step, draft(data), newId) : append(followed, draft(data), newId),
    );
  }

  const verify = () => {
    const known = [...subjects].map((subject) => ({ org, subject }));
    return verifyTimelines(tables, anchors.kept(), known);
  };

  return {
    tables,
    anchors,
    clock,
    time,
    pass,
    happen,
    verify,
    /** What the verifier says of it, in its words. */
    said: async () => (await verify()).findings.map(({ says }) => says),
    entries: (id: string): Item[] => [...tables.items('timeline', timelineKey(org, id, 1).pk)],
    record: async (id: string): Promise<Item> => {
      const item = await tables.get('desk', recordKey(org, id));
      if (!item) throw new Error(`no record ${id}`);
      return item;
    },
    /** Takes an item away as somebody with the keys of the store can. */
    remove: ({ pk, sk }: Item, table: 'desk' | 'timeline') =>
      tables.transact([{ op: 'delete', table, key: { pk, sk }, expect: [], refusal: 'exists' }]),
  };
}
