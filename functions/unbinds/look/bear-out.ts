import type { Fact, FactKind } from '../fact.ts';
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

/** What can be held against a later read, and the sheet by which it is recorded. */
const sheetOf: Readonly<Partial<Record<FactKind, SheetPurpose>>> = {
  submitted: 'submission',
  withdrawn: 'withdrawal',
  completed: 'completion',
  migrated: 'completion',
};

/** The last word on the provider's process, where an operator has said it and a read can bear it out. */
export function lastWord({ facts }: Pick<Unbind, 'facts'>): { fact: Fact; purpose: SheetPurpose } | undefined {
  const fact = facts.findLast(({ observedBy }) => observedBy !== 'customer' && observedBy !== 'distributor');
  const purpose = fact?.observedBy === 'operator' ? sheetOf[fact.kind] : undefined;
  return fact && purpose && { fact, purpose };
}

/** Holds what an operator has recorded against what is read afterwards (B03). */
export function bearOut(record: Unbind, kind: FactKind, sight: Sight): Borne {
  if (sight.kind === 'failed') return { kind: 'silent' };
  const { unbind, presence } = sight;
  const goesOn = unbind && belongs(record, unbind) && isGoing(unbind.state);
  switch (kind) {
    case 'submitted':
      if (unbind === undefined) return { kind: 'silent' };
      return unbind && belongs(record, unbind) ? { kind: 'agrees' } : { kind: 'disagrees', because: 'no_record' };
    case 'withdrawn':
      if (goesOn) return { kind: 'disagrees', because: 'still_unbinding' };
      if (presence === 'gone') return { kind: 'disagrees', because: 'customer_gone' };
      return presence === 'listed' || unbind?.state === 'withdrawn' ? { kind: 'agrees' } : { kind: 'silent' };
    case 'completed':
    case 'migrated':
      if (goesOn) return { kind: 'disagrees', because: 'still_unbinding' };
      if (presence === 'listed') return { kind: 'disagrees', because: 'still_listed' };
      return presence === 'gone' ? { kind: 'agrees' } : { kind: 'silent' };
    default:
      return { kind: 'silent' };
  }
}
