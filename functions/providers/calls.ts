import type * as z from 'zod';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Answer } from './answer.ts';
import type { EffectFailure, ReadFailure, Stage } from './failure.ts';
import type { Codes } from './meaning.ts';
import type { PortDeps } from './port-deps.ts';
import type { PartnerAccountRef } from './provider.ts';
import { type ProviderKey, withKey } from './secrets.ts';
import { reserveSlot } from './slots.ts';

/**
 * An action of a partner API: its own name, the requests per second that it allows, its answer, and what else the client
 * of the provider has to know to send it.
 */
export type Action<S extends z.ZodType = z.ZodType, Wire = unknown> = {
  readonly name: string;
  readonly perSecond: number;
  readonly answer: S;
  readonly wire: Wire;
};

export type SendConfig = {
  /** Another place than the provider's own, such as `http://127.0.0.1:9801`: a simulator. */
  readonly endpoint?: string | undefined;
  /** From the first byte asked for to the last one answered. */
  readonly timeoutMs: number;
};

/** One call with the official SDK. `fresh` asks for a connection that was not kept from an earlier one. */
export type Send<Wire> = (call: {
  readonly action: Action<z.ZodType, Wire>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly key: ProviderKey;
  readonly fresh: boolean;
}) => Promise<Answer>;

/** What calls are made with at one provider. */
export type Speech<Wire> = {
  readonly createSend: (config: SendConfig) => Send<Wire>;
  readonly codes: Codes;
  /** Takes out of the provider's words what logs may not show. */
  readonly redact: (text: string) => string;
};

export type Receipt = { readonly action: string; readonly requestId: string | null };
type Answered<S extends z.ZodType> = {
  readonly answer: z.output<S>;
  readonly receipts: readonly Receipt[];
};

/** A call to make, and the stage in which a failure of it counts. */
type Order<Wire, S extends z.ZodType = z.ZodType> = {
  readonly ref: PartnerAccountRef;
  readonly action: Action<S, Wire>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly stage: Stage;
};
export type Calls<Wire> = {
  /** Tried up to three times where the provider is down for a moment. */
  read<S extends z.ZodType>(order: Order<Wire, S>): Promise<Result<Answered<S>, ReadFailure>>;
  /** Tried once. */
  effect<S extends z.ZodType>(order: Order<Wire, S>): Promise<Result<Answered<S>, EffectFailure>>;
};

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 300;

/** Calls with our share of the rate, the account's key, the SDK and the answer's schema. */
export function createCalls<Wire>(deps: PortDeps, { createSend, codes, redact }: Speech<Wire>): Calls<Wire> {
  const send = createSend({ endpoint: deps.endpoint, timeoutMs: deps.timeoutMs ?? DEFAULT_TIMEOUT_MS });

  async function once(order: Order<Wire>, fresh: boolean): Promise<Once> {
    const { ref, action, parameters } = order;
    const taken = await ownShare(order);
    if (taken) return taken;
    const sent = await withKey(
      deps.secrets,
      ref,
      async (key) => noted(order, () => send({ action, parameters, key, fresh })),
      codes.isKeyTurnedAway,
    );
    if (sent.ok) return sent.value;
    const failure = sent.error.kind === 'missing' ? 'credentials' : 'not_sent';
    return { kind: 'never_left', failure, because: sent.error.because };
  }

  /** Without a slot nothing leaves, whatever the reason: an effect must not pass for unknown because our store is down. */
  async function ownShare({ ref, action }: Order<Wire>): Promise<NeverLeft | undefined> {
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

  async function noted({ ref, action }: Order<Wire>, call: () => Promise<Answer>): Promise<Answer> {
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
        if (tried === MAX_TRIES || !passes(answer, codes)) return judge(order, answer, codes.readFailure, unreadable);
        await deps.pause(FIRST_PAUSE_MS * 2 ** (tried - 1) * (0.5 + Math.random()));
      }
    },
    async effect(order) {
      return judge(order, await once(order, true), codes.effectFailure, unknown);
    },
  };
}

type NeverLeft = { readonly kind: 'never_left'; readonly because: string } & (
  | { readonly failure: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly failure: 'credentials' | 'not_sent' }
);
type Once = Answer | NeverLeft;

/** Worth another try at once; a call that took all of its time is not. */
function passes(answer: Once, { meaningOf }: Codes): boolean {
  if (answer.kind === 'failed') return meaningOf(answer.raw.code).is === 'server_fault';
  if (answer.kind === 'other_status') return answer.raw.httpStatus >= 500;
  return (answer.kind === 'no_answer' || answer.kind === 'not_connected') && answer.raw.code !== 'timeout';
}

type Neither = Extract<ReadFailure & EffectFailure, { kind: 'throttled' | 'credentials' | 'not_sent' }>;

function judge<Wire, S extends z.ZodType, F>(
  { action, stage }: Order<Wire, S>,
  answer: Once,
  failure: (answer: Exclude<Answer, { kind: 'answered' }>, stage: Stage) => F,
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
