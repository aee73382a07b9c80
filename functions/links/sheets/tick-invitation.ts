import { recording } from '../../decisions/record-decision.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { change } from '../../platform/change.ts';
import { keepSheet, type Sheet } from '../../sheets/sheet.ts';
import { type Given, lastTick, saidBy, ticked } from '../../sheets/tick.ts';
import { append } from '../../timeline/index.ts';
import type { Deliver, LinkDeps } from '../ports.ts';
import { type InHand, readInHand } from './in-hand.ts';

type Deps = LinkDeps & { readonly deliver: Deliver };
type Ticked = { readonly requestId: string; readonly step: number; readonly by: string; readonly org: string };

/**
 * Ticks a step of the sheet by which a customer is invited; the first tick opens it, and the last one answers the question
 * that the request waits for, in one transaction.
 * @param also writes that belong to it, decided on how the sheet stands after it
 */
export async function tickInvitation(
  deps: Deps,
  { org, requestId, step, by }: Ticked,
  given: Given,
  also: (after: InHand) => readonly WriteIntent[],
): Promise<Result<InHand, Problem | Refused>> {
  const at = deps.clock.now();
  const done = await change(
    deps.tables,
    () => readInHand(deps, org, requestId),
    (read) => {
      if (!read.ok) return read;
      const after = tickIn(deps, read.value, { step, by, at }, given);
      if (!after.ok) return after;
      return ok({ intents: [...after.value.intents, ...also(after.value.inHand)], value: after.value });
    },
  );
  if (!done.ok) return done;
  const { inHand, answers } = done.value;
  if (answers && inHand.decision) await deps.deliver(inHand.decision);
  return ok(inHand);
}

function tickIn(deps: Deps, inHand: InHand, { step, by, at }: { step: number; by: string; at: Instant }, given: Given) {
  const { record, decision, run } = inHand;
  if (!decision || decision.status !== 'open' || decision.expiresAt <= at)
    return err({ kind: 'decision_closed' } as const);
  const next = ticked(run, inHand.sheet ?? opened(deps, inHand, by, at), step, given, by, at);
  if (!next.ok) return next;
  const actor = { kind: 'member', id: by } as const;
  const tell = (entry: Parameters<typeof append>[1]) => append(record, entry, deps.newId);
  const said = lastTick(run, next.value) && saidBy(run, next.value);
  const sheet = said ? { ...next.value, doneAt: at } : next.value;
  const { id, number, version } = sheet;
  const told = {
    type: 'link_request.sheet_ticked',
    actor,
    at,
    data: { sheet: { id, number, version, step } },
  } as const;
  const intents = said ? recording(decision, { verdict: said.says, answer: { ...said }, actor }, at, tell) : tell(told);
  return ok({
    inHand: { ...inHand, sheet },
    answers: said !== undefined,
    intents: [keepSheet(sheet, inHand.sheet), ...intents],
  });
}

function opened({ newId }: Deps, { record, run, number }: InHand, by: string, at: Instant): Sheet {
  return {
    org: record.org,
    id: newId('sheet'),
    record: record.id,
    purpose: 'invitation',
    number,
    version: run.version,
    operator: by,
    openedAt: at,
    ticks: [],
    reopened: [],
    revision: 1,
  };
}
