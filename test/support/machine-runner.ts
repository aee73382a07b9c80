import { randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { type Clock, type Instant, plusSeconds } from '../../functions/kernel/clock.ts';
import { err, ok } from '../../functions/kernel/result.ts';
import { type Flow, payloadOf, type State } from '../../statemachines/definition.ts';

/** Does the work of one task state, as the function behind its ARN would. */
export type RunTask = (payload: Readonly<Record<string, unknown>>) => Promise<unknown>;

type Standing =
  | { readonly kind: 'ready' }
  /** Holds a token until somebody wakes it or its time is over. */
  | { readonly kind: 'waiting'; readonly token: string; readonly until: Instant }
  /** A Retry lets the state run again then. */
  | { readonly kind: 'retrying'; readonly at: Instant }
  /** A Wait that goes on by itself then. */
  | { readonly kind: 'pausing'; readonly at: Instant }
  | {
      readonly kind: 'ended';
      readonly at: Instant;
      readonly status: 'SUCCEEDED' | 'FAILED' | 'ABORTED';
      error?: string;
    };

/** One run of a machine in memory. */
export type Execution = {
  readonly name: string;
  /** The definition as of its start: another deployment does not change it. */
  readonly flow: Flow;
  readonly input: Readonly<Record<string, unknown>>;
  /** States entered so far, in order, without the Choices between them. */
  readonly passed: string[];
  state: string;
  standing: Standing;
  readonly variables: Record<string, unknown>;
  entered: Instant;
  /** How often each Retry of the present state was used. */
  retries: Map<number, number>;
};

const Retriers = (state: State) =>
  (state.Retry ?? []).map((retrier) => ({
    errors: retrier.ErrorEquals,
    interval: Number(retrier['IntervalSeconds'] ?? 1),
    rate: Number(retrier['BackoffRate'] ?? 2),
    most: Number(retrier['MaxDelaySeconds'] ?? Number.POSITIVE_INFINITY),
    attempts: Number(retrier['MaxAttempts'] ?? 3),
  }));

/**
 * Runs executions of a definition in memory, as Step Functions would: Choices and Assigns by their JSONata, Retry by
 * its intervals (without jitter), waits by token and deadline. Time passes only when the clock is moved.
 */
export function machineRunner(first: Flow, clock: Clock, runTask: RunTask) {
  let deployed = first;
  const executions = new Map<string, Execution>();
  /** Tokens of states whose task runs right now, and whether they were woken meanwhile. */
  const inHand = new Map<string, boolean>();

  /** Starting a name twice is one start. */
  function start(name: string, input: Execution['input']): Execution {
    const known = executions.get(name);
    if (known) return known;
    const execution: Execution = {
      name,
      flow: deployed,
      input,
      passed: [],
      state: deployed.StartAt,
      standing: { kind: 'ready' },
      variables: {},
      entered: clock.now(),
      retries: new Map(),
    };
    executions.set(name, execution);
    enter(execution, deployed.StartAt);
    return execution;
  }

  function enter(execution: Execution, name: string): void {
    if (stateOf(execution, name).Type !== 'Choice') execution.passed.push(name);
    Object.assign(execution, { state: name, entered: clock.now(), retries: new Map(), standing: { kind: 'ready' } });
  }

  function stateOf({ flow, state: present }: Execution, name = present): State {
    const state = flow.States[name];
    if (!state) throw new Error(`no state ${name}`);
    return state;
  }

  /** Runs the present state; false when there is nothing to run before something happens or time passes. */
  async function step(execution: Execution): Promise<boolean> {
    const { standing } = execution;
    if (standing.kind === 'ended') return false;
    if (standing.kind === 'waiting') return timeOut(execution, standing.until);
    if (standing.kind === 'retrying' && standing.at > clock.now()) return false;
    const state = stateOf(execution);
    if (state.Type === 'Choice') enter(execution, await chosen(execution, state));
    else if (state.Type === 'Succeed') end(execution, 'SUCCEEDED');
    else if (state.Type === 'Fail') end(execution, 'FAILED', String(state['Error']));
    else if (state.Type === 'Task') await task(execution, state);
    else if (state.Type === 'Wait') return pause(execution, state);
    else throw new Error(`the runner knows no ${state.Type}`);
    return true;
  }

  async function pause(execution: Execution, state: State): Promise<boolean> {
    const { standing } = execution;
    if (standing.kind !== 'pausing') {
      const seconds = Number(await valueOf(execution, state['Seconds']));
      execution.standing = { kind: 'pausing', at: plusSeconds(clock.now(), seconds) };
      return true;
    }
    if (standing.at > clock.now()) return false;
    enter(execution, state.Next ?? '');
    return true;
  }

  function end(execution: Execution, status: 'SUCCEEDED' | 'FAILED' | 'ABORTED', error?: string): void {
    execution.standing = { kind: 'ended', at: clock.now(), status, ...(error && { error }) };
  }

  async function chosen(execution: Execution, state: State): Promise<string> {
    for (const { Condition, Next } of state.Choices ?? []) if (await valueOf(execution, Condition)) return Next;
    if (state.Default === undefined) throw new Error(`${execution.state} has no way on`);
    return state.Default;
  }

  async function task(execution: Execution, state: State): Promise<void> {
    const token = randomUUID();
    const waits = state.Resource?.endsWith('.waitForTaskToken');
    if (waits) inHand.set(token, false);
    try {
      const seconds = waits ? Number(await valueOf(execution, state.TimeoutSeconds)) : 0;
      const payload = await allValues(execution, payloadOf(state), { token });
      const answer = await runTask(payload);
      if (waits && !inHand.get(token)) {
        execution.standing = { kind: 'waiting', token, until: plusSeconds(clock.now(), seconds) };
        return;
      }
      const result = { Payload: answer };
      Object.assign(execution.variables, await allValues(execution, state.Assign ?? {}, { result }));
      enter(execution, state.Next ?? '');
    } catch (error) {
      failed(execution, state, error instanceof Error ? error.name : String(error));
    } finally {
      inHand.delete(token);
    }
  }

  function failed(execution: Execution, state: State, error: string): void {
    const position = Retriers(state).findIndex(({ errors }) => matches(errors, error));
    const retrier = Retriers(state)[position];
    const used = execution.retries.get(position) ?? 0;
    if (retrier && used < retrier.attempts) {
      execution.retries.set(position, used + 1);
      const pause = Math.min(retrier.most, retrier.interval * retrier.rate ** used);
      execution.standing = { kind: 'retrying', at: plusSeconds(clock.now(), pause) };
      return;
    }
    const catcher = state.Catch?.find(({ ErrorEquals }) => matches(ErrorEquals, error));
    if (catcher) enter(execution, catcher.Next);
    else end(execution, 'FAILED', error);
  }

  function timeOut(execution: Execution, until: Instant): boolean {
    if (until > clock.now()) return false;
    failed(execution, stateOf(execution), 'States.Timeout');
    return true;
  }

  async function valueOf(execution: Execution, text: unknown, more: object = {}): Promise<unknown> {
    const expression = typeof text === 'string' ? /^\{%([\s\S]*)%\}$/.exec(text)?.[1] : undefined;
    if (expression === undefined) return text;
    const { result, token } = { result: undefined, token: undefined, ...more } as { result: unknown; token: unknown };
    const retried = [...execution.retries.values()].reduce((sum, used) => sum + used, 0);
    const context = {
      Execution: { Name: execution.name },
      State: { EnteredTime: execution.entered, RetryCount: retried },
      Task: { Token: token },
    };
    const states = { input: execution.input, context, result };
    return compiled(expression).evaluate({}, { ...execution.variables, states });
  }

  async function allValues(execution: Execution, texts: Readonly<Record<string, unknown>>, more: object) {
    const entries = Object.entries(texts).map(async ([key, text]) => [key, await valueOf(execution, text, more)]);
    return Object.fromEntries(await Promise.all(entries)) as Record<string, unknown>;
  }

  return {
    executions,
    start,
    step,
    /** Puts another definition in the place of the one that executions start on, which it answers. */
    deploy(flow: Flow): Flow {
      const before = deployed;
      deployed = flow;
      return before;
    },
    /** Runs until the execution waits, pauses or has ended. */
    async run(execution: Execution): Promise<Execution> {
      while (await step(execution));
      return execution;
    },
    /** Ends an execution where it stands, as an operator or a lost region does. */
    abort(name: string): void {
      const execution = executions.get(name);
      if (execution && execution.standing.kind !== 'ended') end(execution, 'ABORTED');
    },
    /** When something happens next by itself. */
    nextAt(): Instant | undefined {
      const at = [...executions.values()].flatMap(({ standing }) => {
        if (standing.kind === 'waiting') return [standing.until];
        return standing.kind === 'retrying' || standing.kind === 'pausing' ? [standing.at] : [];
      });
      return at.toSorted()[0];
    },
    /** What Step Functions answers to a token. */
    wake(token: string) {
      if (inHand.has(token)) {
        inHand.set(token, true);
        return ok();
      }
      const held = [...executions.values()].find(({ standing }) => 'token' in standing && standing.token === token);
      if (!held) return err({ kind: 'gone' } as const);
      enter(held, stateOf(held).Next ?? '');
      return ok();
    },
  };
}

function matches(patterns: readonly string[], error: string): boolean {
  const broad = error === 'States.Timeout' ? ['States.ALL'] : ['States.ALL', 'States.TaskFailed'];
  return patterns.includes(error) || patterns.some((pattern) => broad.includes(pattern));
}

const expressions = new Map<string, jsonata.Expression>();

function compiled(text: string): jsonata.Expression {
  const known = expressions.get(text) ?? jsonata(text);
  expressions.set(text, known);
  return known;
}
