import type { Instant } from '../kernel/clock.ts';
import { mayDecideAloneFrom, type Policy } from '../parties/index.ts';
import type { UnbindDeps } from './ports.ts';
import type { Unbind } from './unbind.ts';

/**
 * What is kept of the second person when their agreement is first asked for: from when the initiator may give it alone,
 * because nobody else of the organisation could. The wait that opens then lasts by so much longer.
 */
export async function secondPersonOf(
  { tables }: Pick<UnbindDeps, 'tables'>,
  record: Pick<Unbind, 'org' | 'createdBy' | 'origin'>,
  policy: Pick<Policy, 'secondPerson'>,
  at: Instant,
): Promise<NonNullable<Unbind['secondPerson']>> {
  const aloneFrom = await mayDecideAloneFrom(tables, record, policy, at);
  return aloneFrom === undefined ? {} : { aloneFrom };
}
