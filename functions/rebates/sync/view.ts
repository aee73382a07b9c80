import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { idSchema } from '../../kernel/ids.ts';
import type { Problem } from '../../kernel/problems.ts';
import { Action, action } from '../../parties/index.ts';
import type { Caller } from '../../platform/contract.ts';
import { may } from '../guards.ts';
import { isSyncOutcome, SyncStatus } from './status.ts';
import { type RebateSync, RebateSync as Record } from './sync.ts';

/** A sync as callers see it. */
export const SyncView = z.strictObject({
  id: idSchema('rebateSync'),
  version: z.int().positive(),
  status: SyncStatus,
  standing: z.string().describe('one sentence of where it stands'),
  origin: Record.shape.origin.describe('its account’s night, a member, an upload, an acceptance, or a withdrawal'),
  night: Record.shape.night.describe('the local date of the night, where it is one'),
  dryRun: z.boolean().describe('it compares and plans, and changes nothing'),
  partnerAccount: Record.shape.partnerAccount,
  upload: Record.shape.upload,
  accepts: Record.shape.accepts,
  periods: Record.shape.periods.describe('oldest first: what came of each, and what it changes'),
  asked: z.int().describe('how often the source was asked for what it did not have ready'),
  failure: Record.shape.failure,
  createdAt: Instant,
  createdBy: z.string().describe('the member who asked; `unowned` where the desk did'),
  endedAt: Instant.optional(),
  attempt: z.int().describe('how many executions have carried it'),
  execution: z.string().describe('name of the execution that carries it, for the Step Functions console'),
  actions: z.array(Action).describe('what you may do about it now, and why not the rest'),
});
export type SyncView = z.infer<typeof SyncView>;

export function viewSync(sync: RebateSync, caller: Pick<Caller, 'rights'>): SyncView {
  const { id, version, status, origin, night, dryRun, partnerAccount, upload, accepts } = sync;
  const { periods, asked, failure, createdAt, endedAt, attempt, execution, owner } = sync;
  return {
    id,
    version,
    status,
    standing: standingOf(sync),
    origin,
    ...(night && { night }),
    dryRun,
    partnerAccount,
    ...(upload && { upload }),
    ...(accepts && { accepts }),
    periods,
    asked,
    ...(failure && { failure }),
    createdAt,
    createdBy: owner,
    ...(endedAt && { endedAt }),
    attempt,
    execution,
    actions: [action('acceptHeldRebates', may.accept, caller, acceptRefusal(sync))],
  };
}

function acceptRefusal({ periods, dryRun }: RebateSync): Problem | undefined {
  return !dryRun && periods.some(({ state }) => state === 'held') ? undefined : { kind: 'nothing_held' };
}

/** One sentence of where a sync stands. */
export function standingOf({ status, dryRun, periods, asked, failure, night }: RebateSync): string {
  if (!isSyncOutcome(status)) {
    if (status === 'reading')
      return asked > 0
        ? `The provider has not everything ready; it was asked ${asked} times so far.`
        : 'The provider is being asked.';
    return status === 'comparing' ? 'What came is being compared with what is known.' : 'What has changed is taken in.';
  }
  if (status === 'missed')
    return `Nobody worked in the night of ${night}; the next one finds what it would have found.`;
  if (status === 'failed')
    return failure?.code === 'unread'
      ? 'Nothing could be read from the provider; what was known stays as it is.'
      : 'It could not be carried on; what was known stays as it is.';
  const count = (...states: readonly string[]) => periods.filter(({ state }) => states.includes(state)).length;
  const changes = periods.reduce((sum, { plan }) => sum + (plan?.changes ?? 0), 0);
  const apart = [
    [count('held'), 'held back until somebody accepts it'],
    [count('quarantined'), 'not understood'],
    [count('unread'), 'not read'],
  ] as const;
  const said = apart.flatMap(([number, what]) =>
    number > 0 ? [`; ${number} of ${periods.length} periods ${what}`] : [],
  );
  const done = dryRun ? `A trial: it would change ${changes} records` : `Done: ${changes} records changed`;
  return `${done}${said.join('')}.`;
}
