import { plusSeconds } from '../../kernel/clock.ts';
import { ok } from '../../kernel/result.ts';
import { type DueItem, due } from '../../platform/due.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import { changeUnbind, readUnbind } from '../change-unbind.ts';
import { act } from '../course.ts';
import { followCourse } from '../follow-course.ts';
import type { UnbindProviderDeps } from '../ports.ts';
import { isRed, type Precondition } from '../preconditions/precondition.ts';
import { toldOf } from '../preconditions/told.ts';
import { lookForCase } from '../readiness/look-for-case.ts';
import type { Unbind } from '../unbind.ts';

const actor = { kind: 'desk', part: 'recheck' } as const;
const DAY_SECONDS = 86_400;
/** A piece of reading is gone on with, and a provider that does not answer asked again, not before so many seconds. */
const SHORTEST_PAUSE = 5;

/**
 * Looks at the preconditions of a case whose application is live. Ours only warns: what it finds is listed with the
 * case, and nothing else changes (R094).
 */
export async function recheck(deps: UnbindProviderDeps, item: DueItem): Promise<void> {
  const [id = '', asked] = item.id.split('#');
  const record = await readUnbind(deps.tables, item.org, id);
  if (!record?.live || (asked === undefined && record.status !== 'awaiting_completion')) return;
  const pause = await look(deps, record, asked !== undefined);
  const again = pause ?? (asked === undefined ? DAY_SECONDS : undefined);
  if (again === undefined) return;
  const { kind, org } = item;
  await deps.tables.transact([due({ kind, org, id: item.id, at: plusSeconds(deps.clock.now(), again) })]);
}

/** @returns after how many seconds to go on, where not all could be read yet */
async function look(deps: UnbindProviderDeps, record: Unbind, always: boolean): Promise<number | undefined> {
  try {
    const { preconditions } = await lookForCase(deps, record, {
      name: `${record.id}#recheck`,
      counts: false,
      patient: true,
    });
    await keep(deps, record, preconditions, always);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProviderBusy)) throw error;
    return Math.max(SHORTEST_PAUSE, error.retryAfterSeconds);
  }
}

async function keep(
  deps: UnbindProviderDeps,
  { org, id }: Pick<Unbind, 'org' | 'id'>,
  looked: readonly Precondition[],
  always: boolean,
): Promise<void> {
  const at = deps.clock.now();
  await changeUnbind(deps, org, id, ({ record, decision }) => {
    const preconditions = lastKnown(record.preconditions, looked);
    // what the provider has named stands until somebody has it looked at again: ours may not see it
    const ready = !preconditions.some(isRed) && (always || record.blocker === undefined);
    const moved = act(record, { kind: 'rechecked', ready });
    const isNews = always || ready !== record.ready || standingOf(preconditions) !== standingOf(record.preconditions);
    if (!moved.ok || !isNews) return ok({ intents: [], value: undefined });
    const happened = { actor, at, set: { preconditions, checkedAt: at }, data: toldOf(ready, preconditions) };
    const { intents } = followCourse(record, decision, moved.value, happened, deps.newId);
    return ok({ intents, value: undefined });
  });
}

/** A customer that has been let go can't be read any more: what was known of it stays. */
function lastKnown(before: readonly Precondition[], now: readonly Precondition[]): Precondition[] {
  return now.map((one) => (one.result === 'unknown' ? (before.find(({ name }) => name === one.name) ?? one) : one));
}

function standingOf(preconditions: readonly Precondition[]): string {
  return preconditions.map(({ name, result, found }) => `${name} ${result} ${found}`).join();
}
