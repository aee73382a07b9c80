import * as z from 'zod';
import { err, ok, type Result } from '../functions/kernel/result.ts';

const Assign = z.record(z.string(), z.unknown());
const Names = z.array(z.string());
const Rule = z.looseObject({ Condition: z.string(), Next: z.string(), Assign: Assign.optional() });
const Retrier = z.looseObject({ ErrorEquals: Names });
const Catcher = z.looseObject({ ErrorEquals: Names, Next: z.string(), Assign: Assign.optional() });

/** One state, as far as our machines use the Amazon States Language; other fields are kept as they are. */
const State = z.looseObject({
  Type: z.string(),
  Comment: z.string().optional(),
  Resource: z.string().optional(),
  Arguments: z.record(z.string(), z.unknown()).optional(),
  Assign: Assign.optional(),
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Choices: z.array(Rule).optional(),
  Default: z.string().optional(),
  Retry: z.array(Retrier).optional(),
  Catch: z.array(Catcher).optional(),
  TimeoutSeconds: z.union([z.number(), z.string()]).optional(),
  get ItemProcessor() {
    return Flow.optional();
  },
});
export type State = z.output<typeof State>;

/** States with a start: a whole machine, or the inside of a Map. */
const Flow = z.looseObject({
  StartAt: z.string(),
  get States(): z.ZodRecord<z.ZodString, typeof State> {
    return z.record(z.string(), State);
  },
});
export type Flow = z.output<typeof Flow>;

/** Reads a definition; otherwise says in plain words why it is none. */
export function readDefinition(text: string): Result<Flow, readonly string[]> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return err([`is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`]);
  }
  const parsed = Flow.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'definition'}: ${message}`),
  );
}

/** A way out of a state, with the names of the variables that taking it assigns. */
export type Edge = { readonly to: string; readonly assigns: readonly string[]; readonly condition?: string };

export function edgesOf(state: State): readonly Edge[] {
  const own = Object.keys(state.Assign ?? {});
  return [
    ...(state.Choices ?? []).map((rule) => ({
      to: rule.Next,
      assigns: Object.keys(rule.Assign ?? {}),
      condition: rule.Condition,
    })),
    ...(state.Default === undefined ? [] : [{ to: state.Default, assigns: own }]),
    ...(state.Next === undefined ? [] : [{ to: state.Next, assigns: own }]),
    ...(state.Catch ?? []).map((catcher) => ({ to: catcher.Next, assigns: Object.keys(catcher.Assign ?? {}) })),
  ];
}

/** The names of the states that can be reached from a state, itself first, in the order in which they are met. */
export function reachableFrom(flow: Flow, start: string): ReadonlySet<string> {
  const met = new Set<string>();
  const visit = (name: string): void => {
    const state = flow.States[name];
    if (!state || met.has(name)) return;
    met.add(name);
    for (const { to } of edgesOf(state)) visit(to);
  };
  visit(start);
  return met;
}

/** The value of a payload field that is written literally, not computed. */
export function literal(value: unknown): string | undefined {
  return typeof value === 'string' && !value.startsWith('{%') ? value : undefined;
}

/** What a task sends to its function: the `Payload` of its arguments. */
export function payloadOf(state: State): Readonly<Record<string, unknown>> {
  const payload = z.record(z.string(), z.unknown()).safeParse(state.Arguments?.['Payload']);
  return payload.success ? payload.data : {};
}
