import type * as z from 'zod';
import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Fields, WriteIntent } from '../../kernel/write.ts';
import { change, type Decided } from '../../platform/change.ts';
import type { Caller, IdempotencyKey, Operation, Reply } from '../../platform/contract.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { move } from '../../timeline/index.ts';
import { type Asked, readAsked } from '../change-request.ts';
import type { LinkRequest } from '../link-request.ts';
import type { LinkDeps } from '../ports.ts';
import { takenProblem } from '../request-link.ts';
import { fence } from '../transition.ts';
import { type LinkRequestView, viewLinkRequest } from '../view.ts';

/** What a person changes of a request that stays in its status, as its timeline tells it. */
export type RequestChange = {
  readonly type: `link_request.${string}`;
  readonly set: Partial<LinkRequest>;
  readonly data: Fields;
  /** Writes that belong to it. */
  readonly also?: readonly WriteIntent[];
};

type Call = {
  readonly caller: Caller;
  readonly params: { readonly requestId: string };
  readonly idempotency: IdempotencyKey;
};
type RequestReply<S extends number> = {
  readonly status: S;
  readonly json: { readonly linkRequest: z.input<typeof LinkRequestView> };
};

/**
 * One change of a request for one call, however often that is sent. `read` brings what the decision looks at besides the
 * request and its open question; `decide` says what changes, or why nothing may.
 */
export async function changeRequestOnce<O extends Operation, S extends number, C>(
  deps: LinkDeps,
  operation: O,
  status: S,
  { caller, params, idempotency }: Call,
  read: (record: LinkRequest) => Promise<C>,
  decide: (asked: Asked, found: C, at: Instant) => Result<RequestChange, Problem>,
): Promise<Result<Reply<O> | RequestReply<S>, Problem>> {
  const at = deps.clock.now();
  const readBoth = async () => {
    const asked = await readAsked(deps, caller.org, params.requestId);
    return asked && { asked, found: await read(asked.record) };
  };
  const done = await change(deps.tables, readBoth, (both): Result<Decided<RequestReply<S>>, Problem> => {
    if (!both) return err({ kind: 'not_found', params: { what: 'link request' } });
    const { record } = both.asked;
    const decided = decide(both.asked, both.found, at);
    if (!decided.ok) return decided;
    const { type, set, data, also = [] } = decided.value;
    const after = { ...record, ...set, version: record.version + 1 };
    const reply: RequestReply<S> = { status, json: { linkRequest: viewLinkRequest(after, caller, at) } };
    const entry = { type, actor: { kind: 'member', id: caller.member }, at, data } as const;
    const intents = [
      idempotencyIntent(caller.org, idempotency, reply, at),
      ...move(record, { set, expect: fence(record) }, entry, deps.newId),
      ...also,
    ];
    return ok({ intents, value: reply });
  });
  if (done.ok) return done;
  const { error } = done;
  if (error.kind === 'refused' && error.reason === 'lock') return err(takenProblem(error));
  return refusedOrReplayed(deps.tables, operation, caller.org, idempotency, error);
}

/** For changes that look at nothing but the request. */
export const nothingElse = async (): Promise<undefined> => undefined;
