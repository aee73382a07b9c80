import { type AnchoredHead, type Hour, hoursAfter, readAnchor, sha256 } from './anchor.ts';
import type { KeptAnchor } from './ports.ts';
import type { Anchored, HeadOfHour } from './verify.ts';

/** One thing that is not as it was written to the bucket. */
export type AnchorFinding = { readonly hour: Hour; readonly says: string };

/** What all anchors together say, and what is wrong with them. */
export type ReadAnchors = {
  readonly findings: readonly AnchorFinding[];
  /** The records that any anchor names. */
  readonly subjects: readonly Pick<AnchoredHead, 'org' | 'subject'>[];
  readonly of: (org: string, subject: string) => Anchored;
};

/**
 * Reads anchors in the order of their hours: each must be whole, follow the one before it and leave no hour out. The
 * first may have any predecessor: what came before it may be past its retention.
 */
export function readAnchors(kept: readonly KeptAnchor[]): ReadAnchors {
  const findings: AnchorFinding[] = [];
  const heads = new Map<string, { org: string; subject: string; of: HeadOfHour[] }>();
  const completeHours = new Set<Hour>();
  let before: KeptAnchor | undefined;
  for (const anchor of kept) {
    const { hour, text } = anchor;
    const read = readAnchor(text);
    const complaints = [
      ...(anchor.untouched ? [] : ['something was put over it or hides it; its first version was read']),
      ...(read.ok ? [] : [read.error.because]),
      ...(read.ok && read.value.trailer.hour !== hour ? [`it says that it is of ${read.value.trailer.hour}`] : []),
      ...(before ? unfollowed(before, hour, read.ok ? read.value.trailer.previous : undefined) : []),
    ];
    findings.push(...complaints.map((because) => ({ hour, says: `The anchor of ${hour}: ${because}.` })));
    for (const { org, subject, seq, hash } of read.ok ? read.value.heads : []) {
      const name = `${org}#${subject}`;
      const known = heads.get(name) ?? { org, subject, of: [] };
      known.of.push({ hour, seq, hash });
      heads.set(name, known);
    }
    // records that were last written to before there were anchors are in none, and the first may be of such an hour
    if (read.ok && before) completeHours.add(hour);
    before = anchor;
  }
  return {
    findings,
    subjects: [...heads.values()].map(({ org, subject }) => ({ org, subject })),
    of: (org, subject) => ({ heads: heads.get(`${org}#${subject}`)?.of ?? [], completeHours }),
  };
}

function unfollowed(before: KeptAnchor, hour: Hour, previous: string | undefined): readonly string[] {
  const expected = hoursAfter(before.hour, 1);
  if (expected !== hour) return [`there is none from ${expected} until this hour`];
  return previous === undefined || previous === sha256(before.text)
    ? []
    : [`it does not follow the one of ${before.hour}`];
}
