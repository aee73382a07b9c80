import { type Instant, plusSeconds } from '../kernel/clock.ts';
import type { Result } from '../kernel/result.ts';
import type { Link } from '../links/link.ts';
import type { ReadFailure } from '../providers/failure.ts';
import type { Answered, Duration, Proof, ProofItem, Settlement } from '../providers/provider.ts';
import type { ItemResult } from './checklist.ts';
import { needsConfirming } from './standing.ts';
import { billMadeAt, secondsOf, shareOf } from './when.ts';

export type ProofAnswer = Result<Proof & Answered, ReadFailure>;

/** What an answer is judged against. */
export type Case = {
  readonly link: Pick<Link, 'id' | 'verified' | 'failing' | 'effectiveAt' | 'linkedAt' | 'createdAt'>;
  readonly item: ProofItem;
  readonly before: ItemResult;
  /** The provider's name of the call, for answers that do not tell it. */
  readonly action: string;
  /** How long the provider's documents say that this item takes to show. */
  readonly delay: Duration | null;
  readonly settlement: Settlement | null;
  readonly now: Instant;
};

/** A suspicion that the link is gone is read a second time after this. */
const CONFIRM_SECONDS = 300;
/** Pauses before an item that does not hold on a link never proved, or that got no answer, is tried again; doubled. */
const FIRST_PAUSE = 300;
const FIRST_SILENCE = 60;
const LONGEST_SILENCE = 3600;
/** After so many tries a link that was never proved waits for its recheck like any other. */
const EARLY_TRIES = 5;
/** Within how many seconds whoever found the provider's rate used up comes back, each at a moment of its own; doubled. */
const FIRST_SPREAD = 60;
const LONGEST_SPREAD = 3600;

/**
 * What an answer says of an item. A "no" counts against the link unless the provider's own delay excuses it (R050), which
 * it no longer does once the link was effective. Silence never counts; a right that was taken from our key does, because
 * what it was for can't be done through the link any more (B05).
 */
export function judge(of: Case, answer: ProofAnswer): ItemResult {
  if (answer.ok) {
    const { holds, words, receipts } = answer.value;
    const evidence = { words: { ...words }, receipts: [...receipts] };
    if (holds) return { status: 'pass', triedAt: of.now, tries: times(of, 'pass'), evidence };
    return contradicted(of, answer.value.because, evidence);
  }
  const { error } = answer;
  const { code, requestId = null } = error.raw;
  const evidence = { words: code === null ? {} : { Code: code }, receipts: [{ action: of.action, requestId }] };
  switch (error.kind) {
    case 'refused':
    case 'not_allowlisted':
      return contradicted(of, error.kind, evidence);
    case 'throttled':
      return waiting(of, error.retryAfterSeconds);
    case 'not_sent':
    case 'credentials':
    case 'provider_down':
    case 'malformed_answer': {
      const tries = times(of, 'unknown');
      const pause = Math.min(FIRST_SILENCE * 2 ** (tries - 1), LONGEST_SILENCE);
      const nextAt = plusSeconds(of.now, pause);
      return { status: 'unknown', because: error.kind, triedAt: of.now, tries, evidence, nextAt };
    }
  }
}

/** What was known stays; thousands of links that wait for one rate spread over ever more time. */
function waiting({ link, item, before, now }: Case, retryAfterSeconds: number): ItemResult {
  const waits = (before.waits ?? 0) + 1;
  const spread = Math.min(FIRST_SPREAD * 2 ** (waits - 1), LONGEST_SPREAD);
  const pause = Math.max(1, retryAfterSeconds) + Math.floor(shareOf(`${link.id}#${item}#${waits}`) * spread);
  return { ...before, waits, nextAt: plusSeconds(now, pause) };
}

function contradicted(of: Case, because: string, evidence: NonNullable<ItemResult['evidence']>): ItemResult {
  const { now } = of;
  const until = excusedUntil(of, because);
  if (until !== undefined && now < until)
    return { status: 'too_early', because, triedAt: now, tries: times(of, 'too_early'), evidence, nextAt: until };
  const failed: ItemResult = { status: 'fail', because, triedAt: now, tries: times(of, 'fail'), evidence };
  const pause = pauseAfterFail(of, failed);
  return pause === undefined ? failed : { ...failed, nextAt: plusSeconds(now, pause) };
}

/** Until when the provider's documented delay explains a "no". */
function excusedUntil({ link, delay, settlement, item }: Case, because: string): Instant | undefined {
  if (link.effectiveAt) return undefined;
  const since = link.linkedAt ?? link.createdAt;
  const shownFrom = delay === null ? undefined : plusSeconds(since, secondsOf(delay));
  const billedFrom =
    item === 'billing' && because === 'nothing_yet' && settlement ? billMadeAt(settlement, since) : undefined;
  return [shownFrom, billedFrom]
    .flatMap((at) => at ?? [])
    .toSorted()
    .at(-1);
}

function pauseAfterFail({ link, item }: Case, failed: ItemResult): number | undefined {
  if (needsConfirming(link, item, failed)) return CONFIRM_SECONDS;
  if (!link.effectiveAt && failed.tries < EARLY_TRIES) return FIRST_PAUSE * 2 ** (failed.tries - 1);
  return undefined;
}

function times({ before }: Case, status: ItemResult['status']): number {
  return before.status === status ? before.tries + 1 : 1;
}
