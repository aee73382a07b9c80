import type { Instant } from '../../kernel/clock.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { due } from '../../platform/due.ts';
import type { PreconditionName } from '../preconditions/precondition.ts';
import { keepReadiness, type UnbindReadiness } from './readiness.ts';

type NewLink = { readonly org: string; readonly id: `link_${string}`; readonly customer: { readonly name: string } };

/** What a call tells at most sites: not known until a link is read for the first time, which says what its site tells. */
const readable = [
  'not_frozen',
  'credit_not_negative',
  'nothing_overdue',
] as const satisfies readonly PreconditionName[];

/** A link of which nothing has been read yet. */
export function unreadLink({ org, id, customer }: NewLink, at: Instant): UnbindReadiness {
  return {
    org,
    link: id,
    version: 1,
    customerName: customer.name,
    unpaid: {},
    reading: { name: at, by: 'schedule', since: at, left: [] },
    nextAt: at,
    blockers: [],
    unknown: [...readable],
  };
}

/** The writes with which the desk begins to read whether a new link's customer could be unbound (B16). */
export function startReadiness(link: NewLink, at: Instant): readonly WriteIntent[] {
  return [keepReadiness(unreadLink(link, at), undefined), readAt(link, at)];
}

/** The due work that reads on. */
export function readAt({ org, id }: Pick<NewLink, 'org' | 'id'>, at: Instant): WriteIntent {
  return due({ kind: 'unbind.read', org, id, at });
}
