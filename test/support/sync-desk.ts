import { gzipSync } from 'node:zlib';
import { plusSeconds } from '../../functions/kernel/clock.ts';
import { ok } from '../../functions/kernel/result.ts';
import { readStored } from '../../functions/kernel/stored.ts';
import { DueItem, dueShards } from '../../functions/platform/due.ts';
import { relayEntries } from '../../functions/platform/relay.ts';
import { rebatesOf } from '../../functions/providers/capabilities.ts';
import type { ProviderPort, Site } from '../../functions/providers/provider.ts';
import type { Download } from '../../functions/rebates/adapters/download.ts';
import { runNights } from '../../functions/rebates/nights/run-nights.ts';
import type { Period } from '../../functions/rebates/period.ts';
import type { RebatesOf } from '../../functions/rebates/ports.ts';
import { Rebate } from '../../functions/rebates/rebate.ts';
import { objectKeys } from '../../functions/rebates/snapshot/manifest.ts';
import { compareSync as compareWhole } from '../../functions/rebates/sync/compare.ts';
import { type AskedSync, createSync } from '../../functions/rebates/sync/new-sync.ts';
import { type RebateSync, rebateSyncShape, type SyncPeriod } from '../../functions/rebates/sync/sync.ts';
import { readSync } from '../../functions/rebates/sync/sync-sequence.ts';
import { rebatesProviderTasks, rebatesTasks } from '../../functions/rebates/tasks/tasks.ts';
import { createRebatesWork } from '../../functions/rebates/work/rebates-work.ts';
import { timelineEntryShape } from '../../functions/timeline/index.ts';
import { memoryMachine } from './memory-machine.ts';
import { changesOf, rebateDesk } from './rebate-desk.ts';
import { rebateSource } from './rebate-source.ts';
import { scriptedProvider } from './scripted-provider.ts';

/** Statements of this desk are records as JSON, a line each; these words stand for what can't be taken in. */
const unfit = { held: 'doubtful', quarantined: 'unknown columns' } as const;

type SyncDeskOptions = {
  readonly list?: ProviderPort['listRebates'];
  /** A provider of one's own, and what fetches its files. */
  readonly real?: Pick<ProviderPort, 'readRebateFiles'> & { readonly download: Download };
  readonly site?: Site;
};

/**
 * A desk in memory whose syncs run through their machine, with a provider whose files a test writes, or one that has this
 * list or these files instead, of which the desk's own engine makes snapshots.
 */
