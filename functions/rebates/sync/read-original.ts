import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { PartnerAccountRef, ProviderPort } from '../../providers/provider.ts';
import type { RebateCapabilities, RebateRow } from '../../providers/rebates.ts';
import { type Download, DownloadFailed } from '../adapters/download.ts';
import type { RebateObjects } from '../objects.ts';
import type { Period } from '../period.ts';
import { objectKeys } from '../snapshot/manifest.ts';
import type { SyncPeriod } from './sync.ts';

export type ReadOriginalDeps = {
  readonly clock: Clock;
  readonly objects: RebateObjects;
  readonly portOf: (site: PartnerAccountRef['site']) => ProviderPort;
  readonly download: Download;
};

/** What asking for a period came to. `later`: the source is not ready, or not there for now; ask again. */
export type Asked = { readonly done: SyncPeriod } | { readonly later: string };

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
  if (asked.value.state === 'not_available') return { done: { period, state: 'not_available' } };
  try {
    return { done: await kept(deps, ref, period, 'file', inOrder(deps.download, asked.value.files)) };
  } catch (error) {
    if (!(error instanceof DownloadFailed)) throw error;
    // an address that was too old is asked for anew, once
    if (error.because === 'address_expired' && tries > 1) return readFile(deps, ref, period, tries - 1);
    return error.because === 'too_large' || error.because === 'not_secure'
      ? { done: { period, state: 'unread', because: error.because } }
      : { later: error.because };
  }
}

/** Several files of a month are one original, in the order in which the provider names them. */
async function* inOrder(download: Download, files: readonly { readonly address: string }[]) {
  for (const { address } of files) yield* await download(address);
}

/** A list is read whole or not at all: a page that fails ends the reading, and the next one begins anew. */
async function readList(deps: ReadOriginalDeps, ref: PartnerAccountRef, period: Period): Promise<Asked> {
  const port = deps.portOf(ref.site);
  const rows: RebateRow[] = [];
  let total: number | null = null;
  let cursor: string | undefined;
  do {
    const page = await port.listRebates(ref, period, cursor);
    if (!page.ok) return failed(period, page.error.kind);
    rows.push(...page.value.items);
    total = page.value.total ?? total;
    cursor = page.value.next;
  } while (cursor !== undefined);
  const lines = rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`));
  const done = await kept(deps, ref, period, 'list', lines);
  const { original } = done;
  if (total === null || !original) return { done };
  return { done: { ...done, original: { ...original, announced: { records: total } } } };
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
