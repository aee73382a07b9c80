import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { type Decider, deciderRefusal, mayDecideAloneFrom, readPolicy } from '../../parties/index.ts';
import { lastTick } from '../../sheets/tick.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import type { SheetPurpose } from './run-sheet.ts';
import { readInHand, type Worked, type WorkedOn, workSheet } from './work-sheet.ts';

/**
 * The second person's word on a sheet whose steps are all done: what it says counts from then on. Never by whoever did
 * the last step; where nobody else may approve, they may alone once the cool-off of the policy is over.
 */
export async function confirmSheet(
  deps: UnbindDeps & { readonly deliver: Deliver },
  of: { readonly org: string; readonly unbind: Unbind['id']; readonly purpose: SheetPurpose | undefined },
  decider: Decider,
  also: (after: WorkedOn) => readonly WriteIntent[],
): Promise<Result<WorkedOn, Problem | Refused>> {
  const read = await readInHand(deps, of.org, of.unbind, of.purpose);
  if (!read.ok) return read;
  const done = read.value.sheet && lastTick(read.value.run, read.value.sheet);
  const aloneFrom = done && (await aloneFromOf(deps, of.org, done));
  const worked: Worked = { ...of, by: decider.member };
  return workSheet(
    deps,
    worked,
    ({ run, sheet }, at) => {
      const last = sheet && lastTick(run, sheet);
      if (!run.secondPerson || !sheet || !last || sheet.doneAt)
        return err({ kind: 'not_allowed_now', params: { status: sheet?.doneAt ? 'done' : 'open' } });
      const refusal = deciderRefusal({ createdBy: last.by }, aloneFrom, decider, at);
      if (refusal) return err(refusal);
      return ok({ sheet: { ...sheet, confirmed: { by: decider.member, at } }, type: 'unbind.sheet_confirmed' });
    },
    also,
  );
}

async function aloneFromOf({ tables }: UnbindDeps, org: string, { by, at }: { by: string; at: Instant }) {
  return mayDecideAloneFrom(tables, { org, createdBy: by, origin: 'reseller' }, await readPolicy(tables, org), at);
}
