import type { Logger } from '@aws-lambda-powertools/logger';
import { type Clock, type Instant, plusSeconds } from '../kernel/clock.ts';
import { asError } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import type { Item, Key } from '../kernel/write.ts';
import { type DueItem, type DueQueue, dueItemShape, dueKinds } from './due.ts';
import type { CountTrouble } from './due-measures.ts';
import { dueInOrder } from './due-order.ts';
import type { Tables } from './tables.ts';

export type DueDeps = {
  readonly tables: Pick<Tables, 'query' | 'transact'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly count: CountTrouble;
  /** Puts up to ten items into the queue of the group that owns their kind, and answers those that it did not take. */
  readonly send: (queue: DueQueue, items: readonly DueItem[]) => Promise<readonly DueItem[]>;
  /** Milliseconds until this run is ended. */
  readonly timeLeft: () => number;
};

/** What a run came to. `failed` counts calls that broke and items that a queue refused: those come again after their lease. */
export type HandedOut = { handed: number; unreadable: number; failed: number };

/**
 * How long a claimed item is left to the worker that claimed it, in seconds. Doubled with every claim, at most an hour:
 * what can not be handed over is met less and less often.
 */
const LEASE_SECONDS = 120;
const LONGEST_LEASE = 60 * 60;
/** Items worked on at once; each has two writes of its own. */
const BATCH = 50;
/** The limit of one call to a queue. */
const MESSAGES_A_CALL = 10;
/** No batch is begun with less than this: it must be through before the function is ended. In milliseconds. */
const CLOSING_TIME = 10_000;

/**
 * Claims what is due, oldest first across all shards, and hands each item to its owner's queue, until nothing is due or
 * the time is used up. Claim, send, delete: a worker killed in between leaves an item that is handed over again when its
 * lease is over, so work happens at least once and must bear a second time. An item that can't be read, claimed or
 * sent stays behind its lease and holds back no other.
 */
export async function handOutDueWork(deps: DueDeps): Promise<HandedOut> {
  const run: Run = { deps, done: { handed: 0, unreadable: 0, failed: 0 } };
  const inOrder = dueInOrder(deps, (shard, thrown) => failed(run, 'could not read due work', { shard }, thrown));
  for (let batch = await take(inOrder, BATCH); batch.length > 0; batch = await take(inOrder, BATCH)) {
    if (deps.timeLeft() < CLOSING_TIME) break;
    const claimed = await claimAll(run, batch);
    const sent = await sendAll(run, claimed);
    run.done.handed += sent.length;
    await Promise.all(sent.map((one) => tidyAway(run, one)));
  }
  return run.done;
}

type Run = { readonly deps: DueDeps; readonly done: HandedOut };
type Claimed = { readonly key: Key; readonly leaseUntil: Instant; readonly work: DueItem };

async function take(items: AsyncIterator<Item>, count: number): Promise<readonly Item[]> {
  const taken: Item[] = [];
  while (taken.length < count) {
    const next = await items.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

/** Those that are ours now and can be read, in the same order. */
async function claimAll(run: Run, items: readonly Item[]): Promise<readonly Claimed[]> {
  const now = run.deps.clock.now();
  const claimed = await Promise.all(
    items.map(async (item) => {
      const key = { pk: item.pk, sk: item.sk };
      try {
        const leaseUntil = await claim(run, item, now);
        const work = leaseUntil && read(run, item);
        return work ? [{ key, leaseUntil, work }] : [];
      } catch (thrown) {
        failed(run, 'could not claim due work', key, thrown);
        return [];
      }
    }),
  );
  return claimed.flat();
}

/** @returns when the claim ends, or nothing for an item that another worker has claimed */
async function claim({ deps }: Run, item: Item, now: Instant): Promise<Instant | undefined> {
  const { leaseUntil: leased, claims: counted } = item;
  if (typeof leased === 'string' && leased >= now) return undefined;
  const before = typeof counted === 'number' ? counted : 0;
  const leaseUntil = plusSeconds(now, Math.min(LEASE_SECONDS * 2 ** before, LONGEST_LEASE));
  const claimed = await deps.tables.transact([
    {
      op: 'update',
      table: 'desk',
      key: { pk: item.pk, sk: item.sk },
      set: { leaseUntil, claims: before + 1 },
      expect: [{ pk: { present: true }, leaseUntil: { absent: true } }, { leaseUntil: { lt: now } }],
      refusal: 'lock',
    },
  ]);
  return claimed.ok ? leaseUntil : undefined;
}

/** Nothing for an item that does not fit; those of a kind that this code doesn't know are there after a rollback. */
function read({ deps, done }: Run, item: Item): DueItem | undefined {
  try {
    return readStored(dueItemShape, item);
  } catch (error) {
    done.unreadable += 1;
    deps.count('DueItemsUnreadable', 'unreadable');
    deps.logger.error('unreadable due item', { item: item.sk, claims: item['claims'], error: asError(error) });
    return undefined;
  }
}

/** @returns those that are in their queues */
async function sendAll(run: Run, claimed: readonly Claimed[]): Promise<readonly Claimed[]> {
  const calls = [...Map.groupBy(claimed, ({ work }) => dueKinds[work.kind])].flatMap(([queue, ours]) =>
    chunksOf(ours, MESSAGES_A_CALL).map(async (chunk) => {
      try {
        const refused = await run.deps.send(
          queue,
          chunk.map(({ work }) => work),
        );
        for (const { kind, org, id } of refused) failed(run, 'a queue refused due work', { queue, kind, org, id });
        return chunk.filter(({ work }) => !refused.includes(work));
      } catch (thrown) {
        failed(run, 'could not send due work', { queue, items: chunk.length }, thrown);
        return [];
      }
    }),
  );
  return (await Promise.all(calls)).flat();
}

/** An item that was written anew meanwhile has no lease and stays for its second time. */
async function tidyAway(run: Run, { key, leaseUntil }: Claimed): Promise<void> {
  try {
    await run.deps.tables.transact([
      { op: 'delete', table: 'desk', key, expect: [{ leaseUntil: { eq: leaseUntil } }], refusal: 'lock' },
    ]);
  } catch (thrown) {
    failed(run, 'could not delete due work that was handed over', key, thrown);
  }
}

function failed({ deps, done }: Run, what: string, where: Readonly<Record<string, unknown>>, thrown?: unknown): void {
  done.failed += 1;
  deps.logger.error(what, { ...where, ...(thrown !== undefined && { error: asError(thrown) }) });
}

function chunksOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
