import { type Instant, plusSeconds, secondsBetween } from '../../kernel/clock.ts';
import { Money, MoneyJson } from '../../kernel/money.ts';
import { InvariantBroken, ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import { type DueItem, due } from '../../platform/due.ts';
import { type EffectOutcome, runEffect } from '../../providers/effects.ts';
import { move } from '../../timeline/index.ts';
import { accountRef, type UnbindProviderDeps } from '../ports.ts';
import { type ApprovedAction, actionClockKeys, readAction } from './approved-action.ts';
import { isAllocated, isLifted } from './read-back.ts';

/** For how long the provider is read back after a call without an answer, before a person has to look. */
const READ_BACK_SECONDS = 600;
const PAUSE_SECONDS = 30;

const actor = { kind: 'desk', part: 'approved-action' } as const;

/** What became of it: a change of the record, or when to go on. */
type Came =
  | { readonly set: Partial<ApprovedAction> & Pick<ApprovedAction, 'status'> }
  | { readonly goOnInSeconds: number };

/**
 * Carries an approved action out, once: the ledger lets no second call go out, and what a call without an answer did is
 * read at the provider. What nobody can tell is left to whoever asked and whoever approved, and is a clock until one of
 * the organisation has looked. A freeze could be lifted twice without harm, but not one that somebody has set anew meanwhile.
 */
export async function carryOut(deps: UnbindProviderDeps, item: DueItem): Promise<void> {
  const record = await readAction(deps.tables, item.org, item.id);
  if (record?.status !== 'approved') return;
  const came = await call(deps, record);
  const at = deps.clock.now();
  if ('goOnInSeconds' in came) {
    await deps.tables.transact([
      due({ kind: item.kind, org: item.org, id: item.id, at: plusSeconds(at, came.goOnInSeconds) }),
    ]);
    return;
  }
  const { set } = came;
  const read = () => readAction(deps.tables, item.org, item.id);
  await change(deps.tables, read, (current) => {
    if (current?.status !== 'approved') return ok({ intents: [], value: undefined });
    const { link, does, partnerAccount, createdBy, decided } = current;
    const isUnknown = set.status === 'unknown';
    const tells = [...new Set([createdBy, ...(decided ? [decided.by] : [])])];
    const data = {
      link,
      site: partnerAccount.site,
      does: does.kind,
      ...(set.refusal && { refusal: set.refusal }),
      ...(isUnknown && { tells }),
    };
    const entry = { type: `approved_action.${set.status}`, actor, at, data } as const;
    const clock = isUnknown ? actionClockKeys({ ...current, endedAt: at }) : {};
    const change = { set: { ...set, ...clock, endedAt: at }, expect: { status: { eq: 'approved' } } } as const;
    return ok({ intents: move(current, change, entry, deps.newId), value: undefined });
  });
}

async function call(deps: UnbindProviderDeps, record: ApprovedAction): Promise<Came> {
  const outcome = await (record.does.kind === 'unfreeze' ? lift(deps, record) : allocate(deps, record));
  switch (outcome.kind) {
    case 'confirmed': {
      const availableAfter = MoneyJson.safeParse(outcome.answer['availableAfter']).data;
      return { set: { status: 'done', ...(availableAfter && { availableAfter }) } };
    }
    case 'refused':
      return { set: { status: 'refused', refusal: outcome.refusal.code } };
    case 'try_later':
      return { goOnInSeconds: outcome.retryAfterSeconds };
    case 'unknown':
      return readBack(deps, record, outcome.announcedAt);
    case 'superseded':
    case 'cancelling':
      throw new InvariantBroken(`${record.id} belongs to nobody else`);
  }
}

async function readBack(deps: UnbindProviderDeps, record: ApprovedAction, announcedAt: Instant): Promise<Came> {
  const isDone = await (record.does.kind === 'unfreeze' ? isLifted(deps, record) : isAllocated(deps, record));
  if (isDone) return { set: { status: 'done' } };
  const isLate = secondsBetween(announcedAt, deps.clock.now()) > READ_BACK_SECONDS;
  return isLate ? { set: { status: 'unknown' } } : { goOnInSeconds: PAUSE_SECONDS };
}

function allocate(deps: UnbindProviderDeps, record: ApprovedAction): Promise<EffectOutcome> {
  if (record.does.kind !== 'allocate_credit') throw new InvariantBroken(`${record.id} allocates nothing`);
  const { amount, currency } = record.does.amount;
  const order = {
    account: record.customer.accountId,
    amount: Money.of(amount, currency),
    mark: record.id,
    remark: 'Before unbinding',
  };
  return runEffect(deps, {
    record,
    method: 'allocateCredit',
    effect: 'once',
    asked: 1,
    call: () => deps.portOf(record.partnerAccount.site).allocateCredit(accountRef(record), order),
    confirmed: ({ availableAfter }) => ({ answer: { availableAfter: availableAfter?.toJSON() ?? null } }),
  });
}

function lift(deps: UnbindProviderDeps, record: ApprovedAction): Promise<EffectOutcome> {
  const { accountId: account } = record.customer;
  return runEffect(deps, {
    record,
    method: 'unfreeze',
    effect: 'once',
    asked: 1,
    call: () => deps.portOf(record.partnerAccount.site).unfreeze(accountRef(record), { account }),
    confirmed: () => ({ answer: {} }),
  });
}
