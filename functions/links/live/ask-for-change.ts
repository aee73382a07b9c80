import type { FieldError, Problem } from '../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import type { Caller } from '../../platform/contract.ts';
import type { SiteCapabilities } from '../../providers/provider.ts';
import type { Facts, Wanted } from '../checks/finding.ts';
import { prerequisitesFor, wantedLinkChecks } from '../checks/wanted-link.ts';
import { type Contact, contactIntent } from '../contact.ts';
import { takeLockOfLink } from '../customer-lock.ts';
import type { Link } from '../link.ts';
import type { LinkRequest } from '../link-request.ts';
import { createRequest, newRequest } from '../new-request.ts';
import type { LinkDeps } from '../ports.ts';
import { errorsIn } from '../request-link.ts';
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

/** The link as it would be, for the checks of a new one: what has to be at hand is asked of the types that come. */
export function wantedAfter(link: Link, change: LinkChange, gathered: readonly string[] = []): Wanted {
  const { types = link.types, scope = link.scope } = change;
  return { types, scope, gathered, team: link.team, customer: link.customer };
}

/** What stands against a change in place, of what a new link of that kind would be refused for. */
function changeErrors(link: Link, facts: Facts): readonly FieldError[] {
  const { relationship, relationshipPolicy, prerequisites, scope, scopePolicy } = wantedLinkChecks;
  const { wanted, capabilities } = facts;
  const types = wanted.types.filter((type) => !link.types.includes(type));
  // what the link as it is needs was at hand when it was made
  const had = capabilities ? prerequisitesFor(link.types, capabilities).map(({ key }) => key) : [];
  const coming = { ...facts, wanted: { ...wanted, types, gathered: [...wanted.gathered, ...had] } };
  const ofChange = errorsIn([relationship, relationshipPolicy, scope, scopePolicy].map((check) => check(facts)));
  return [
    ...ofChange.map((error) => ({ ...error, field: `/change${error.field}` })),
    ...errorsIn([prerequisites(coming)]),
  ];
}

type Asking = {
  readonly link: Link;
  readonly facts: Facts;
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
 * @returns `invalid_input` with every wrong field, also when the customer has to be asked and nobody is known to ask
 */
export function askForChange(deps: LinkDeps, asking: Asking): Result<Request, Problem> {
  const { link, facts, caller, change, gathered, contact, asksCustomer } = asking;
  const detail = 'this link has no contact: say who is asked';
  const nobody = asksCustomer && !contact ? [{ field: '/contact', code: 'missing', detail }] : [];
  const errors = [...changeErrors(link, facts), ...nobody];
  if (errors.length > 0) return err({ kind: 'invalid_input', errors });
  if (!facts.account) throw new InvariantBroken(`no partner account of ${link.id}`);
  const expected = change.expected ?? link.expected;
  const record = newRequest(deps, facts.account, facts.policy, {
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
