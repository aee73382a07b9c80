import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { change } from '../../platform/change.ts';
import { readAsked } from '../../sequence/reconcile.ts';
import { type Asked, waitingRef } from '../../sequence/sequence.ts';
import { keepSheet, readSheet, type Sheet } from '../../sheets/sheet.ts';
import { append } from '../../timeline/index.ts';
import { linkOf } from '../completion/end-link.ts';
import { followCourse } from '../follow-course.ts';
import { type Observed, observing } from '../observe-facts.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import { unbindSequence } from '../unbind-sequence.ts';
import { factOf } from './fact-of.ts';
import type { RunSheet, SheetPurpose } from './run-sheet.ts';
import { runSheet } from './sheets-of-site.ts';
import { type Meant, meantSheet } from './which-sheet.ts';

/** A sheet in hand: the case, the text, and what of it was done. */
export type InHand = Asked<Unbind> & Meant & { readonly sheet: Sheet | undefined };

/** Which case's sheet is worked by, and by whom. */
export type Worked = {
  readonly org: string;
  readonly unbind: Unbind['id'];
  readonly purpose: SheetPurpose | undefined;
  readonly by: string;
};

/** What somebody does with a sheet: how it is then, and what stands on the timeline. */
type Done = { readonly sheet: Sheet; readonly type: 'unbind.sheet_ticked' | 'unbind.sheet_confirmed'; step?: number };

export type WorkedOn = {
  readonly record: Unbind;
  readonly run: RunSheet;
  readonly purpose: SheetPurpose;
  readonly sheet: Sheet;
};

/** The sheet that is meant, with what was done of it; `sheet_not_now` where the case has no such sheet. */
export async function readInHand(
  { tables }: Pick<UnbindDeps, 'tables'>,
  org: string,
  unbind: Unbind['id'],
  purpose: SheetPurpose | undefined,
): Promise<Result<InHand, Problem>> {
  const asked = await readAsked(unbindSequence, { tables }, org, unbind);
  if (!asked) return err({ kind: 'not_found', params: { what: 'unbind' } });
  const meant = meantSheet(asked.record, purpose);
  if (!meant.ok) return meant;
  const sheet = await readSheet(tables, { org, record: unbind, ...meant.value });
  const run = await runOf(asked.record, meant.value.purpose, sheet);
  return run.ok ? ok({ ...asked, ...meant.value, run: run.value, sheet }) : run;
}

/** The text that a sheet was opened with, or the newest. */
async function runOf(
  record: Unbind,
  purpose: SheetPurpose,
  sheet: Sheet | undefined,
): Promise<Result<RunSheet, Problem>> {
  const run = await runSheet(record.partnerAccount.site, purpose, sheet?.version);
  return run ? ok(run) : err({ kind: 'not_found', params: { what: 'run sheet of this site' } });
}

/**
 * Carries a sheet one step on. With its last step, or with the second person's word where one is asked for, what it says
 * is taken into the case in the same transaction, as observed by an operator.
 * @param also writes that belong to it, decided on how things stand after it
 */
export async function workSheet(
  deps: UnbindDeps & { readonly deliver: Deliver },
  worked: Worked,
  decide: (inHand: InHand, at: Instant) => Result<Done, Problem>,
  also: (after: WorkedOn) => readonly WriteIntent[],
): Promise<Result<WorkedOn, Problem | Refused>> {
  const at = deps.clock.now();
  const done = await change(
    deps.tables,
    async () => {
      const read = await readInHand(deps, worked.org, worked.unbind, worked.purpose);
      return read.ok ? ok({ ...read.value, link: await linkOf(deps.tables, read.value.record) }) : read;
    },
    (read) => {
      if (!read.ok) return read;
      const decided = decide(read.value, at);
      if (!decided.ok) return decided;
      const moved = writesOf(deps, read.value, decided.value, worked.by, at);
      const { run, purpose } = read.value;
      const after = { record: moved.record, run, purpose, sheet: moved.sheet };
      return ok({ intents: [...moved.intents, ...also(after)], value: { before: read.value.record, after } });
    },
  );
  if (!done.ok) return done;
  const { before, after } = done.value;
  const ref = waitingRef(before);
  if (ref && before.status !== after.record.status) await deps.deliver(ref);
  return ok(after);
}

function writesOf(deps: UnbindDeps, inHand: InHand & Observed, { sheet, type, step }: Done, by: string, at: Instant) {
  const { record, run, purpose, number } = inHand;
  const actor = { kind: 'member', id: by } as const;
  const told = { id: sheet.id, purpose, number, version: run.version, ...(step && { step }) };
  const complete = sheet.ticks.length === run.steps.length && (!run.secondPerson || sheet.confirmed !== undefined);
  if (!complete) {
    const entry = { type, actor, at, data: { sheet: told } } as const;
    return { record, sheet, intents: [keepSheet(sheet, inHand.sheet), ...append(record, entry, deps.newId)] };
  }
  const ended = { ...sheet, doneAt: at };
  const again = record.reopenedSheet?.number === number ? record.reopenedSheet : undefined;
  const set: Partial<Unbind> = {
    sheetsDone: { ...record.sheetsDone, [purpose]: number },
    ...(again && { reopenedSheet: { ...again, settledAt: at } }),
  };
  const fact = factOf(run, ended, at);
  const happened = { actor, at, set, data: { sheet: told } };
  const seen = observing(deps, inHand, { ...happened, facts: fact ? [fact] : [] });
  // known already, as where a step was opened again: then it is the sheet alone that is done
  const moved = seen.intents.length > 0 ? seen : followCourse(record, inHand.decision, record, happened, deps.newId);
  return { record: moved.record, sheet: ended, intents: [...moved.intents, keepSheet(ended, inHand.sheet)] };
}
