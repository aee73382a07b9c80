import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Clock } from '../../kernel/clock.ts';
import type { PartnerAccountRef, ProviderPort } from '../../providers/provider.ts';
import type { RebateCapabilities, RebateFile } from '../../providers/rebates.ts';
import { type Download, DownloadFailed, MAX_FILE_BYTES } from '../adapters/download.ts';
import { archiveOf, type Member } from '../files/archive.ts';
import type { Bytes, RebateObjects } from '../objects.ts';
import type { Period } from '../period.ts';
import { objectKeys } from '../snapshot/manifest.ts';
import type { SyncPeriod } from './sync.ts';

export type ReadOriginalDeps = {
  readonly clock: Clock;
  readonly objects: RebateObjects;
  readonly portOf: (site: PartnerAccountRef['site']) => ProviderPort;
  readonly download: Download;
};

/**
 * What asking for a period came to. `later`: the source is not ready, or not there for now, or what it gave is not whole;
 * ask again. `otherwise`: what came nevertheless, for the comparison to judge once nobody asks again.
 */
export type Asked =
  | { readonly done: SyncPeriod }
  | { readonly later: string; readonly otherwise?: () => Promise<SyncPeriod> };

/**
 * Asks the source for one period and puts what it gives into the bucket, byte for byte. What certainly will not change by
 * asking again ends the period as `unread`.
 */
export async function readOriginal(
  deps: ReadOriginalDeps,
  ref: PartnerAccountRef,
  source: RebateCapabilities['source'],
  period: Period,
): Promise<Asked> {
  return source === 'list' ? readList(deps, ref, period) : readFile(deps, ref, period, 2);
}

async function readFile(deps: ReadOriginalDeps, ref: PartnerAccountRef, period: Period, tries: number): Promise<Asked> {
  const asked = await deps.portOf(ref.site).readRebateFiles(ref, period);
  if (!asked.ok) return failed(period, asked.error.kind);
  if (asked.value.state === 'making') return { later: 'never_ready' };
  if (asked.value.state === 'push_failed') return { later: 'push_failed' };
  if (asked.value.state === 'not_available') return { done: { period, state: 'not_available' } };
  try {
    return { done: await kept(deps, ref, period, 'file', together(deps.download, asked.value.files)) };
  } catch (error) {
    if (!(error instanceof DownloadFailed)) throw error;
    // an address that was too old is asked for anew, once
    if (error.because === 'address_expired' && tries > 1) return readFile(deps, ref, period, tries - 1);
    return error.because === 'too_large' || error.because === 'not_secure'
      ? { done: { period, state: 'unread', because: error.because } }
      : { later: error.because };
  }
}

/** One file as it comes; several are packed into one original, in the order in which the provider names them. */
async function* together(download: Download, files: readonly RebateFile[]): Bytes {
  const [first, ...others] = files;
  if (first && others.length === 0) {
    yield* await download(first.address);
    return;
  }
  const members: Member[] = [];
  let held = 0;
  for (const { name, address } of files) {
    const bytes = await buffer(await download(address));
    held += bytes.length;
    if (held > MAX_FILE_BYTES) throw new DownloadFailed('too_large');
    members.push({ name, bytes });
  }
  yield archiveOf(members);
}

/**
 * A list is read whole or not at all: a page that fails ends the reading, and the next one begins anew. Pages shift while
 * they are read, so that a row comes twice and another one never: a list is complete when it was read to its end, with as
 * many different rows as the source states or, where it states none, each row once. One that stays as it is over all
 * questions is what the source has: rows that are alike may be two, and a stated number may be wrong.
 */
async function readList(deps: ReadOriginalDeps, ref: PartnerAccountRef, period: Period): Promise<Asked> {
  const port = deps.portOf(ref.site);
  const lines: string[] = [];
  const cursors = new Set<string>();
  let characters = 0;
  let total: number | null = null;
  let cursor: string | undefined;
  do {
    const page = await port.listRebates(ref, period, cursor);
    if (!page.ok) return failed(period, page.error.kind);
    for (const row of page.value.items) {
      const line = `${JSON.stringify(row)}\n`;
      lines.push(line);
      characters += line.length;
    }
    if (characters > MAX_FILE_BYTES) return { done: { period, state: 'unread', because: 'too_large' } };
    total = page.value.total ?? total;
    cursor = page.value.next;
    if (cursor !== undefined && cursors.has(cursor)) return { later: 'endless_list' };
    if (cursor !== undefined) cursors.add(cursor);
  } while (cursor !== undefined);
  const different = new Set(lines);
  const isComplete = different.size === (total ?? lines.length);
  const keep = async (kind: Iterable<string>) => announced(await kept(deps, ref, period, 'list', bytesOf(kind)), total);
  return isComplete ? { done: await keep(different) } : { later: 'incomplete', otherwise: () => keep(lines) };
}

function* bytesOf(lines: Iterable<string>): Generator<Uint8Array, void> {
  for (const line of lines) yield Buffer.from(line);
}

function announced(one: SyncPeriod, records: number | null): SyncPeriod {
  return records === null || !one.original ? one : { ...one, original: { ...one.original, announced: { records } } };
}

/** Held in memory until its hash is known, because that is its name. */
async function kept(
  { objects, clock }: ReadOriginalDeps,
  ref: PartnerAccountRef,
  period: Period,
  form: 'file' | 'list',
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<SyncPeriod> {
  const hash = createHash('sha256');
  const held: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    bytes += piece.length;
    held.push(piece);
  }
  const sha256 = hash.digest('hex');
  await objects.putNew(objectKeys.original(ref.org, ref.account, sha256), Buffer.concat(held));
  return { period, state: 'read', original: { sha256, bytes, form, readAt: clock.now() } };
}

/** Failures that the next minute may mend, and those that only a person can. */
const passing: ReadonlySet<string> = new Set(['not_sent', 'throttled', 'provider_down']);

function failed(period: Period, kind: string): Asked {
  return passing.has(kind) ? { later: kind } : { done: { period, state: 'unread', because: kind } };
}
