import { type Clock, type Instant, plusSeconds, secondsBetween } from '../kernel/clock.ts';
import { InvariantBroken, type Result } from '../kernel/result.ts';
import { readStored, toStored } from '../kernel/stored.ts';
import { type Expectation, type Fields, isNew, type WriteIntent } from '../kernel/write.ts';
import type { Tables } from '../platform/tables.ts';
import { recordKey } from '../timeline/index.ts';
import { type EffectTry, effectKey, effectPrefix, effectTryShape, type Refusal } from './effect.ts';
import { EffectInFlight } from './errors.ts';
import type { EffectFailure, RawAnswer } from './failure.ts';
import type { Answered } from './provider.ts';

/** `leaseSeconds`: how long a try is left to the worker that announced it; longer than the worker can live. */
export type EffectDeps = { readonly tables: Tables; readonly clock: Clock; readonly leaseSeconds: number };

/** The record that an effect is for, and the execution that wants it. */
export type EffectSubject = { readonly org: string; readonly id: string; readonly execution: string };

/** Which effect is wanted, and how often it may happen. */
type Wanted = {
  readonly record: EffectSubject;
  /** Names the effect among those of the record: the port's method. */
  readonly method: string;
  readonly effect: 'repeatable' | 'once';
  /** How many times a person or the machine has asked for it; it may happen as often, and no more. */
  readonly asked: number;
  /** For what a cancellation has to undo: announced only while the record is being cancelled, never otherwise. */
  readonly during?: 'cancelling';
};

/** An effect to bring about. */
export type EffectOrder<T extends Answered> = Wanted & {
  /** Makes the call. At most one change outside, and never an exception for what the provider did. */
  readonly call: () => Promise<Result<T, EffectFailure>>;
  /** What to keep of the answer: fields without secrets, and writes that expect nothing and belong to the closing. */
  readonly confirmed: (value: T, at: Instant) => { readonly answer: Fields; readonly also?: readonly WriteIntent[] };
};

/** What became of an effect. All but `try_later` are the same however often they are asked for. */
export type EffectOutcome =
  /** It happened, now or at an earlier asking. */
  | { readonly kind: 'confirmed'; readonly number: number; readonly answer: Fields; readonly closedAt: Instant }
  /** A final no: only a further asking makes another call. */
  | { readonly kind: 'refused'; readonly number: number; readonly refusal: Refusal; readonly raw: RawAnswer }
  /** It may have happened: read back, and otherwise wait for a person. */
  | { readonly kind: 'unknown'; readonly number: number; readonly announcedAt: Instant; readonly raw: RawAnswer | null }
  /** Nothing happened yet: throttled, no connection, or still within the pause after one of these. */
  | { readonly kind: 'try_later'; readonly retryAfterSeconds: number; readonly raw: RawAnswer }
  /** Another execution owns the record now, or has ended its cancelling. */
  | { readonly kind: 'superseded' }
  /** The record is being cancelled: nothing new is announced. */
  | { readonly kind: 'cancelling' };

/** How long to leave a provider alone to which no connection could be made. */
const NOT_SENT_PAUSE_SECONDS = 5;

/**
 * Brings an effect about so that it happens no more often than it was asked for, whoever dies when: the try is
 * announced in a transaction that also checks that the record still wants it, then called, then closed.
 * @throws EffectInFlight while another worker's try is open and its lease alive
 */
export async function runEffect<T extends Answered>(deps: EffectDeps, order: EffectOrder<T>): Promise<EffectOutcome> {
  const last = await lastTry(deps, order);
  const round = nextRound(last, order);
  const now = deps.clock.now();
  const pausing = last !== undefined && 'notBefore' in last && last.notBefore > now;
  if (last && (round === undefined || pausing)) return outcomeOf(last, now);
  const announced = await announce(deps, order, { number: (last?.number ?? 0) + 1, round: round ?? 1 });
  if (announced.kind !== 'announced') return announced;
  const result = await order.call();
  const at = deps.clock.now();
  if (!result.ok) return close(deps, order.record, failed(announced.effect, result.error, at), []);
  const { answer, also = [] } = order.confirmed(result.value, at);
  const { receipts } = result.value;
  return close(
    deps,
    order.record,
    { ...announced.effect, status: 'confirmed', closedAt: at, answer, receipts: [...receipts] },
    also,
  );
}

/**
 * The latest try of an effect, with one whose worker is gone closed as `unknown`; undefined when none was announced.
 * After the record was set to `cancelling` this is the last try that there will be, but for those made during it.
 * @throws EffectInFlight while its worker may still be calling
 */
export async function lastTry(
  deps: EffectDeps,
  { record, method }: { readonly record: Pick<EffectSubject, 'org' | 'id'>; readonly method: string },
): Promise<EffectTry | undefined> {
  const { pk } = recordKey(record.org, record.id);
  const query = { table: 'desk', pk, begins: effectPrefix(method), descending: true, limit: 1 } as const;
  const [item] = (await deps.tables.query(query)).items;
  if (!item) return undefined;
  const last = readStored(effectTryShape, item);
  if (last.status !== 'intended') return last;
  const now = deps.clock.now();
  if (now <= last.leaseUntil) throw new EffectInFlight(`${method} of ${record.id}, until ${last.leaseUntil}`);
  const lost: EffectTry = { ...last, status: 'unknown', closedAt: now, raw: null };
  const written = await deps.tables.transact([closing(record, lost, [{ status: { eq: 'intended' } }])]);
  return written.ok ? lost : lastTry(deps, { record, method });
}

