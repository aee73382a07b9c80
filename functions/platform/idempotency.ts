import * as z from 'zod';
import { epochSeconds, Instant, plusSeconds } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../kernel/result.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import type { Key, Refused, TableName, WriteIntent } from '../kernel/write.ts';
import type { IdempotencyKey, Operation, Reply } from './contract.ts';
import { hashOf } from './http.ts';
import type { Tables } from './tables.ts';

/** How long a key stands for the request that it was first used for; after that it may be used anew. */
const KEPT_SECONDS = 24 * 60 * 60;

/** The answer to give again when the same request comes again. */
export type StoredAnswer = {
  readonly status: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export const idempotencyShape = storedShape({
  name: 'idempotency key',
  version: 1,
  schema: z.object({
    bodyHash: z.string(),
    /** The answer as JSON text, because the store would not keep every JSON as it was. */
    answer: z.string(),
    expiresAt: Instant,
    ttl: z.int(),
  }),
  upcasts: {},
});

/**
 * The write that makes a request happen once: it stands in the same transaction as what the request brings about, and
 * is refused with `idempotency` when the caller used the key within the last day. DynamoDB deletes by `ttl` hours late,
 * so the expiry is in the condition.
 * @param table `private` for answers that hold persons' data.
 */
export function idempotencyIntent(
  org: string,
  used: IdempotencyKey,
  { status, json, headers }: StoredAnswer,
  now: Instant,
  table: Exclude<TableName, 'timeline'> = 'desk',
): WriteIntent {
  const expiresAt = plusSeconds(now, KEPT_SECONDS);
  const answer = JSON.stringify({ status, json, headers });
  return {
    op: 'put',
    table,
    key: idempotencyKey(org, used),
    fields: toStored(idempotencyShape, { bodyHash: used.bodyHash, answer, expiresAt, ttl: epochSeconds(expiresAt) }),
    expect: [{ pk: { absent: true } }, { expiresAt: { lt: now } }],
    refusal: 'idempotency',
  };
}

/**
 * What a repeated request is answered with: the stored answer, marked by the header `idempotent-replayed`.
 * @returns `idempotency_key_reused` when the key was used for another request.
 */
export function replay<O extends Operation>(
  operation: O,
  { found }: Refused,
  { bodyHash }: IdempotencyKey,
): Result<Reply<O>, Problem> {
  if (!found) throw new InvariantBroken('a key is refused only by the item that holds it');
  const item = readStored(idempotencyShape, found);
  if (item.bodyHash !== bodyHash) return err({ kind: 'idempotency_key_reused' });
  const stored: StoredAnswer = JSON.parse(item.answer);
  const reply = { ...stored, headers: { ...stored.headers, 'idempotent-replayed': 'true' } };
  if (!isReplyOf(operation, reply)) throw new InvariantBroken(`${operation.route} never answers ${stored.status}`);
  return ok(reply);
}

/**
 * The answer to a write that its guard refused: perhaps only because the very same request has done it before, in which
 * case that answer is given again. Costs one read, and only where a write was refused.
 */
export async function refusedOrReplayed<O extends Operation>(
  tables: Tables,
  operation: O,
  org: string,
  idempotency: IdempotencyKey,
  refusal: Problem | Refused,
): Promise<Result<Reply<O>, Problem>> {
  if (refusal.kind === 'refused' && refusal.reason === 'idempotency') return replay(operation, refusal, idempotency);
  const key = idempotencyKey(org, idempotency);
  const found = await tables.get('desk', key);
  const earlier: Refused = { kind: 'refused', reason: 'idempotency', table: 'desk', key, ...(found && { found }) };
  if (found) return replay(operation, earlier, idempotency);
  if (refusal.kind === 'refused') throw new InvariantBroken(`refused at ${refusal.key.pk}: ${refusal.reason}`);
  return err(refusal);
}

function idempotencyKey(org: string, { caller, key }: IdempotencyKey): Key {
  return { pk: `ORG#${org}#IDEM#${caller}#${hashOf(key)}`, sk: 'IDEM' };
}

/** The body is not checked again: it is the operation's own, and right as of when it was first given. */
function isReplyOf<O extends Operation>(operation: O, reply: { readonly status: number }): reply is Reply<O> {
  return reply.status in operation.answers;
}
