import { type Link } from '../../links/link.ts';
import { type PartnerAccount, readOrganisation, readPolicy } from '../../parties/index.ts';
import { due } from '../../platform/due.ts';
import type { UnbindCapabilities } from '../../providers/unbinding.ts';
import { contactOfUnbind } from '../contact.ts';
import { startOfCustomers } from '../course.ts';
import type { Fact } from '../fact.ts';
import { createUnbind, newUnbind } from '../new-unbind.ts';
import type { UnbindDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import { reviewDeadline, rungsFrom } from './deadline.ts';
import { ownerAt } from './owners.ts';
import type { ListRow } from './read-list.ts';

type Started = {
  readonly link: Link;
  readonly account: PartnerAccount;
  readonly unbind: UnbindCapabilities;
  readonly row: ListRow;
  /** The member who brought the list. */
  readonly by: string;
};

/**
 * Makes a case of what a customer has started at the provider (B02): ours to review before the provider's own clock
 * decides. The rungs of its ladder are due with it.
 * @returns undefined where the customer's lock is held meanwhile: another case has begun
 */
export async function startCustomerCase(
  deps: UnbindDeps,
  { link, account, unbind, row, by }: Started,
): Promise<Unbind | undefined> {
  const { tables } = deps;
  const [policy, organisation, owner] = await Promise.all([
    readPolicy(tables, link.org),
    readOrganisation(tables, link.org),
    ownerAt(tables, account, [link.owner]),
  ]);
  const seenAt = deps.clock.now();
  const { number: reference, submittedAt: at } = row;
  const fact: Fact = { kind: 'submitted', observedBy: 'operator', at, seenAt, by, reference };
  const deadline = row.deadline ?? deadlineOf(row, unbind);
  const record = newUnbind(deps, link, policy, startOfCustomers, {
    asks: organisation.name,
    createdBy: 'desk',
    owner,
    because: 'started by the customer at the provider',
    preconditions: [],
    facts: [fact],
    reference,
    submittedAt: at,
    ...(deadline && { providerDeadline: { at: deadline, zone: unbind.zone } }),
  });
  const ladder = deadline ? rungsFrom(seenAt, deadline) : [];
  const written = await tables.transact([
    ...createUnbind(record, { kind: 'member', id: by }, deps),
    ...(await contactOfUnbind(tables, link, record.id)),
    ...ladder.map((rung) =>
      due({ kind: 'unbind.clock', org: link.org, id: `${record.id}#${rung.daysBefore}`, at: rung.at }),
    ),
  ]);
  return written.ok ? record : undefined;
}

function deadlineOf({ submittedAt }: ListRow, { customerStartedDays, zone }: UnbindCapabilities) {
  return customerStartedDays === null ? undefined : reviewDeadline(submittedAt, customerStartedDays, zone);
}