export async function syncDesk({ list, real, site }: SyncDeskOptions = {}) {
  const desk = await rebateDesk(site);
  const { org, account, objects, time } = desk;
  const source = rebateSource();
  const { readRebateFiles, download } = real ?? source;
  const files = { ...scriptedProvider(desk.deps.clock).port, readRebateFiles };
  const port = list ? { ...files, listRebates: list } : files;
  const sourceOf: RebatesOf = (site) => {
    const found = rebatesOf(site);
    return found && list ? { ...found, source: 'list' } : found;
  };
  const known = new Map<Period, readonly Rebate[]>();
  const hangs = { now: (): Promise<void> => new Promise(() => undefined) };

  /** The engine in small: every line parsed, and the plain difference. */
  async function compareSync(sync: RebateSync): Promise<readonly SyncPeriod[]> {
    const each = sync.periods.map(async (one): Promise<SyncPeriod> => {
      const { period, original, state } = one;
      if (state !== 'read' || !original) return one;
      const text = String(objects.held.get(objectKeys.original(org, account.id, original.sha256)));
      if (text === unfit.held) return { ...one, state: 'held', doubts: ['many_gone'] };
      if (text === unfit.quarantined) return { ...one, state: 'quarantined' };
      const records = text
        .split('\n')
        .filter(Boolean)
        .map((line) => Rebate.parse(JSON.parse(line)));
      const changes = changesOf(period, known.get(period) ?? [], records);
      const sha256 = original.sha256;
      const snapshot = {
        period,
        sha256,
        records: records.length,
        bytes: text.length,
        totals: [],
        madeAt: desk.deps.clock.now(),
      };
      const before = desk.tables.items('desk').find(({ sk }) => sk === `PERIOD#${period}`);
      const previous = (before as { manifest?: SyncPeriod['previous'] } | undefined)?.manifest;
      if (previous?.sha256 === sha256) return { ...one, state: 'unchanged', snapshot, previous };
      const body = changes.map((change) => `${JSON.stringify(change)}\n`).join('');
      objects.held.set(objectKeys.plan(org, account.id, sync.id, period), gzipSync(body));
      if (!sync.dryRun) known.set(period, records);
      const plan = { kinds: {}, changes: changes.length, deltas: [], unexplained: 0 };
      return { ...one, state: 'planned', snapshot, ...(previous && { previous }), plan };
    });
    return Promise.all(each);
  }

  const given = { ...desk.deps, rebatesOf: sourceOf, portOf: () => port, download };
  const deps = { ...given, compareSync: list || real ? (sync: RebateSync) => compareWhole(given, sync) : compareSync };
  const tasks = { ...rebatesTasks(deps), ...rebatesProviderTasks(deps) };
  const machine = memoryMachine('rebate-sync', deps.clock, tasks, () => hangs.now());
  const restartAfter = [60, 300, 1800] as const;
  const work = createRebatesWork({ ...deps, executions: machine.executions, restartAfter });

  const relayed = new Set<string>();
  async function relay(): Promise<boolean> {
    const entries = desk.tables
      .items('timeline')
      .filter(({ id, type }) => String(type).startsWith('rebate_sync.') && !relayed.has(String(id)))
      .map((item) => readStored(timelineEntryShape, item));
    for (const { id } of entries) relayed.add(id);
    await relayEntries(
      {
        measure: () => undefined,
        start: async ({ name, input }) => {
          machine.machine.start(name, input);
          return ok();
        },
        publish: async () => new Set(),
      },
      entries,
    );
    return entries.length > 0;
  }

  const dueItems = () =>
    dueShards
      .flatMap((shard) => desk.tables.items('desk', `DUE#${shard}`))
      .filter(({ kind }) => kind === 'rebate.watch');

  async function watches(): Promise<boolean> {
    const now = deps.clock.now();
    const due = dueItems().filter(({ at }) => String(at) <= now);
    for (const item of due) {
      await desk.tables.transact([
        { op: 'delete', table: 'desk', key: { pk: item.pk, sk: item.sk }, expect: [], refusal: 'version' },
      ]);
      await work(DueItem.parse(item));
    }
    return due.length > 0;
  }

  /** Lets everything happen that can happen at this instant. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 100; round += 1)
      if (![await relay(), await machine.run(), await watches()].includes(true)) return;
    throw new Error('never comes to rest');
  }

  /** Lets so many seconds pass, stopping wherever something is due. */
  async function pass(seconds: number): Promise<void> {
    const until = time.now + seconds * 1000;
    await settle();
    for (;;) {
      const next = [machine.machine.nextAt(), ...dueItems().map(({ at }) => String(at))]
        .flatMap((at) => (at === undefined ? [] : [Date.parse(at)]))
        .toSorted((a, b) => a - b)[0];
      if (next === undefined || next > until) break;
      time.now = Math.max(next, time.now + 1);
      await settle();
    }
    time.now = until;
    await settle();
  }

  /** Asks for a sync and lets it run for an hour. */
  async function sync(of: Partial<AskedSync> = {}, seconds = 3600): Promise<RebateSync> {
    const by = { kind: 'member', id: 'mem_test' } as const;
    const made = createSync(deps, { account, origin: 'hand', dryRun: false, by, ...of });
    if (!made.ok) throw new Error(made.error.kind);
    const written = await desk.tables.transact(made.value.intents);
    if (!written.ok) throw new Error(written.error.reason);
    await pass(seconds);
    return (await readSync(desk.tables, org, made.value.value.id)) ?? made.value.value;
  }

  const failures: Error[] = [];
  const nights = () => runNights({ ...deps, failed: (_account, error) => void failures.push(error) });
  /** All syncs of the account, in the order in which they were made. */
  const syncs = () =>
    desk.tables
      .items('desk')
      .filter(({ id, sk }) => String(id).startsWith('rsy_') && sk === 'RECORD')
      .map((item) => readStored(rebateSyncShape, item));
  /** Puts the clock to an instant and lets what is due by then happen. */
  const until = (at: string) => pass((Date.parse(at) - time.now) / 1000);

  return { ...desk, deps, source, machine, hangs, settle, pass, until, sync, nights, syncs, failures, plusSeconds };
}

/** A statement of these records, as this desk's provider writes it. */
export const statement = (...records: readonly Rebate[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('');
export const doubtful: string = unfit.held;
export const unknownColumns: string = unfit.quarantined;
