import type { Instant } from '../kernel/clock.ts';
import type { FieldError, Problem } from '../kernel/problems.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { RunSheet, SheetStep, StepNeed } from './run-sheet.ts';
import type { Sheet, Tick } from './sheet.ts';

/** What is given with a tick, besides who and when. */
export type Given = Omit<Tick, 'step' | 'by' | 'at'>;

/** The step that is to be done now; undefined when all are done. */
export function nextStep({ steps }: RunSheet, sheet: Pick<Sheet, 'ticks'> | undefined): SheetStep | undefined {
  return steps[sheet?.ticks.length ?? 0];
}

/**
 * Ticks a step: in its turn, and with whatever it asks for.
 * @returns `sheet_step_not_next` out of turn, `invalid_input` naming each field that is missing
 */
export function ticked(
  run: RunSheet,
  sheet: Sheet,
  number: number,
  given: Given,
  by: string,
  at: Instant,
): Result<Sheet, Problem> {
  const step = nextStep(run, sheet);
  if (step?.number !== number) return err({ kind: 'sheet_step_not_next', params: { next: step?.number ?? 'none' } });
  const errors = missing(step, given, at);
  if (errors.length > 0) return err({ kind: 'invalid_input', errors });
  return ok({ ...sheet, ticks: [...sheet.ticks, { step: number, by, at, ...given }] });
}

/** All steps are done: who did the last one, and when. */
export function lastTick(run: RunSheet, sheet: Pick<Sheet, 'ticks'>): Tick | undefined {
  return nextStep(run, sheet) ? undefined : sheet.ticks.at(-1);
}

/** What a sheet that is done says, with what was given for it. */
export type Said<Says extends string> = {
  readonly says: Says;
  /** When it happened at the provider, or else when it was ticked. */
  readonly at: Instant;
  readonly by: string;
  readonly reference?: string;
  readonly condition?: string;
  readonly evidence?: readonly EvidenceId[];
};
type EvidenceId = NonNullable<Tick['evidence']>[number];

/** Undefined where a sheet says nothing of the provider's process. */
export function saidBy<Says extends string>(
  run: RunSheet<Says>,
  { ticks }: Pick<Sheet, 'ticks'>,
): Said<Says> | undefined {
  const chosen = ticks.flatMap(({ step, choice }) =>
    (run.steps[step - 1]?.choices ?? []).filter(({ key }) => key === choice).map(({ fact }) => fact),
  );
  const says = chosen.at(-1) ?? run.records;
  const last = ticks.at(-1);
  if (!says || !last) return undefined;
  const reference = ticks.findLast((tick) => tick.reference !== undefined)?.reference;
  const condition = ticks.findLast((tick) => tick.condition !== undefined)?.condition;
  const evidence = ticks.flatMap((tick) => tick.evidence ?? []);
  return {
    says,
    at: ticks.findLast(({ time }) => time !== undefined)?.time ?? last.at,
    by: last.by,
    ...(reference && { reference }),
    ...(condition && { condition }),
    ...(evidence.length > 0 && { evidence }),
  };
}

/** A read at the provider did not bear out what a sheet says: its last step is to be done again. */
export function reopened(sheet: Sheet, because: string, at: Instant): Sheet {
  const { confirmed: _confirmed, doneAt: _done, ...open } = sheet;
  const tick = sheet.ticks.at(-1);
  if (!tick) return sheet;
  return { ...open, ticks: sheet.ticks.slice(0, -1), reopened: [...sheet.reopened, { at, because, tick }] };
}

const lacking: Readonly<Record<StepNeed, (step: SheetStep, given: Given, at: Instant) => FieldError | undefined>> = {
  reference: (_step, { reference }) =>
    reference ? undefined : field('reference', 'missing', 'the number that the provider gives it'),
  time: (_step, { time }, at) => {
    if (time === undefined) return field('time', 'missing', 'when it happened at the provider');
    return time > at ? field('time', 'in_future', 'when it happened, which is not ahead of us') : undefined;
  },
  choice: ({ choices = [] }, { choice }) =>
    choices.some(({ key }) => key === choice)
      ? undefined
      : field('choice', 'missing', `one of ${choices.map(({ key }) => key).join(', ')}`),
  condition: (_step, { condition }) =>
    condition ? undefined : field('condition', 'missing', 'what the provider names, in its words'),
  proof: (_step, { reference, evidence }) =>
    reference || (evidence && evidence.length > 0)
      ? undefined
      : field('reference', 'missing', 'a number to find it by, or a file in "evidence"'),
};

function missing(step: SheetStep, given: Given, at: Instant): readonly FieldError[] {
  return (step.needs ?? []).flatMap((need) => lacking[need](step, given, at) ?? []);
}

function field(name: string, code: string, detail: string): FieldError {
  return { field: `/${name}`, code, detail };
}
