import type * as z from 'zod';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { EffectFailure, ReadFailure, Stage } from '../failure.ts';
import type { PortDeps } from '../port-deps.ts';
import type { PartnerAccountRef } from '../provider.ts';
import { withKey } from '../secrets.ts';
import { reserveSlot } from '../slots.ts';
import type { Action } from './actions.ts';
import { type Answer, createSend, type Unanswered } from './client.ts';
import { effectFailure, isKeyTurnedAway, meaningOf, readFailure } from './errors.ts';
import { redact } from './redact.ts';

export type Receipt = { readonly action: string; readonly requestId: string | null };
type Answered<S extends z.ZodType> = {
  readonly answer: z.output<S>;
  readonly receipts: readonly Receipt[];
};

/** A call to make, and the stage in which a failure of it counts. */
type Order<S extends z.ZodType = z.ZodType> = {
  readonly ref: PartnerAccountRef;
  readonly action: Action<S>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly stage: Stage;
};
export type Calls = {
  /** Tried up to three times where the provider is down for a moment. */
  read<S extends z.ZodType>(order: Order<S>): Promise<Result<Answered<S>, ReadFailure>>;
  /** Tried once. */
  effect<S extends z.ZodType>(order: Order<S>): Promise<Result<Answered<S>, EffectFailure>>;
};

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 300;

/** Calls with our share of the rate, the account's key, the SDK and the answer's schema. */
export function createCalls(deps: PortDeps): Calls {
  const send = createSend({ endpoint: deps.endpoint, timeoutMs: deps.timeoutMs ?? DEFAULT_TIMEOUT_MS });

  async function once(order: Order, fresh: boolean): Promise<Once> {
    const { ref, action, parameters } = order;
    const taken = await ownShare(order);
    if (taken) return taken;
    const sent = await withKey(
      deps.secrets,
      ref,
      async (key) => noted(order, () => send({ action: action.name, parameters, key, fresh })),
      isKeyTurnedAway,
    );
    if (sent.ok) return sent.value;
    const failure = sent.error.kind === 'missing' ? 'credentials' : 'not_sent';
    return { kind: 'never_left', failure, because: sent.error.because };
  }

  /** Without a slot nothing leaves, whatever the reason: an effect must not pass for unknown because our store is down. */
  async function ownShare({ ref, action }: Order): Promise<NeverLeft | undefined> {
    try {
      const slot = await reserveSlot(deps, ref, action.name, action.perSecond);
      if (slot.ok) return undefined;
      const because = 'our own calls take up what the provider allows in this time';
      return { kind: 'never_left', failure: 'throttled', retryAfterSeconds: slot.error.retryAfterSeconds, because };
    } catch (error) {
      const because = `no slot could be reserved: ${error instanceof Error ? error.name : 'unknown error'}`;
      return { kind: 'never_left', failure: 'not_sent', because };
    }
  }

  async function noted({ ref, action }: Order, call: () => Promise<Answer>): Promise<Answer> {
    const since = deps.clock.now();
    const answer = await call();
    deps.note({
      org: ref.org,
      account: ref.account,
      action: action.name,
      outcome: answer.kind === 'failed' ? answer.raw.code : answer.kind,
      requestId: answer.kind === 'answered' ? answer.requestId : (answer.raw.requestId ?? null),
      milliseconds: Date.parse(deps.clock.now()) - Date.parse(since),
      ...(answer.kind !== 'answered' && { message: redact(answer.raw.message) }),
    });
    return answer;
  }

  return {
    async read(order) {
      for (let tried = 1; ; tried += 1) {
        const answer = await once(order, false);
        if (tried === MAX_TRIES || !passes(answer)) return judge(order, answer, readFailure, unreadable);
        await deps.pause(FIRST_PAUSE_MS * 2 ** (tried - 1) * (0.5 + Math.random()));
      }
    },
    async effect(order) {
      return judge(order, await once(order, true), effectFailure, unknown);
    },
  };
}

type NeverLeft = { readonly kind: 'never_left'; readonly because: string } & (
  | { readonly failure: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly failure: 'credentials' | 'not_sent' }
);
type Once = Answer | NeverLeft;

/** Worth another try at once; a call that took all of its time is not. */
function passes(answer: Once): boolean {
  if (answer.kind === 'failed') return meaningOf(answer.raw.code).is === 'server_fault';
  if (answer.kind === 'other_status') return answer.raw.httpStatus >= 500;
  return (answer.kind === 'no_answer' || answer.kind === 'not_connected') && answer.raw.code !== 'timeout';
}

type Neither = Extract<ReadFailure & EffectFailure, { kind: 'throttled' | 'credentials' | 'not_sent' }>;

function judge<S extends z.ZodType, F>(
  { action, stage }: Order<S>,
  answer: Once,
  failure: (answer: Unanswered, stage: Stage) => F,
  misshapen: (raw: { code: null; message: string; requestId?: string }, stage: Stage) => F,
): Result<Answered<S>, F | Neither> {
  if (answer.kind === 'never_left') return err(neverLeft(answer, stage));
  if (answer.kind !== 'answered') return err(failure(answer, stage));
  const { requestId } = answer;
  const parsed = action.answer.safeParse(answer.response);
  if (parsed.success) return ok({ answer: parsed.data, receipts: [{ action: action.name, requestId }] });
  // Which fields, not what stands in them.
  const where = parsed.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`).join(', ');
  return err(misshapen({ code: null, message: `not as documented: ${where}`, ...(requestId && { requestId }) }, stage));
}

function neverLeft(why: NeverLeft, stage: Stage): Neither {
  const raw = { code: null, message: why.because };
  if (why.failure === 'throttled') {
    return { kind: why.failure, retryAfterSeconds: why.retryAfterSeconds, stage, raw };
  }
  return { kind: why.failure, stage, raw };
}

function unreadable(raw: { code: null; message: string }, stage: Stage): ReadFailure {
  return { kind: 'malformed_answer', stage, raw };
}

function unknown(raw: { code: null; message: string }, stage: Stage): EffectFailure {
  return { kind: 'unknown_outcome', because: 'unreadable_answer', stage, raw };
}
