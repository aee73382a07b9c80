import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { change } from '../../platform/change.ts';
import type { DueItem } from '../../platform/due.ts';
import { fence } from '../../sequence/transition.ts';
import { keepSheet, readSheet, type Sheet } from '../../sheets/sheet.ts';
import { reopened } from '../../sheets/tick.ts';
import { type EntryDraft, move, recordKey } from '../../timeline/index.ts';
import { readUnbind } from '../change-unbind.ts';
import { afterLook, secondsApart } from '../completion/absence.ts';
import type { Fact } from '../fact.ts';
import { observeFacts } from '../observe-facts.ts';
import type { Deliver, UnbindProviderDeps } from '../ports.ts';
import { nextNumber } from '../sheets/which-sheet.ts';
import type { Unbind } from '../unbind.ts';
import { type Borne, bearOut, lastWord } from './bear-out.ts';
import { type ListCustomers, listCustomers } from './customer-list.ts';
import { factsOfReading } from './facts-of-reading.ts';
import type { Looked } from './looked.ts';
import { isWatched, lookAt, nextLookAt } from './next-look.ts';
import { type Sight, see } from './see.ts';

const actor = { kind: 'desk', part: 'unbind-look' } as const;

type Case = { readonly record: Unbind; readonly sheet: Sheet | undefined };

/**
 * Looks at the provider while a case is live there and for some time after: facts that its API tells, whether the
 * customer is still there, and whether what an operator has recorded is borne out. Only reads, so doing it twice does no
 * harm. A read that fails changes nothing but when the next look is.
 * @param list how all customers of an account are listed; shared among the cases of a round
 */
export async function lookAtProvider(
  deps: UnbindProviderDeps,
  item: DueItem,
  list: ListCustomers = listCustomers,
): Promise<void> {
  const before = await readUnbind(deps.tables, item.org, item.id);
  const now = deps.clock.now();
  // one whose next look lies ahead is waited for by another item
  if (!before || item.at < (before.nextLookAt ?? '')) return;
  if (!isWatched(before, now)) {
    // refused: it has moved on in this moment, and says itself whether it is looked at
    if (before.nextLookAt) await deps.tables.transact([quietly(before, {}, noMore)]);
    return;
  }
  const sight = await see(deps, before, list);
  const at = deps.clock.now();
  const facts = sight.kind === 'seen' && sight.unbind ? factsOfReading(before, sight.unbind, at) : [];
  const done =
    facts.length > 0 ? await takeFacts(deps, before, facts, sight, at) : await takeSight(deps, item, sight, at);
  if (!done.ok) throw new InvariantBroken(`a look at ${item.id} could not be taken in: ${done.error.kind}`);
}

function takeFacts(deps: UnbindProviderDeps, before: Unbind, facts: readonly Fact[], sight: Sight, at: Instant) {
  const { set, next } = seenBy(deps, before, sight, at);
  const also = (after: Unbind) => (after.status === before.status ? next.intents : []);
  return observeFacts({ ...deps, deliver: leftToDueWork }, before, { actor, at, facts, set, also });
}

/** Looks are minutes apart at least, so a machine may as well be woken by the work that is due with every answer. */
const leftToDueWork: Deliver = async () => 'not_waiting';

function takeSight(deps: UnbindProviderDeps, item: DueItem, sight: Sight, at: Instant): Promise<Result<void, Refused>> {
  return change(
    deps.tables,
    () => readCase(deps, item),
    ({ record, sheet }) => {
      const { set, next, remove } = seenBy(deps, record, sight, at);
      const told = tell(record, sheet, set.absence, sight, at);
      if (!told) return ok({ intents: [quietly(record, set, remove), ...next.intents], value: undefined });
      const step = { set: { ...set, ...told.set }, remove, expect: fence(record) };
      const moved = move(record, step, told.entry, deps.newId);
      return ok({ intents: [...moved, ...(told.intents ?? []), ...next.intents], value: undefined });
    },
  );
}

async function readCase({ tables }: UnbindProviderDeps, { org, id }: DueItem): Promise<Case> {
  const record = await readUnbind(tables, org, id);
  if (!record) throw new InvariantBroken(`${id} is gone`);
  const word = lastWord(record);
  const number = word && record.sheetsDone?.[word.purpose];
  const name = word && number && { org, record: record.id, purpose: word.purpose, number };
  return { record, sheet: name ? await readSheet(tables, name) : undefined };
}

