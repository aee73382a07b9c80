import type { DecisionRef } from '../decisions/decision.ts';
import type { CustomerViews, ViewSaid } from '../decisions/ports.ts';
import { ok, type Result } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import { type CustomerView, type Link, readLink } from '../links/link.ts';
import { linkRequestShape } from '../links/link-request.ts';
import type { LinkDeps } from '../links/ports.ts';
import { change, type Decided } from '../platform/change.ts';
import { move, recordKey } from '../timeline/index.ts';
import { verifyRefusal } from './guards.ts';

/** Who has written down a view that came from the customer's own page. */
const CUSTOMER = 'customer';

type Kept = 'recorded' | 'repeated' | 'answered' | 'not_linked';

/**
 * Takes the customer's answer from its page: on the link and its timeline, as when a member writes it down, with the
 * customer as the one who did (R047). The note stays with the record, because timelines can't be erased.
 */
export function createCustomerViews(deps: Pick<LinkDeps, 'tables' | 'clock' | 'newId'>): CustomerViews {
  const { tables, clock, newId } = deps;
  const find = async ({ org, subject }: DecisionRef): Promise<Link | undefined> => {
    const item = await tables.get('desk', recordKey(org, subject));
    const linkId = item && readStored(linkRequestShape, item).linkId;
    const link = linkId && (await readLink(tables, org, linkId));
    return link && !verifyRefusal(link) ? link : undefined;
  };
  return {
    async standing(ref) {
      const link = await find(ref);
      if (!link) return 'not_linked';
      return link.customerView?.by === CUSTOMER ? 'answered' : 'asked';
    },
    async record(ref, { note, ...said }) {
      const at = clock.now();
      const customerView = { ...said, at, ...(note !== '' && { note }), by: CUSTOMER };
      const done = await change(
        tables,
        () => find(ref),
        (link): Result<Decided<Kept>, never> => {
          if (!link) return ok({ intents: [], value: 'not_linked' });
          if (link.customerView?.by === CUSTOMER)
            return ok({ intents: [], value: same(link.customerView, { note, ...said }) ? 'repeated' : 'answered' });
          const data = { ...said, saidAt: at };
          const entry = { type: 'link.customer_view', actor: { kind: 'customer' }, at, data } as const;
          return ok({ intents: move(link, { set: { customerView } }, entry, newId), value: 'recorded' });
        },
      );
      return done.ok ? done.value : 'answered';
    },
  };
}

function same(kept: CustomerView, said: ViewSaid): boolean {
  const { seesReseller, canSignIn, note = '' } = kept;
  return seesReseller === said.seesReseller && canSignIn === said.canSignIn && note === said.note;
}