/** The asking that the next try would answer; undefined when no further try may be made. */
function nextRound(last: EffectTry | undefined, { effect, asked }: Wanted): number | undefined {
  if (asked < 1) throw new InvariantBroken('an effect that nobody asked for');
  if (!last) return 1;
  const open =
    last.status === 'not_sent' || last.status === 'postponed' || (last.status === 'unknown' && effect === 'repeatable');
  if (open) return last.round;
  return last.round < asked ? last.round + 1 : undefined;
}

type Announced =
  | { readonly kind: 'announced'; readonly effect: Extract<EffectTry, { status: 'intended' }> }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'cancelling' };

async function announce(
  { tables, clock, leaseSeconds }: EffectDeps,
  { record, method, during }: Wanted,
  place: { readonly number: number; readonly round: number },
): Promise<Announced> {
  const at = clock.now();
  const leaseUntil = plusSeconds(at, leaseSeconds);
  const { org, id, execution } = record;
  const effect = { ...place, method, status: 'intended', execution, announcedAt: at, leaseUntil } as const;
  const written = await tables.transact([
    {
      op: 'put',
      table: 'desk',
      key: effectKey(org, id, method, place.number),
      fields: toStored(effectTryShape, effect),
      expect: isNew,
      refusal: 'exists',
    },
    {
      op: 'check',
      table: 'desk',
      key: recordKey(org, id),
      expect: [{ execution: { eq: execution }, status: during ? { eq: during } : { ne: 'cancelling' } }],
      refusal: 'version',
    },
  ]);
  if (written.ok) return { kind: 'announced', effect };
  const { reason, found } = written.error;
  if (reason === 'exists') throw new EffectInFlight(`${method} of ${id} was just announced by another worker`);
  return { kind: found?.['execution'] === execution && !during ? 'cancelling' : 'superseded' };
}

function failed(effect: EffectTry, failure: EffectFailure, at: Instant): EffectTry {
  const closed = { ...effect, closedAt: at, raw: failure.raw };
  switch (failure.kind) {
    case 'not_sent':
      return { ...closed, status: 'not_sent', notBefore: plusSeconds(at, NOT_SENT_PAUSE_SECONDS) };
    case 'throttled':
      return { ...closed, status: 'postponed', notBefore: plusSeconds(at, failure.retryAfterSeconds) };
    case 'unknown_outcome':
      return { ...closed, status: 'unknown' };
    case 'refused':
      return { ...closed, status: 'refused', refusal: refusalOf(failure, failure.code) };
    case 'customer_must_act':
      return {
        ...closed,
        status: 'refused',
        refusal: { ...refusalOf(failure, failure.code), remedy: failure.remedy },
      };
    case 'credentials':
    case 'not_allowlisted':
    case 'not_ours':
    case 'out_of_step':
      return { ...closed, status: 'refused', refusal: refusalOf(failure, failure.kind) };
  }
}

function refusalOf({ kind, stage }: Pick<Refusal, 'kind' | 'stage'>, code: string): Refusal {
  return { kind, stage, code };
}

/**
 * Whoever holds the answer may close a try that is `intended`, or that others took for lost; a final close stands.
 * @throws InvariantBroken when one of the `also` writes was refused: they must expect nothing
 */
async function close(
  deps: EffectDeps,
  record: EffectSubject,
  effect: EffectTry,
  also: readonly WriteIntent[],
): Promise<EffectOutcome> {
  const still: Expectation =
    effect.status === 'unknown'
      ? [{ status: { eq: 'intended' } }]
      : [{ status: { eq: 'intended' } }, { status: { eq: 'unknown' } }];
  const own = closing(record, effect, still);
  const written = await deps.tables.transact([own, ...also]);
  if (written.ok) return outcomeOf(effect, deps.clock.now());
  if (written.error.key.sk !== own.key.sk) {
    throw new InvariantBroken(`a write of the closing was refused: ${written.error.key.sk}`);
  }
  const stands = written.error.found;
  return outcomeOf(stands ? readStored(effectTryShape, stands) : effect, deps.clock.now());
}

function closing({ org, id }: Pick<EffectSubject, 'org' | 'id'>, effect: EffectTry, expect: Expectation): WriteIntent {
  const key = effectKey(org, id, effect.method, effect.number);
  return { op: 'put', table: 'desk', key, fields: toStored(effectTryShape, effect), expect, refusal: 'decided' };
}

function outcomeOf(effect: EffectTry, now: Instant): EffectOutcome {
  const { number } = effect;
  switch (effect.status) {
    case 'confirmed':
      return { kind: 'confirmed', number, answer: effect.answer, closedAt: effect.closedAt };
    case 'refused':
      return { kind: 'refused', number, refusal: effect.refusal, raw: effect.raw };
    case 'unknown':
      return {
        kind: 'unknown',
        number,
        announcedAt: effect.announcedAt,
        raw: effect.raw,
      };
    case 'not_sent':
    case 'postponed':
      return {
        kind: 'try_later',
        retryAfterSeconds: Math.max(1, secondsBetween(now, effect.notBefore)),
        raw: effect.raw,
      };
    case 'intended':
      throw new InvariantBroken(`effect ${effect.method} ${number} was closed as intended`);
  }
}
