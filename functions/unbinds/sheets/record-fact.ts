import type { Instant } from '../../kernel/clock.ts';
import type { FieldError, Problem } from '../../kernel/problems.ts';
import { err, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { readUnbind } from '../change-unbind.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { verifyEvidence } from '../evidence/verify-evidence.ts';
import type { Fact, FactKind } from '../fact.ts';
import { observeFacts } from '../observe-facts.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';
import { isFinal } from '../status.ts';
import type { Unbind } from '../unbind.ts';
import type { SheetPurpose } from './run-sheet.ts';
import { runSheet } from './sheets-of-site.ts';
import { purposesOf } from './which-sheet.ts';

type Deps = UnbindDeps & { readonly deliver: Deliver; readonly evidence: EvidenceStore };

/** What an operator may record of the provider's process. That its clock has decided, the clock says. */
export type RecordedKind = Exclude<FactKind, 'approved_by_clock'>;

/** What somebody saw in the provider's console or was sent by the provider. */
export type Seen = Pick<Fact, 'reference' | 'condition' | 'evidence' | 'reason'> & {
  readonly kind: RecordedKind;
  /** When it happened at the provider. */
  readonly at: Instant;
};

/** What nothing undoes goes by a sheet, with a second person, as long as the case has such a sheet. */
const bySheet: Readonly<Partial<Record<FactKind, SheetPurpose>>> = {
  completed: 'completion',
  migrated: 'completion',
  withdrawn: 'withdrawal',
};

/**
 * Takes in what a member has seen at the provider, whatever our rules say, also of a case that has ended (R140).
 * @returns `sheet_needed` for what somebody else has to confirm first, `invalid_input` naming what is missing
 */
export async function recordFact(
  deps: Deps,
  of: { readonly org: string; readonly unbind: Unbind['id']; readonly by: string },
  seen: Seen,
  also: (after: Unbind) => readonly WriteIntent[],
): Promise<Result<Unbind, Problem | Refused>> {
  const seenAt = deps.clock.now();
  const errors = lacking(seen, seenAt);
  if (errors.length > 0) return err({ kind: 'invalid_input', errors });
  const verified = await verifyEvidence(deps, of.org, of.unbind, seen.evidence ?? [], seenAt);
  if (!verified.ok) return verified;
  const { at, ...rest } = seen;
  const fact: Fact = { ...rest, observedBy: 'operator', at, seenAt, by: of.by };
  const actor = { kind: 'member', id: of.by } as const;
  const record = await readUnbind(deps.tables, of.org, of.unbind);
  const purpose = record && (await sheetFor(record, seen.kind));
  if (purpose) return err({ kind: 'sheet_needed', params: { kind: seen.kind, purpose } });
  return observeFacts(
    deps,
    { org: of.org, id: of.unbind },
    { actor, at: seenAt, facts: [fact], also: (after) => [...verified.value, ...also(after)] },
  );
}

async function sheetFor(record: Unbind, kind: FactKind): Promise<SheetPurpose | undefined> {
  const purpose = bySheet[kind];
  if (!purpose || isFinal(record.status) || !(await runSheet(record.partnerAccount.site, purpose))) return undefined;
  return purposesOf(record).includes(purpose) ? purpose : undefined;
}

/** A fact can be held against something: the provider's number, or a file; a refusal names its condition. */
function lacking({ kind, at, reference, evidence, condition }: Seen, now: Instant): readonly FieldError[] {
  const proof = reference !== undefined || (evidence !== undefined && evidence.length > 0);
  const named = condition !== undefined || (kind !== 'refused_at_submission' && kind !== 'blocked');
  const errors: readonly (FieldError | false)[] = [
    at > now && { field: '/at', code: 'in_future', detail: 'when it happened, which is not ahead of us' },
    kind === 'submitted' &&
      reference === undefined && {
        field: '/reference',
        code: 'missing',
        detail: 'the number of the provider’s record',
      },
    kind !== 'submitted' &&
      !proof && { field: '/reference', code: 'missing', detail: 'a number to find it by, or a file in "evidence"' },
    !named && { field: '/condition', code: 'missing', detail: 'what the provider names, in its words' },
  ];
  return errors.filter((error) => error !== false);
}
