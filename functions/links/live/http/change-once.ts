import type * as z from 'zod';
import type { Instant } from '../../../kernel/clock.ts';
import type { Problem } from '../../../kernel/problems.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { WriteIntent } from '../../../kernel/write.ts';
import type { Caller, IdempotencyKey, Operation, Reply } from '../../../platform/contract.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { Link } from '../../link.ts';
import type { LinkDeps } from '../../ports.ts';
import { type LinkView, viewLink } from '../../view.ts';
import { changeLink, type LinkMove, moveLink } from '../change-link.ts';

type LinkOperation = Operation & {
  readonly answers: {
    readonly 200: { readonly description: string; readonly json: z.ZodType; readonly example: unknown };
  };
};
type Asked = {
  readonly caller: Caller;
  readonly params: { readonly linkId: string };
  readonly idempotency: IdempotencyKey;
};
type LinkReply = { readonly status: 200; readonly json: { readonly link: z.input<typeof LinkView> } };

/** One move of a link for one request, however often that is sent: `decide` says which, or why not. */
export async function changeLinkOnce<O extends LinkOperation>(
  deps: LinkDeps,
  operation: O,
  { caller, params, idempotency }: Asked,
  decide: (link: Link, at: Instant) => Result<LinkMove & { readonly also?: readonly WriteIntent[] }, Problem>,
): Promise<Result<Reply<O> | LinkReply, Problem>> {
  const at = deps.clock.now();
  const done = await changeLink(deps, caller.org, params.linkId, (link) => {
    const decided = decide(link, at);
    if (!decided.ok) return decided;
    const moved = moveLink(deps, link, caller, at, decided.value);
    const reply = { status: 200, json: { link: viewLink(moved.link) } } as const;
    const keep = idempotencyIntent(caller.org, idempotency, reply, at);
    return ok({ intents: [keep, ...moved.intents, ...(decided.value.also ?? [])], value: reply });
  });
  return done.ok ? ok(done.value) : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
}
