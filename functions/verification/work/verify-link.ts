import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { type Link, readLink } from '../../links/link.ts';
import { change, type Decided } from '../../platform/change.ts';
import type { DueItem } from '../../platform/due.ts';
import { beginLooks } from '../../unbinds/customer-started/begin-looks.ts';
import { type Checklist, readChecklist } from '../checklist.ts';
import { outcomeOf } from '../outcome.ts';
import type { VerifyDeps } from '../ports.ts';
import { nextChecklist } from '../start-checklist.ts';
import { readTerms, type Terms } from '../terms.ts';
import { tryItems } from '../try-items.ts';
import { nextRecheck } from '../when.ts';

/**
 * Works on the checklist of a link: what is open of it now, or a new one when the time for that has come. Reads only at
 * the provider, so doing it twice does no harm; what was read counts only if the link still waits for this very look.
 */
export const createVerifyLink =
  (deps: VerifyDeps) =>
  async ({ org, id }: Pick<DueItem, 'org' | 'id'>): Promise<void> => {
    const link = await readLink(deps.tables, org, id);
    if (!link || !isDue(link, deps.clock.now())) return;
    const terms = await readTerms(deps, link);
    const before = await readChecklist(deps.tables, link);
    const checklist = checklistOf(link, before, terms, deps.clock.now());
    const { id: account, site } = link.partnerAccount;
    const looks = await beginLooks(deps, { org, id: account, site }, deps.clock.now());
    const after = await tryItems(deps.readsOf(link.partnerAccount.site), link, checklist, terms, deps.clock.now());
    const written = await change(
      deps.tables,
      () => readLink(deps.tables, org, id),
      (now): Result<Decided<void>, never> => {
        const stillWaits = now?.nextCheckAt === link.nextCheckAt && now?.checklist === link.checklist;
        if (!now || !stillWaits || now.status !== 'active') return ok({ intents: [], value: undefined });
        const outcome = outcomeOf(now, after, terms, deps.clock.now(), deps.newId);
        return ok({ intents: [...outcome, ...looks], value: undefined });
      },
    );
    if (!written.ok) throw new InvariantBroken(`${id} could not be moved on: ${written.error.reason}`);
  };

/** An unbound link is left alone, and so is one whose next look lies ahead: this item is an older one. */
function isDue({ status, nextCheckAt }: Link, now: Instant): boolean {
  return status === 'active' && nextCheckAt !== undefined && nextCheckAt <= now;
}

function checklistOf(link: Link, inHand: Checklist | undefined, terms: Terms, now: Instant): Checklist {
  const { afterCycle } = link;
  if (afterCycle && afterCycle.at <= now) return nextChecklist(link, 'after_cycle', now, { billOf: afterCycle.billOf });
  if (inHand && nextRecheck(link.id, inHand.startedAt, terms.recheckSeconds) > now) return inHand;
  return nextChecklist(link, 'recheck', now);
}
