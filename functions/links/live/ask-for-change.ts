import type { Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import type { PartnerAccount, Policy } from '../../parties/index.ts';
import type { Caller } from '../../platform/contract.ts';
import type { SiteCapabilities } from '../../providers/provider.ts';
import { type Contact, contactIntent } from '../contact.ts';
import { takeLockOfLink } from '../customer-lock.ts';
import type { Link } from '../link.ts';
import type { LinkRequest } from '../link-request.ts';
import { createRequest, newRequest } from '../new-request.ts';
import type { LinkDeps } from '../ports.ts';
import { placeOf } from '../transition.ts';
import { type ChangeClass, classOf, type LinkChange, widens } from './change-class.ts';
import { activeRefusal } from './change-link.ts';

/** What a change of a link comes to, before anybody is asked. */
export type Weighed = ChangeClass & { readonly asksCustomer: boolean };

export function weigh(link: Link, change: LinkChange, capabilities: SiteCapabilities | undefined): Weighed {
  if (!capabilities) throw new InvariantBroken(`no adapter for ${link.partnerAccount.site}`);
  const weighed = classOf(link, change, capabilities);
  const after = { types: change.types ?? link.types, scope: change.scope ?? link.scope };
  return { ...weighed, asksCustomer: weighed.class === 'in_place' && widens(link, after) };
}

/** A change can be asked for while the link is in use: a stopped one is put right first. */
export function changeRefusal(link: Link): Problem | undefined {
  return activeRefusal(link) ?? (link.stopped ? { kind: 'not_allowed_now', params: { status: 'stopped' } } : undefined);
}

type Asking = {
  readonly link: Link;
  readonly account: PartnerAccount;
  readonly policy: Policy;
  readonly caller: Pick<Caller, 'member'>;
  readonly change: LinkChange;
  readonly gathered: string[];
  /** Whom to ask; undefined where the customer need not be asked. */
  readonly contact: Omit<Contact, 'org' | 'subject' | 'generation'> | undefined;
  readonly asksCustomer: boolean;
};
type Request = { readonly record: LinkRequest; readonly intents: readonly WriteIntent[] };

/**
 * The request that changes a link in place: like one that makes a link, but the customer stays in the link's hands. One
 * at a time (`lock` is refused while another request is open on the customer).
 * @returns `invalid_input` when the customer has to be asked and nobody is known to ask
 */
export function askForChange(deps: LinkDeps, asking: Asking): Result<Request, Problem> {
  const { link, account, policy, caller, change, gathered, contact, asksCustomer } = asking;
  if (asksCustomer && !contact) {
    const detail = 'this link has no contact: say who is asked';
    return err({ kind: 'invalid_input', errors: [{ field: '/contact', code: 'missing', detail }] });
  }
  const expected = change.expected ?? link.expected;
  const record = newRequest(deps, account, policy, {
    org: link.org,
    createdBy: caller.member,
    owner: caller.member,
    origin: 'reseller',
    changes: link.id,
    purpose: 'permission_change',
    types: change.types ?? link.types,
    scope: change.scope ?? link.scope,
    gathered,
    team: link.team,
    customer: link.customer,
    ...(expected && { expected }),
    ...(link.ticket && { ticket: link.ticket }),
  });
  return ok({
    record,
    intents: [
      takeLockOfLink(placeOf(record), record.id, link.id),
      ...createRequest(record, { kind: 'member', id: caller.member }, deps),
      ...(contact ? [contactIntent({ ...contact, org: link.org, subject: record.id })] : []),
    ],
  });
}
