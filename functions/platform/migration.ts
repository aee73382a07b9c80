import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { readStored, type StoredShape, upcast } from '../kernel/stored.ts';
import type { Item, Key, TableName, Test, WriteIntent } from '../kernel/write.ts';
import type { Tables } from './tables.ts';

/** Each table is read in so many parts side by side. */
export const SEGMENTS = 4;
const tableNames = ['desk', 'timeline', 'private'] as const satisfies readonly TableName[];

/** A page of one part of a table, in no order that means anything; `next` is where the page after it begins. */
export type Scan = (
  table: TableName,
  segment: number,
  after: Key | undefined,
) => Promise<{ readonly items: readonly Item[]; readonly next?: Key }>;

/** What an item is by its key: its name, and its shape unless it has none. */
export type KindOf = (
  table: TableName,
  key: Key,
) => { readonly item: string; readonly shape?: StoredShape } | undefined;

export type MigrationDeps = {
  readonly tables: Pick<Tables, 'get' | 'query' | 'transact'>;
  readonly scan: Scan;
  readonly kindOf: KindOf;
  /** What code of today begins with such an item and this one lacks: writes that do no harm when done twice. */
  readonly owed: (item: string, stored: Item) => Promise<readonly WriteIntent[]>;
  /** The current versions in a word: a run that was interrupted is continued by code of the same versions only. */
  readonly versions: string;
  /** Comes back when so many more items may be read. */
  readonly pace: (items: number) => Promise<void>;
  /** Is told the key of every item that stays as it is though it should not, and of what is made up for. Keys hold ids, no personal data. */
  readonly say: (line: string) => void;
};

/** How many items of a kind and version there were, and what became of them. */
const Count = z.object({
  table: z.enum(tableNames),
  item: z.string(),
  /** As found; 0 for items without one. */
  version: z.int(),
  found: z.int(),
  /** Of an older version than the current one. In a dry run, these would be rewritten. */
  old: z.int(),
  /** Of a kind or version that this code does not know, or not as their shape says; or always changed by others. */
  left: z.int(),
});
export type Count = z.infer<typeof Count>;

const Progress = z.object({
  run: z.string(),
  after: z.object({ pk: z.string(), sk: z.string() }).optional(),
  done: z.boolean(),
  counts: z.array(Count),
});
type Progress = z.infer<typeof Progress>;

/**
 * Rewrites every item whose version is older than its shape's, while the desk is at work. Items can be read without it,
 * so it may run at any time after the deployment of the code that it runs with; earlier code can not read what it wrote.
 * It keeps in the desk table how far it has come: run again after an interruption it goes on there, run again after its
 * end it starts over and finds nothing to do. What older code did not begin with an item is begun, too. Timeline entries are counted and never rewritten: their hashes are chained.
 * A dry run writes nothing at all.
 */
export async function migrate(
  deps: MigrationDeps,
  { dryRun }: { readonly dryRun: boolean },
): Promise<readonly Count[]> {
  const run = createHash('sha256').update(deps.versions).digest('hex').slice(0, 16);
  const parts = tableNames.flatMap((table) => Array.from({ length: SEGMENTS }, (_, segment) => ({ table, segment })));
  const begun = dryRun ? new Map<string, Progress>() : await whereItStood(deps, run);
  if (!dryRun && begun.size === 0) await deps.tables.transact(parts.map((part) => save(part, start(run))));
  const counts: Count[] = [];
  for (const table of tableNames) {
    const ours = parts.filter((part) => part.table === table);
    counts.push(
      ...(await allParts(ours, (part, halt) =>
        walk(deps, part, begun.get(nameOf(part)) ?? start(run), { dryRun, halt }),
      )),
    );
  }
  return counts;
}

/** Walks through parts side by side. @throws what the first of them threw, when the others have ended their page */
async function allParts(
  parts: readonly Part[],
  walkThrough: (part: Part, halt: AbortSignal) => Promise<readonly Count[]>,
): Promise<readonly Count[]> {
  const halt = new AbortController();
  const walks = parts.map((part) =>
    walkThrough(part, halt.signal).catch((error: unknown) => {
      halt.abort(error);
      return [];
    }),
  );
  const counts = await Promise.all(walks);
  halt.signal.throwIfAborted();
  return sumUp(counts.flat());
}

type Part = { readonly table: TableName; readonly segment: number };

const start = (run: string): Progress => ({ run, done: false, counts: [] });
const nameOf = ({ table, segment }: Part) => `${table} ${segment}`;

function progressKey(table: TableName, segment: number): Key {
  return { pk: `MIGRATION#${table}`, sk: `SEGMENT#${segment}` };
}

function save({ table, segment }: Part, fields: Progress): WriteIntent {
  return { op: 'put', table: 'desk', key: progressKey(table, segment), fields, expect: [], refusal: 'exists' };
}

