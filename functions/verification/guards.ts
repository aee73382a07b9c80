import type { Problem } from '../kernel/problems.ts';
import { may } from '../links/guards.ts';
import type { Link } from '../links/link.ts';

/** Rights of the operations on a link's verification (R025): to verify, nobody needs to be able to ask for links. */
export const mayVerify = {
  read: may.read,
  request: ['verifier', 'operator'],
  report: ['verifier', 'follow-up'],
} as const;

/** Only a link that is active can be verified. */
export function verifyRefusal({ status }: Pick<Link, 'status'>): Problem | undefined {
  return status === 'active' ? undefined : { kind: 'not_allowed_now', params: { status } };
}
