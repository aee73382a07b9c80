import { plusSeconds } from '../kernel/clock.ts';
import { toStored } from '../kernel/stored.ts';
import type { WriteIntent } from '../kernel/write.ts';
import { takeLockForUnbind } from '../links/customer-lock.ts';
import type { Link } from '../links/link.ts';
import type { Policy } from '../parties/index.ts';
import { firstAttempt } from '../sequence/sequence.ts';
import { watch } from '../sequence/transition.ts';
import { type Actor, create, timelineStart } from '../timeline/index.ts';
import type { Course } from './course.ts';
import { moneyDue } from './money/money-due.ts';
import type { UnbindDeps } from './ports.ts';
import { type Unbind, unbindListKeys, unbindShape } from './unbind.ts';
import { placeOf, unbindSequence } from './unbind-sequence.ts';

/** The watch that catches an unbind whose machine never started looks after two minutes. */
const FIRST_WATCH_SECONDS = 120;

/** What is asked for; the rest of a new case follows from its link and the policy. */
type Asked = Pick<Unbind, 'asks' | 'createdBy' | 'owner' | 'because' | 'preconditions' | 'facts'> &
  Partial<
    Pick<
      Unbind,
      | 'declaration'
      | 'exit'
      | 'noCardStep'
      | 'distributor'
      | 'reference'
      | 'submittedAt'
      | 'providerDeadline'
      | 'checkedAt'
    >
  >;

/** A case as it begins. Windows and version of the policy are pinned. */
export function newUnbind(
  { clock, newId }: Pick<UnbindDeps, 'clock' | 'newId'>,
  link: Link,
  policy: Policy,
  course: Course,
  asked: Asked,
): Unbind {
  const id = newId('unbind');
  const createdAt = clock.now();
  const { unbind: windows, escalation, reminders } = policy;
  const { accountId, name, reference, country } = link.customer;
  return {
    ...timelineStart,
    ...course,
    ...asked,
    ...firstAttempt(id, createdAt),
    org: link.org,
    id,
    version: 1,
    createdAt,
    link: link.id,
    partnerAccount: link.partnerAccount,
    customer: { accountId, name, ...(reference && { reference }), ...(country && { country }) },
    team: link.team,
    policyVersion: policy.version,
    windows: {
      remedy: windows.remedySeconds,
      secondPerson: policy.windows.secondPersonSeconds,
      submission: windows.submissionSeconds,
      distributor: windows.distributorSeconds,
      customer: windows.customerSeconds,
      initiator: windows.initiatorSeconds,
      card: windows.cardSeconds,
      completion: windows.completionSeconds,
      withdrawal: windows.withdrawalSeconds,
      escalate: escalation.afterSeconds,
      remind: reminders.customerSecondsBefore,
      look: windows.lookSeconds,
      absence: windows.absenceSeconds,
    },
  };
}

/**
 * The writes that make a case: its record with the first timeline entry, from which the relay starts the machine, the
 * watch that starts what does not start by itself, and its place in the customer's lock, which is refused as `lock`.
 */
export function createUnbind(record: Unbind, actor: Actor, { newId }: Pick<UnbindDeps, 'newId'>): WriteIntent[] {
  const { execution, partnerAccount, customer, createdAt, origin, link, status, declaration } = record;
  const fields = { ...toStored(unbindShape, record), ...record, ...unbindListKeys(record) };
  const entry = {
    type: 'unbind.created',
    actor,
    at: createdAt,
    data: {
      execution,
      status,
      site: partnerAccount.site,
      origin,
      link,
      customer: { name: customer.name, ...(customer.reference && { reference: customer.reference }) },
      ...(declaration && { notice: declaration.notice, capacity: declaration.capacity.as }),
    },
  } as const;
  return [
    ...create(fields, entry, newId),
    watch(unbindSequence, record, plusSeconds(createdAt, FIRST_WATCH_SECONDS)),
    takeLockForUnbind(placeOf(record), record.id, link, origin === 'reseller' ? 'reseller' : 'others'),
    ...moneyDue({ ...record, live: false }, record, createdAt),
  ];
}