/** The parts of the run that was interrupted; none when it was of other versions, or came to its end. */
async function whereItStood({ tables }: MigrationDeps, run: string): Promise<ReadonlyMap<string, Progress>> {
  const found = new Map<string, Progress>();
  for (const table of tableNames) {
    const { items } = await tables.query({ table: 'desk', pk: progressKey(table, 0).pk, limit: SEGMENTS });
    for (const item of items) {
      const segment = Number(item.sk.split('#')[1]);
      found.set(nameOf({ table, segment }), Progress.parse(item));
    }
  }
  const all = [...found.values()];
  return all.some(({ done }) => !done) && all.every((one) => one.run === run) ? found : new Map();
}

async function walk(
  deps: MigrationDeps,
  part: Part,
  begun: Progress,
  { dryRun, halt }: { readonly dryRun: boolean; readonly halt: AbortSignal },
): Promise<readonly Count[]> {
  let progress = begun;
  while (!progress.done && !halt.aborted) {
    const { items, next } = await deps.scan(part.table, part.segment, progress.after);
    await deps.pace(items.length);
    const looked = await Promise.all(items.map((item) => lookAt(deps, part.table, item, dryRun)));
    const counts = sumUp([...progress.counts, ...looked]);
    progress = { run: progress.run, ...(next && { after: next }), done: next === undefined, counts };
    if (!dryRun) await deps.tables.transact([save(part, progress)]);
  }
  return progress.counts;
}

async function lookAt(deps: MigrationDeps, table: TableName, item: Item, dryRun: boolean): Promise<Count> {
  const kind = deps.kindOf(table, item);
  const found = item['schemaVersion'];
  const version = typeof found === 'number' ? found : 0;
  const count = { table, item: kind?.item ?? 'unknown', version, found: 1, old: 0, left: 0 };
  const name = `${table} ${item.pk} ${item.sk}`;
  if (kind && !kind.shape) return count;
  if (!kind?.shape) {
    deps.say(`left: ${name}: no kind of item has such a key`);
    return { ...count, left: 1 };
  }
  try {
    readStored(kind.shape, item);
  } catch (error) {
    deps.say(`left: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    return { ...count, left: 1 };
  }
  await makeUp(deps, kind.item, item, dryRun);
  if (version === kind.shape.version || table === 'timeline') return count;
  if (dryRun || (await rewrite(deps.tables, table, item, kind.shape))) return { ...count, old: 1 };
  deps.say(`left: ${name}: changed by others all the time`);
  return { ...count, old: 1, left: 1 };
}

async function makeUp({ tables, owed, say }: MigrationDeps, kind: string, item: Item, dryRun: boolean): Promise<void> {
  const intents = await owed(kind, item);
  if (intents.length === 0) return;
  say(`${dryRun ? 'to begin' : 'begun'} for ${kind} ${item.pk}: ${intents.map(({ key }) => key.sk).join(', ')}`);
  // refused: somebody has begun with it in this moment
  if (!dryRun) await tables.transact(intents);
}

/** Others who change the item meanwhile are not overwritten: it is read again then. */
const MAX_ROUNDS = 5;

async function rewrite(
  tables: MigrationDeps['tables'],
  table: TableName,
  read: Item,
  shape: StoredShape,
): Promise<boolean> {
  let item: Item | undefined = read;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!item || item['schemaVersion'] === shape.version) return true;
    if ((await tables.transact([rewriting(table, item, shape)])).ok) return true;
    item = await tables.get(table, { pk: item.pk, sk: item.sk });
  }
  return false;
}

/**
 * Changes what the upcast changes, if the item is as it was read. Not every change of an item raises a version of its
 * own, so all its plain fields are compared, `schemaVersion` and a record's `version` among them.
 */
function rewriting(table: TableName, item: Item, shape: StoredShape): WriteIntent {
  const { pk, sk, ...before } = item;
  const { pk: _pk, sk: _sk, ...after } = upcast(shape, item);
  const set = Object.fromEntries(
    Object.entries(after).filter(([field, value]) => value !== undefined && !isDeepStrictEqual(value, item[field])),
  );
  const remove = Object.keys(before).filter((field) => after[field] === undefined);
  const unchanged = Object.entries(before).map(([field, value]) => [field, asRead(value)] as const);
  const appeared = Object.keys(set).filter((field) => !(field in before));
  const expect: Record<string, Test> = Object.fromEntries<Test>([
    ...unchanged,
    ...appeared.map((field) => [field, { absent: true }] as const),
  ]);
  return { op: 'update', table, key: { pk, sk }, set, remove, expect: [expect], refusal: 'version' };
}

function asRead(value: unknown): Test {
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? { eq: value } : { present: true };
}

function sumUp(counts: readonly Count[]): Count[] {
  const sums = new Map<string, Count>();
  for (const one of counts) {
    const name = JSON.stringify([one.table, one.item, one.version]);
    const sum = sums.get(name);
    const { found = 0, old = 0, left = 0 } = sum ?? {};
    sums.set(name, { ...one, found: found + one.found, old: old + one.old, left: left + one.left });
  }
  return [...sums.values()].toSorted((a, b) => a.item.localeCompare(b.item) || a.version - b.version);
}
