import type { Instant } from '../../kernel/clock.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { due } from '../../platform/due.ts';
import type { Course } from '../course.ts';
import type { Unbind } from '../unbind.ts';

/**
 * What a case makes due of its money when it follows its course: the meter once the application is live, the tail once
 * another reseller has the customer. A completion makes its tail due itself (`completion/complete.ts`).
 */
export function moneyDue(
  { org, id, live, status }: Pick<Unbind, 'org' | 'id' | 'live' | 'status'>,
  to: Pick<Course, 'live' | 'status'>,
  at: Instant,
): readonly WriteIntent[] {
  if (to.live && !live) return [due({ kind: 'unbind.meter', org, id, at })];
  return to.status === 'migrated_away' && status !== 'migrated_away' ? [tailDue({ org, id }, at)] : [];
}

/** The first look of the tail of an unbind (B17). */
export function tailDue({ org, id }: Pick<Unbind, 'org' | 'id'>, at: Instant): WriteIntent {
  return due({ kind: 'unbind.tail', org, id, at });
}
