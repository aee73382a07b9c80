import type { FieldError, Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { Refused } from '../../kernel/write.ts';
import type { IdempotencyKey } from '../../platform/contract.ts';
import { fieldErrors } from '../../platform/http.ts';
import { idempotencyIntent, type StoredAnswer } from '../../platform/idempotency.ts';
import { readLinkRequest } from '../advance.ts';
import { readContact } from '../contact.ts';
import type { LinkRequest } from '../link-request.ts';
import { type Asker, type Note, readyRequest, takenProblem, type WishDeps } from '../request-link.ts';
import { LinkWish } from '../wish.ts';
import { endDraft, type LinkDraft, openRefusal, readDraft } from './draft.ts';

type Submitting = {
  readonly draftId: string;
  readonly confirm: LinkWish['confirm'];
  readonly idempotency: IdempotencyKey;
};

/** Somebody else changed the draft each time in between; more often than this is a loop. */
const MAX_ROUNDS = 5;

/**
 * Makes the request that a draft asks for, in one transaction with the draft's end. Whoever comes second is answered
 * with the same request.
 * @returns `invalid_input` with whatever the draft still lacks; `refused` by `idempotency` with the item that was there
 */
export async function submitDraft<const A extends StoredAnswer>(
  deps: WishDeps,
  asker: Asker,
  { draftId, confirm, idempotency }: Submitting,
  answer: (record: LinkRequest, notes: readonly Note[]) => A,
): Promise<Result<A, Problem | Refused>> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const draft = await readDraft(deps.tables, asker.org, draftId);
    if (!draft) return err({ kind: 'not_found', params: { what: 'link draft' } });
    if (draft.requestId) return ok(answer(await requestOf(deps, draft, draft.requestId), []));
    const refusal = openRefusal(draft);
    if (refusal) return err(refusal);
    const wish = await wholeWish(deps, draft, confirm);
    const ready = wish.ok ? await readyRequest(deps, asker, wish.value) : wish;
    if (!ready.ok) {
      // what it lacks may have gone to the request that somebody else has just made of this draft
      const now = await readDraft(deps.tables, asker.org, draftId);
      if (now?.version !== draft.version) continue;
      return ready;
    }
    const { record, notes, intents } = ready.value;
    const stored = answer(record, notes);
    const doing = { caller: asker, at: record.createdAt, newId: deps.newId };
    const { intents: ending } = endDraft(draft, { status: 'submitted', requestId: record.id }, doing);
    const keep = idempotencyIntent(asker.org, idempotency, stored, record.createdAt);
    const written = await deps.tables.transact([keep, ...intents, ...ending]);
    if (written.ok) return ok(stored);
    if (written.error.reason === 'idempotency') return written;
    // the customer may be held by the very request that somebody else has just made of this draft
    const now = await readDraft(deps.tables, asker.org, draftId);
    if (written.error.reason === 'lock' && !now?.requestId) return err(takenProblem(written.error));
  }
  throw new InvariantBroken(`lost ${MAX_ROUNDS} races for one draft`);
}

async function requestOf(deps: WishDeps, { org }: LinkDraft, requestId: string): Promise<LinkRequest> {
  const record = await readLinkRequest(deps.tables, org, requestId);
  if (!record) throw new InvariantBroken(`no request ${requestId}, which a draft became`);
  return record;
}

async function wholeWish(
  deps: WishDeps,
  { org, id, wish }: LinkDraft,
  confirm: LinkWish['confirm'],
): Promise<Result<LinkWish, Problem<'invalid_input'>>> {
  const known = await readContact(deps.tables, org, id);
  const contact = known && { email: known.email, name: known.name, language: known.language };
  const parsed = LinkWish.safeParse({ ...wish, contact, confirm });
  if (parsed.success) return ok(parsed.data);
  const errors: readonly FieldError[] = parsed.error.issues.flatMap((issue) => fieldErrors(issue, ''));
  return err({ kind: 'invalid_input', errors });
}