/** What a look leaves in the record, and when the next one is. */
function seenBy(deps: UnbindProviderDeps, record: Unbind, sight: Sight, at: Instant) {
  const looked = lookedOf(record, sight, at);
  const absence = absenceOf(deps, record, sight, at);
  const seen: Partial<Unbind> = { looked, ...(absence && { absence }) };
  if (!isWatched({ ...record, ...seen }, at)) return { set: seen, next: { intents: [] }, remove: noMore };
  const next = lookAt(record, atLeast(nextLookAt({ ...record, looked }, at), sight, at));
  return { set: { ...seen, ...next.set }, next, remove: [] };
}

/** Of a case that nothing is to be seen of any more. */
const noMore: readonly string[] = ['nextLookAt'];

function lookedOf({ looked }: Unbind, sight: Sight, at: Instant): Looked {
  if (sight.kind === 'failed') {
    const times = (looked?.failed?.times ?? 0) + 1;
    return { at, failed: { read: sight.read, because: sight.because.kind, times } };
  }
  const { presence, unbind } = sight;
  return { at, ...(presence && { customer: presence }), ...(unbind && { unbind: unbind.state }) };
}

/** A provider that turned us away by its rate says when to come back. */
function atLeast(next: Instant, sight: Sight, at: Instant): Instant {
  if (sight.kind !== 'failed' || sight.because.kind !== 'throttled') return next;
  const allowed = plusSeconds(at, sight.because.retryAfterSeconds);
  return next > allowed ? next : allowed;
}

function absenceOf(deps: UnbindProviderDeps, record: Unbind, sight: Sight, at: Instant) {
  if (sight.kind === 'failed' || !sight.presence) return undefined;
  const site = deps.capabilitiesOf(record.partnerAccount.site);
  if (!site) return undefined;
  const apart = secondsApart(record.windows.absence, site.unbind, deps.simulated);
  return afterLook(record.absence, sight.presence, at, apart);
}

type Told = { readonly entry: EntryDraft; readonly set?: Partial<Unbind>; readonly intents?: readonly WriteIntent[] };

/** What of a look belongs on the timeline. The rest is seen on the record alone. */
function tell(
  record: Unbind,
  sheet: Sheet | undefined,
  absence: Unbind['absence'],
  sight: Sight,
  at: Instant,
): Told | undefined {
  const word = lastWord(record);
  const borne: Borne = word ? bearOut(record, word.kind, sight) : { kind: 'silent' };
  const open = record.reopenedSheet && !record.reopenedSheet.settledAt ? record.reopenedSheet : undefined;
  if (word && borne.kind === 'disagrees' && !open) {
    const { because } = borne;
    const number = sheet?.number ?? nextNumber(record);
    const opened = { purpose: word.purpose, number, because, at };
    const data = { purpose: word.purpose, number, because, fact: word.kind };
    return {
      entry: { type: 'unbind.sheet_reopened', actor, at, data },
      set: { reopenedSheet: opened },
      intents: sheet ? [keepSheet(reopened(sheet, because, at), sheet)] : [],
    };
  }
  if (open && borne.kind === 'agrees') {
    const { purpose, number } = open;
    return {
      entry: { type: 'unbind.sheet_borne_out', actor, at, data: { purpose, number } },
      set: { reopenedSheet: { ...open, settledAt: at } },
    };
  }
  if (absence?.confirmed && !record.absence?.confirmed)
    return { entry: { type: 'unbind.absent', actor, at, data: { since: absence.first } } };
  if (absence && !absence.confirmed && record.absence?.confirmed)
    return { entry: { type: 'unbind.seen_again', actor, at, data: { wasGoneSince: record.absence.first } } };
  return undefined;
}

/** A look that shows nothing new leaves version and timeline as they are. */
function quietly({ org, id, version }: Unbind, set: Partial<Unbind>, remove: readonly string[]): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: recordKey(org, id),
    set,
    remove: [...remove],
    expect: [{ version: { eq: version } }],
    refusal: 'version',
  };
}
