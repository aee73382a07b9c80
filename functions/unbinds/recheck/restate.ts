import type { Instant } from '../../kernel/clock.ts';
import type { AccountStanding } from '../../providers/capabilities.ts';
import type { SiteCapabilities } from '../../providers/provider.ts';
import { judge, saidOf } from '../preconditions/judge.ts';
import { blocks, type Precondition } from '../preconditions/precondition.ts';
import type { UnbindWish } from '../submit/wish.ts';
import type { Unbind } from '../unbind.ts';

type Anew = Pick<UnbindWish, 'conditions' | 'overrides'> & { readonly by: string; readonly at: Instant };
type At = { readonly site: SiteCapabilities; readonly account: AccountStanding };

/**
 * The preconditions of a case with what somebody says anew; what machines have read stays until they read again. Another
 * reason to go on without something is not what the second person agreed to.
 */
export function restated(
  record: Pick<Unbind, 'preconditions' | 'agreed'>,
  { site, account }: At,
  { conditions, overrides, by, at }: Anew,
): { readonly preconditions: Precondition[]; readonly ready: boolean; readonly agreed: boolean } {
  const known = saidOf(record.preconditions);
  const said = {
    attested: [...known.attested, ...conditions.map((one) => ({ ...one, by, at }))],
    overridden: [...known.overridden, ...overrides.map((one) => ({ ...one, by, at }))],
  };
  const anew = judge(site, account, { unpaid: [] }, said);
  const preconditions = anew.map((one) => {
    const read = record.preconditions.find(({ name, mode }) => name === one.name && mode === 'machine');
    if (!read) return one;
    const { overridden = read.overridden } = one;
    return { ...read, ...(overridden && read.result !== 'pass' && { overridden }) };
  });
  const ready = !preconditions.some(blocks);
  return { preconditions, ready, agreed: record.agreed && overrides.length === 0 };
}
