import type { FactKind } from '../fact.ts';
import type { SheetPurpose } from '../sheets/run-sheet.ts';
import type { Unbind } from '../unbind.ts';
import { belongs, isGoing } from './facts-of-reading.ts';
import type { Sight } from './see.ts';

/** What a later read says of something that an operator has recorded; `silent` where it says neither. */
export type Borne =
  | { readonly kind: 'silent' }
  | { readonly kind: 'agrees' }
  | {
      readonly kind: 'disagrees';
      readonly because: 'customer_gone' | 'still_listed' | 'still_unbinding' | 'no_record';
    };

/** What can be held against a later read. */
const bearable = ['submitted', 'withdrawn', 'completed', 'migrated'] as const satisfies readonly FactKind[];
type Bearable = (typeof bearable)[number];

/** The sheet by which it is recorded. */
const sheetOf: Readonly<Record<Bearable, SheetPurpose>> = {
  submitted: 'submission',
  withdrawn: 'withdrawal',
  completed: 'completion',
  migrated: 'completion',
};

/** The last word on the provider's process, where an operator has said it and a read can bear it out. */
export function lastWord({
  facts,
}: Pick<Unbind, 'facts'>): { readonly kind: Bearable; readonly purpose: SheetPurpose } | undefined {
  const fact = facts.findLast(({ observedBy }) => observedBy !== 'customer' && observedBy !== 'distributor');
  const kind = fact?.observedBy === 'operator' ? bearable.find((one) => one === fact.kind) : undefined;
  return kind && { kind, purpose: sheetOf[kind] };
}

/** Holds what an operator has recorded against what is read afterwards (B03). */
export function bearOut(record: Unbind, kind: Bearable, sight: Sight): Borne {
  if (sight.kind === 'failed') return { kind: 'silent' };
  const { unbind, presence } = sight;
  const ours = unbind && belongs(record, unbind) ? unbind : undefined;
  if (kind === 'submitted') {
    if (unbind === undefined) return { kind: 'silent' };
    return ours ? { kind: 'agrees' } : { kind: 'disagrees', because: 'no_record' };
  }
  if (ours && isGoing(ours.state)) return { kind: 'disagrees', because: 'still_unbinding' };
  if (kind === 'withdrawn') {
    if (presence === 'gone') return { kind: 'disagrees', because: 'customer_gone' };
    return presence === 'listed' || ours?.state === 'withdrawn' ? { kind: 'agrees' } : { kind: 'silent' };
  }
  if (presence === 'listed') return { kind: 'disagrees', because: 'still_listed' };
  return presence === 'gone' ? { kind: 'agrees' } : { kind: 'silent' };
}
