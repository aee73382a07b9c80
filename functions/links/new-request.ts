import { type Instant, plusSeconds } from '../kernel/clock.ts';
import { toStored } from '../kernel/stored.ts';
import type { WriteIntent } from '../kernel/write.ts';
import type { PartnerAccount, Policy } from '../parties/index.ts';
import { firstAttempt } from '../sequence/sequence.ts';
import { type Actor, create, timelineStart } from '../timeline/index.ts';
import { type LinkRequest, linkRequestShape, listKeys } from './link-request.ts';
import type { LinkDeps } from './ports.ts';
import { watch } from './transition.ts';

/** The watch that catches a request whose machine never started looks after two minutes. */
const FIRST_WATCH_SECONDS = 120;

/** What is asked for; the rest of a new request follows from it, the partner account and the policy. */
type Asked = Pick<
  LinkRequest,
  'org' | 'createdBy' | 'origin' | 'purpose' | 'types' | 'scope' | 'gathered' | 'team' | 'owner' | 'customer'
> &
  Partial<
    Pick<
      LinkRequest,
      | 'changes'
      | 'expected'
      | 'terms'
      | 'siteFields'
      | 'exitTerms'
      | 'ticket'
      | 'override'
      | 'copyOf'
      | 'lateFor'
      | 'application'
      | 'review'
    >
  >;

/** A request as it begins: nothing is asked of anybody yet. Windows and version of the policy are pinned. */
export function newRequest(
  { clock, newId }: Pick<LinkDeps, 'clock' | 'newId'>,
  account: PartnerAccount,
  policy: Policy,
  asked: Asked,
): LinkRequest {
  const id = newId('linkRequest');
  const createdAt = clock.now();
  return {
    ...timelineStart,
    ...asked,
    id,
    version: 1,
    status: 'checking',
    createdAt,
    ...firstAttempt(id, createdAt),
    policyVersion: policy.version,
    windows: {
      customer: policy.windows.customerSeconds,
      application: policy.windows.applicationSeconds,
      secondPerson: policy.windows.secondPersonSeconds,
      review: policy.windows.reviewSeconds,
      remedy: policy.windows.remedySeconds,
      escalate: policy.escalation.afterSeconds,
      pollFirst: policy.poll.firstSeconds,
      pollMost: policy.poll.maxSeconds,
      remind: policy.reminders.customerSecondsBefore,
    },
    partnerAccount: {
      id: account.id,
      site: account.site,
      environment: account.environment,
      partnerId: account.partnerId,
    },
    invitationsAsked: 1,
    applicationsDecided: 1,
    flags: [],
  };
}

/**
 * The writes that make a request: its record with the first timeline entry, from which the relay starts the machine,
 * and the watch that starts what does not start by itself. Its place in the locks is the caller's to take.
 */
export function createRequest(record: LinkRequest, actor: Actor, { newId }: Pick<LinkDeps, 'newId'>): WriteIntent[] {
  const fields = { ...toStored(linkRequestShape, record), ...record, ...listKeys(record) };
  return [
    ...create(fields, createdEntry(record, actor), newId),
    watch(record, plusSeconds(record.createdAt, FIRST_WATCH_SECONDS)),
  ];
}

/** The identifier is left out: a second person has to find it by themselves (B15). The relay reads `execution`. */
function createdEntry(record: LinkRequest, actor: Actor) {
  const { execution, partnerAccount, customer, createdAt, purpose, types, scope, origin, changes } = record;
  const at: Instant = createdAt;
  const { name, reference } = customer;
  return {
    type: 'link_request.created',
    actor,
    at,
    data: {
      execution,
      site: partnerAccount.site,
      origin,
      purpose,
      types,
      access: scope.access,
      customer: { name, ...(reference && { reference }) },
      ...(changes && { changes }),
    },
  } as const;
}
