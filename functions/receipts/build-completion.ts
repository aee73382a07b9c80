import type { Instant } from '../kernel/clock.ts';
import type { Id } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import type { TimelineEntry } from '../timeline/index.ts';
import type { Declaration } from '../unbinds/declaration.ts';
import type { Unbind } from '../unbinds/unbind.ts';
import { CompletionCertificate } from './completion-certificate.ts';

type Said = {
  readonly id: Id<'receipt'>;
  readonly issuer: string;
  readonly issuedAt: Instant;
  readonly unbind: Unbind;
  /** SHA-256 of the files that the case names, by their ids. */
  readonly hashes: ReadonlyMap<string, string>;
  /** The entry that tells of the completion. */
  readonly entry: Pick<TimelineEntry, 'id' | 'seq' | 'hash'>;
};

/**
 * The certificate of a completed unbind: all that it says is in the record, which nothing changes any more. Free words are
 * left out, but for the reasons that somebody gave for going on all the same.
 * @throws InvariantBroken for a case that is not completed, or names a file that is not there
 */
export function completionCertificate({ id, issuer, issuedAt, unbind, hashes, entry }: Said): CompletionCertificate {
  const { status, completedAt, partnerAccount, customer, declaration, secondPerson, exit } = unbind;
  if (status !== 'completed' || !completedAt) throw new InvariantBroken('a certificate is of a completed unbind');
  return CompletionCertificate.parse({
    schemaVersion: 1,
    kind: 'completion',
    id,
    issuer,
    issuedAt,
    reseller: { id: unbind.org, name: unbind.asks },
    provider: { site: partnerAccount.site, partnerId: partnerAccount.partnerId },
    customer: { name: customer.name, accountId: customer.accountId },
    subject: unbind.id,
    link: unbind.link,
    startedBy: unbind.origin,
    application: {
      submittedAt: unbind.submittedAt ?? null,
      reference: unbind.reference ?? null,
      submittedBy: unbind.submits,
    },
    declaration: declaration ? declared(declaration) : null,
    secondPerson: agreedBy(unbind, secondPerson),
    preconditions: unbind.preconditions.map(({ name, strength, mode, result, found, at, attested, overridden }) => ({
      name,
      strength,
      mode,
      result,
      found: found ?? null,
      at: at ?? null,
      attested: attested ? { by: attested.by, at: attested.at, evidence: hashed(hashes, attested.evidence) } : null,
      overridden: overridden ?? null,
    })),
    notice: exit ? { days: exit.noticeDays, ends: exit.noticeEnds, overridden: exit.override ?? null } : null,
    facts: unbind.facts.map(({ kind, observedBy, at, seenAt, by, reference, condition, agreed, evidence }) => ({
      kind,
      observedBy,
      at,
      seenAt,
      by: by ?? null,
      reference: reference ?? null,
      condition: condition ?? null,
      text: agreed ?? null,
      evidence: hashed(hashes, evidence ?? []),
    })),
    flags: unbind.flags,
    completedAt,
    becomes: 'official_website_customer',
    agreement: 'invalid',
    timelineEntry: { id: entry.id, seq: entry.seq, hash: entry.hash },
  } satisfies Record<keyof CompletionCertificate, unknown>);
}

/** The files that an unbind names. */
export function filesOf({ preconditions, facts }: Pick<Unbind, 'preconditions' | 'facts'>): readonly string[] {
  const named = [...preconditions.map(({ attested }) => attested?.evidence), ...facts.map(({ evidence }) => evidence)];
  return [...new Set(named.flatMap((ids) => ids ?? []))];
}

/** An agent's name is a person's, so it stays with the record. */
function declared({ by, at, notice, capacity, attestations }: Declaration) {
  if (capacity.as === 'holder') return { by, at, notice, capacity, attestations };
  const { name: _person, ...agent } = capacity;
  return { by, at, notice, capacity: agent, attestations };
}

function agreedBy({ createdBy }: Unbind, said: Unbind['secondPerson']) {
  if (!said?.agreedBy || !said.agreedAt) return null;
  return { by: said.agreedBy, at: said.agreedAt, alone: said.agreedBy === createdBy };
}

function hashed(hashes: ReadonlyMap<string, string>, ids: readonly string[]): readonly string[] {
  return ids.map((id) => {
    const hash = hashes.get(id);
    if (hash === undefined) throw new InvariantBroken(`${id} is not there`);
    return hash;
  });
}
