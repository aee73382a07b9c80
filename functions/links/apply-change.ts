import type { Instant } from '../kernel/clock.ts';
import { move } from '../timeline/index.ts';
import { startChecklist } from '../verification/index.ts';
import type { Step } from './advance.ts';
import { type Link, readLink } from './link.ts';
import type { LinkRequest } from './link-request.ts';
import type { LinkDeps } from './ports.ts';
import { failing, transition } from './transition.ts';

const actor = { kind: 'desk', part: 'link-machine' } as const;

/**
 * Ends a request that changes a link (R028): types, scope and expectation of the link become those of the request, in
 * one transaction with its end. It is proved anew, and counts as proved until that says otherwise.
 */
export async function applyChange(deps: LinkDeps, record: LinkRequest, id: Link['id'], at: Instant): Promise<Step> {
  const link = await readLink(deps.tables, record.org, id);
  if (link?.status !== 'active') {
    const failed = failing({ stage: 'propagation', code: 'link_not_active' }, 'the link is not active any more');
    return transition(record, { ...failed, actor, at }, deps.newId);
  }
  const { types, scope, expected } = record;
  const started = startChecklist(link, 'attribute_change', at);
  const set = { types, scope, ...(expected && { expected }), ...started.set };
  const entry = {
    type: 'link.changed',
    actor,
    at,
    data: { request: record.id, before: termsOf(link), after: termsOf({ types, scope, expected }) },
  } as const;
  const changed = move(link, { set, remove: ['changeNeeded'] }, entry, deps.newId);
  const done = transition(record, { to: 'completed', actor, at, set: { linkId: id }, data: { link: id } }, deps.newId);
  return { ...done, also: [...changed, ...started.intents] };
}

function termsOf({ types, scope, expected }: Partial<Pick<Link, 'types' | 'scope' | 'expected'>>) {
  return { types, scope, ...(expected && { expected }) };
}
