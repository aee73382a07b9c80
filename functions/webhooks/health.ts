import { type Instant, plusSeconds, secondsBetween } from '../kernel/clock.ts';
import type { WriteIntent } from '../kernel/write.ts';
import { recordKey } from '../timeline/index.ts';
import type { Webhook } from './webhook.ts';

/** From this failure in a row on the webhook is left alone for a while, however many events wait for it. */
const PAUSES_FROM = 3;
/** Seconds of the first pause, doubled with each failure, and of the longest. */
const FIRST_PAUSE = 60;
const LONGEST_PAUSE = 60 * 60;
/** After so long of nothing but failures it is switched off. */
const FAILING_SECONDS = 5 * 24 * 60 * 60;

/** Notes a try that did not get through. Written beside the record's versions: nobody's change is disturbed by it. */
export function noteFailure(webhook: Webhook, at: Instant): readonly WriteIntent[] {
  const failures = webhook.failures + 1;
  const pause = FIRST_PAUSE * 2 ** Math.min(failures - PAUSES_FROM, 16);
  const pausedUntil = failures < PAUSES_FROM ? undefined : plusSeconds(at, Math.min(pause, LONGEST_PAUSE));
  return [note(webhook, { failures, failingSince: webhook.failingSince ?? at, pausedUntil }, [])];
}

/** Notes that it answers again; nothing to write while it does. */
export function noteSuccess(webhook: Webhook): readonly WriteIntent[] {
  return webhook.failures === 0 ? [] : [note(webhook, { failures: 0 }, ['failingSince', 'pausedUntil'])];
}

/** Whether one more failure is one too many. */
export function isGivenUp({ failingSince }: Pick<Webhook, 'failingSince'>, at: Instant): boolean {
  return failingSince !== undefined && secondsBetween(failingSince, at) >= FAILING_SECONDS;
}

function note({ org, id }: Webhook, set: Partial<Webhook>, remove: readonly string[]): WriteIntent {
  const expect = [{ status: { eq: 'active' } }];
  return { op: 'update', table: 'desk', key: recordKey(org, id), set, remove, expect, refusal: 'version' };
}
