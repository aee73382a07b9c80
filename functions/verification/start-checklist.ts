import type { Instant } from '../kernel/clock.ts';
import { isNew, type WriteIntent } from '../kernel/write.ts';
import type { Link } from '../links/link.ts';
import { due } from '../platform/due.ts';
import { type Checklist, type Items, putChecklist, type StartReason } from './checklist.ts';

type Started = {
  /** What the record of the link takes on in the same transaction. */
  readonly set: Pick<Link, 'checklist' | 'nextCheckAt'>;
  readonly checklist: Checklist;
  readonly intents: readonly WriteIntent[];
};

/**
 * Starts a checklist of a link, to be tried at once: for whoever changes the link, in the transaction of that change.
 * The one in hand ends as it is.
 */
export function startChecklist(
  link: Pick<Link, 'org' | 'id' | 'checklist'>,
  because: Exclude<StartReason, 'recheck' | 'after_cycle'>,
  at: Instant,
  startedBy?: string,
): Started {
  const checklist = nextChecklist(link, because, at, startedBy ? { startedBy } : {});
  return {
    set: { checklist: checklist.number, nextCheckAt: at },
    checklist,
    intents: [putChecklist(checklist, isNew), due({ kind: 'link.verify', org: link.org, id: link.id, at })],
  };
}

/** The checklist after the one in hand, with nothing tried yet. */
export function nextChecklist(
  link: Pick<Link, 'org' | 'id' | 'checklist'>,
  because: StartReason,
  at: Instant,
  more: Pick<Checklist, 'startedBy' | 'billOf'> = {},
): Checklist {
  const untried = { status: 'pending', tries: 0, nextAt: at } as const;
  const items: Items = {
    status: untried,
    visibility: untried,
    service: untried,
    billing: untried,
    delegated_action: untried,
    audit_trace: untried,
  };
  return { org: link.org, link: link.id, number: link.checklist + 1, because, startedAt: at, ...more, items };
}
