import { lastTry, runEffect } from '../../providers/effects.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import { advance, readLinkRequest, type StepAnswer, type StepInput, whereItStands } from '../advance.ts';
import { completeWithLink } from '../complete.ts';
import type { LinkRequest } from '../link-request.ts';
import { outstandingInvitations } from '../outstanding-invitation.ts';
import { isPending } from '../provider-applications.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { transition } from '../transition.ts';

const actor = { kind: 'desk', part: 'link-machine' } as const;

/**
 * Ends a request that is being cancelled. Where the customer may have been invited or may have applied, the provider is
 * asked first: a customer who is linked by now is a fact, recorded as completed with `cancel_too_late`. Its application
 * that still waits is refused there; where that can't be, the request says so. An invitation that is still alive stays
 * outstanding until it lapses, since no provider can withdraw one.
 */
export const createCancelRequest =
  (deps: LinkProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'cancelling') return whereItStands(deps, input);
    const last = await lastTry(deps, { record, method: 'invite' });
    const byHand = record.rounds['invitation'] !== undefined;
    const invited =
      byHand || record.invitation !== undefined || last?.status === 'confirmed' || last?.status === 'unknown';
    const undone = invited || record.application ? await undo(deps, record) : nothing;
    if (undone === 'superseded') return whereItStands(deps, input);
    const { linked, application } = undone;
    return advance(deps, input, 'cancelling', (current, at) => {
      if (linked) return completeWithLink(deps, current, at, { linkedAt: linked.linkedAt, flags: ['cancel_too_late'] });
      const flags = flagsAfter(current, application);
      const data = { invitationOutstanding: invited, application };
      const step = { to: 'cancelled', actor, at, set: { flags }, data } as const;
      return transition(current, step, deps.newId);
    });
  };

function flagsAfter({ flags }: LinkRequest, application: Undone['application']): LinkRequest['flags'] {
  return application === 'outstanding' ? [...flags, 'application_outstanding'] : flags;
}

type Linked = Awaited<ReturnType<typeof linkedCustomer>>;
type Undone = { readonly linked: Linked; readonly application: 'none' | 'refused' | 'outstanding' };
const nothing: Undone = { linked: null, application: 'none' };

/** Only the customer's own account is the request's to refuse: others who applied are somebody else's matter. */
async function undo(deps: LinkProviderDeps, record: LinkRequest): Promise<Undone | 'superseded'> {
  const { accountId } = record.customer;
  if (record.changes) return nothing;
  if (accountId === undefined)
    return (await isAssociated(deps, record)) ? { ...nothing, application: 'outstanding' } : nothing;
  const before = await linkedCustomer(deps, record, accountId);
  if (before) return { linked: before, application: 'none' };
  if (!(await hasApplied(deps, record, accountId))) return nothing;
  const refused = await refuse(deps, record, accountId);
  switch (refused.kind) {
    case 'superseded':
    case 'cancelling':
      return 'superseded';
    case 'try_later':
      throw new ProviderBusy(refused.retryAfterSeconds, `refusal for ${record.id}`);
    case 'confirmed':
      return { linked: null, application: 'refused' };
    case 'unknown': {
      if (await isPending(deps, record, accountId)) return { linked: null, application: 'outstanding' };
      const linked = await linkedCustomer(deps, record, accountId);
      return { linked, application: linked ? 'none' : 'refused' };
    }
    case 'refused': {
      // decided by a colleague a moment ago, or withdrawn
      const gone = refused.refusal.kind === 'out_of_step' || refused.refusal.kind === 'not_ours';
      const linked = await linkedCustomer(deps, record, accountId);
      return { linked, application: gone ? 'none' : 'outstanding' };
    }
  }
}

/** Whether an account that nobody knows yet has used an invitation of ours where that links at once. */
async function isAssociated(deps: LinkProviderDeps, record: LinkRequest): Promise<boolean> {
  const { org, partnerAccount } = record;
  if (deps.capabilitiesOf(partnerAccount.site)?.approval !== 'none') return false;
  const alive = await outstandingInvitations(deps.tables, org, partnerAccount.id, deps.clock.now());
  const handles = alive.flatMap(({ request, handle }) => (request === record.id && handle ? [handle] : []));
  if (handles.length === 0) return false;
  const read = await deps.portOf(partnerAccount.site).readInvitations(accountRef(record), handles);
  if (!read.ok) throw new ProviderBusy(30, `invitations of ${record.id} can not be read: ${read.error.kind}`);
  return read.value.items.some(({ state }) => state === 'associated');
}

/** A try that was announced is asked for its outcome, whatever the provider lists by now. */
async function hasApplied(deps: LinkProviderDeps, record: LinkRequest, accountId: string): Promise<boolean> {
  const last = await lastTry(deps, { record, method: 'decideApplication' });
  if (last && last.round >= record.applicationsDecided) return true;
  return isPending(deps, record, accountId);
}

function refuse(deps: LinkProviderDeps, record: LinkRequest, account: string) {
  const port = deps.portOf(record.partnerAccount.site);
  return runEffect(deps, {
    record,
    method: 'decideApplication',
    effect: 'once',
    asked: record.applicationsDecided,
    during: 'cancelling',
    call: () =>
      port.decideApplication(accountRef(record), { account, verdict: 'reject', reason: 'The reseller has withdrawn.' }),
    confirmed: ({ state }) => ({ answer: { state } }),
  });
}

async function linkedCustomer(deps: LinkProviderDeps, record: LinkRequest, accountId: string) {
  const read = await deps.portOf(record.partnerAccount.site).readCustomer(accountRef(record), accountId);
  if (!read.ok) throw new ProviderBusy(30, `customer of ${record.id} can not be read: ${read.error.kind}`);
  return read.value.customer;
}
