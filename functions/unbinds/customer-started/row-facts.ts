import type { Instant } from '../../kernel/clock.ts';
import type { Fact, FactKind } from '../fact.ts';
import type { Unbind } from '../unbind.ts';
import type { ListRow } from './read-list.ts';

type Seen = { readonly by: string; readonly at: Instant };

/**
 * What a row tells of a case that is not known yet: the facts up to the status that it shows, without those that were
 * observed before for the same record of the provider. The same list again brings nothing.
 */
export function factsOfRow(record: Unbind, row: ListRow, { by, at }: Seen): readonly Fact[] {
  const known = record.facts.filter(
    ({ observedBy, reference }) => isSeen(observedBy) && (reference === undefined || reference === row.number),
  );
  return (
    row.status.shows
      .filter((kind) => kind !== 'distributor_approved' || record.distributorReviews)
      .map((kind) => asOf(record, kind, row, at))
      // a condition may break again; what goes before it in the process happens once
      .filter((kind) => (kind === 'blocked' ? known.at(-1)?.kind !== kind : !known.some((fact) => fact.kind === kind)))
      .map((kind) => ({
        kind,
        observedBy: 'operator' as const,
        at: kind === 'submitted' ? row.submittedAt : at,
        seenAt: at,
        by,
        reference: row.number,
      }))
  );
}

/** Of what a customer started, going on means that the review is over: by our answer, or by the provider's clock. */
function asOf({ origin, providerDeadline, verdict }: Unbind, kind: FactKind, row: ListRow, at: Instant): FactKind {
  if (origin !== 'customer' || kind !== 'customer_confirmed') return kind;
  const until = row.deadline ?? providerDeadline?.at;
  return verdict === undefined && until !== undefined && until <= at ? 'approved_by_clock' : 'reviewed_yes';
}

const isSeen = (observedBy: Fact['observedBy']): boolean => observedBy !== 'customer' && observedBy !== 'distributor';
