import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { err, InvariantBroken, ok } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import type { Item } from '../kernel/write.ts';
import { change } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { append, Followed, recordKey } from '../timeline/index.ts';
import { type Decision, type DecisionRef, decisionKey, decisionShape, expire } from './decision.ts';

type Deps = { readonly tables: Tables; readonly clock: Clock; readonly newId: NewId };

export async function readDecision(tables: Tables, ref: DecisionRef): Promise<Decision | undefined> {
  const item = await tables.get('desk', decisionKey(ref));
  return item && readStored(decisionShape, item);
}

/** The record that a decision belongs to, as far as its timeline needs it. */
export function asFollowed(item: Item | undefined): Followed {
  if (!item) throw new InvariantBroken('a decision without its record');
  return Followed.parse(item);
}

/**
 * Records that nobody answered in time, together with its timeline entry. Called by due work and by a state whose time
 * ran out; whoever comes second finds it recorded. A question that still has time is left open.
 */
export async function expireDecision(deps: Deps, ref: DecisionRef): Promise<Decision | undefined> {
  const at = deps.clock.now();
  const read = async () => {
    const [decision, record] = await Promise.all([
      readDecision(deps.tables, ref),
      deps.tables.get('desk', recordKey(ref.org, ref.subject)),
    ]);
    return { decision, record };
  };
  const done = await change(deps.tables, read, ({ decision, record }) => {
    if (!decision) return err({ kind: 'no_decision' as const });
    if (decision.status !== 'open' || decision.expiresAt > at) return ok({ intents: [], value: decision });
    const entry = {
      type: 'decision.expired',
      actor: { kind: 'desk', part: 'due-work' },
      at,
      data: { kind: ref.kind, round: ref.round },
    } as const;
    const expired: Decision = { ...decision, status: 'expired', decidedAt: at };
    return ok({ intents: [...expire(ref, at), ...append(asFollowed(record), entry, deps.newId)], value: expired });
  });
  return done.ok ? done.value : undefined;
}
