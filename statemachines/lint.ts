import { isDeepStrictEqual } from 'node:util';
import { edgesOf, type Flow, literal, payloadOf, reachableFrom, readDefinition, type State } from './definition.ts';
import { expressionIn, readExpression } from './expressions.ts';

/** What `machines.ts` says about one machine. */
export type MachineRecord = {
  readonly definition: string;
  readonly groups: Readonly<Record<string, string>>;
  readonly tasks: Readonly<Record<string, readonly string[]>>;
  readonly errors: readonly string[];
};

/**
 * Last in the Retry of every task. By AWS `States.TaskFailed` matches every error but `States.Timeout`, so that a
 * deadline is never waited out again.
 */
export const standardRetry = {
  ErrorEquals: ['States.TaskFailed'],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 5,
  JitterStrategy: 'FULL',
};

/**
 * How a machine waits for a provider that is busy. Requests that were turned away together come back spread out, and as
 * full jitter halves the pauses, twice as often: for some three hours, until the execution is given up for another one.
 */
export const busyRetry = {
  ErrorEquals: ['ProviderBusy'],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  MaxAttempts: 80,
  JitterStrategy: 'FULL',
};

/** State data is limited to 256 KB and is not the truth: a task is sent ids, and reads the record itself. */
const payloadKeys = ['task', 'version', 'org', 'requestId', 'execution', 'kind', 'token', 'entered', 'retry'];
const executionName = '{% $states.context.Execution.Name %}';
const taskToken = '{% $states.context.Task.Token %}';

const MAX_DEFINITION_BYTES = 256 * 1024;
const INVOKE = 'arn:aws:states:::lambda:invoke';
const INVOKE_AND_WAIT = `${INVOKE}.waitForTaskToken`;

/**
 * Every way in which a definition breaks our rules for machines, in plain words; none when it keeps them. AWS accepts
 * most of what is refused here and fails at run time, and the local cloud accepts nearly everything.
 */
export function lintMachine(name: string, definitionText: string, machine: MachineRecord): readonly string[] {
  const read = readDefinition(definitionText);
  const findings = read.ok
    ? [
        ...wholeFindings(definitionText, read.value),
        ...placeholderFindings(definitionText, machine),
        ...flowFindings(read.value, machine, new Set()),
        ...nameFindings(read.value, machine),
      ]
    : read.error;
  return [...new Set(findings)].map((finding) => `${name}: ${finding}`);
}

function wholeFindings(text: string, definition: Flow): readonly string[] {
  const findings: string[] = [];
  if (Buffer.byteLength(text) >= MAX_DEFINITION_BYTES)
    findings.push(`the definition is not under ${MAX_DEFINITION_BYTES} bytes`);
  if (definition['QueryLanguage'] !== 'JSONata') findings.push('QueryLanguage at the top is not JSONata');
  if (/arn:aws[\w-]*:(?!states:::)/.test(text)) findings.push('an ARN is written out; name it by a placeholder');
  const start = definition.States[definition.StartAt];
  if (!start?.Assign || !stringsIn(start.Assign).some((at) => /\$states\.input\b/.test(at.text)))
    findings.push(`the first state, ${definition.StartAt}, does not pin the input with Assign`);
  return findings;
}

function placeholderFindings(text: string, { groups, tasks }: MachineRecord): readonly string[] {
  const used = new Set([...text.matchAll(/\$\{([^}]*)\}/g)].map(([, name]) => name ?? ''));
  return [
    ...difference(used, Object.keys(groups)).map((name) => `\${${name}} is in no group of the machine`),
    ...difference(Object.keys(groups), used).map((name) => `nothing uses the placeholder \${${name}}`),
    ...difference(Object.keys(tasks), Object.values(groups)).map((group) => `no placeholder stands for group ${group}`),
  ];
}

/** Listed and used are the same: tasks by group, and errors of ours in Retry and Catch. */
function nameFindings(definition: Flow, machine: MachineRecord): readonly string[] {
  const states = allStates(definition);
  const sent = new Set(states.map((state) => `${groupOf(state, machine)}/${literal(payloadOf(state)['task'])}`));
  const listed = Object.entries(machine.tasks).flatMap(([group, tasks]) => tasks.map((task) => `${group}/${task}`));
  const matched = states
    .flatMap(({ Retry = [], Catch = [] }) => [...Retry, ...Catch])
    .flatMap(({ ErrorEquals }) => ErrorEquals)
    .filter((error) => !error.includes('.'));
  return [
    ...difference(listed, sent).map((task) => `no state sends the task ${task}`),
    ...difference(matched, machine.errors).map((error) => `${error} is not among the errors of the machine`),
    ...difference(machine.errors, matched).map((error) => `no Retry or Catch matches ${error}`),
  ];
}

/** `known`: variables that surely have a value where the flow starts; the inside of a Map sees those around it. */
function flowFindings(flow: Flow, machine: MachineRecord, known: ReadonlySet<string>): readonly string[] {
  const reached = reachableFrom(flow, flow.StartAt);
  const assigned = assignedBefore(flow, known);
  const findings = flow.States[flow.StartAt] ? [] : [`StartAt names ${flow.StartAt}, which is no state`];
  for (const [name, state] of Object.entries(flow.States)) {
    const own = [
      ...(reached.has(name)
        ? expressionFindings(state, name === flow.StartAt, assigned.get(name) ?? new Set())
        : ['can not be reached']),
      ...pathFindings(flow, state),
      ...typeFindings(flow, name, state),
      ...(state.Resource === undefined ? [] : taskFindings(state, machine)),
      ...errorFindings(state),
    ];
    findings.push(...own.map((finding) => `${name} ${finding}`));
    if (state.ItemProcessor) {
      findings.push(...flowFindings(state.ItemProcessor, machine, assigned.get(name) ?? new Set()));
    }
  }
  return findings;
}

function pathFindings(flow: Flow, state: State): readonly string[] {
  const findings = edgesOf(state)
    .filter(({ to }) => !flow.States[to])
    .map(({ to }) => `goes on to ${to}, which is no state`);
  if (state.Type === 'Choice') {
    if (state.Default === undefined) findings.push('is a Choice without Default');
  } else if (!['Succeed', 'Fail'].includes(state.Type) && state.Next === undefined && state.End !== true) {
    findings.push('has neither Next nor End');
  }
  return findings;
}

const knownTypes = ['Task', 'Choice', 'Pass', 'Succeed', 'Fail', 'Wait', 'Map'];
const jsonPathField = /^(InputPath|OutputPath|ResultPath|Parameters|ResultSelector|QueryLanguage)$|.Path$|\.\$$/;

function typeFindings(flow: Flow, name: string, state: State): readonly string[] {
  const findings: string[] = [];
  if (!knownTypes.includes(state.Type)) findings.push(`is of type ${state.Type}, which we do not use`);
  if (state.Type === 'Task' && state.Resource === undefined) findings.push('is a Task without Resource');
  if (state.Type === 'Map' && isDistributed(state)) findings.push('is a Distributed Map');
  if (state.Type === 'Wait' && waitsForEver(flow, name)) {
    findings.push('waits in a loop that no Choice leaves by $deadline');
  }
  const fields = [
    ...Object.keys(state),
    ...(state.Choices ?? []).flatMap((rule) => Object.keys(rule)),
    ...keysIn(state),
  ];
  const foreign = fields.filter(
    (key) => key.endsWith('.$') || (key in state && jsonPathField.test(key)) || key === 'Variable',
  );
  return [...findings, ...foreign.map((key) => `has ${key}, a field of JSONPath`)];
}

function isDistributed(state: State): boolean {
  return (
    keysIn(state).some((key) => key === 'ItemReader' || key === 'ResultWriter' || key === 'ItemBatcher') ||
    stringsIn(state).some(({ text }) => text === 'DISTRIBUTED')
  );
}

/** In a loop, when no Choice of that same loop leads out of it by looking at `$deadline`. */
function waitsForEver(flow: Flow, wait: string): boolean {
  const loop = [...reachableFrom(flow, wait)].filter((name) => isIn(flow, name, wait));
  const loops = edgesOf(flow.States[wait] ?? { Type: 'Wait' }).some(({ to }) => loop.includes(to));
  const left = loop
    .flatMap((name) => edgesOf(flow.States[name] ?? { Type: 'Choice' }))
    .some(({ to, condition }) => !loop.includes(to) && /\$deadline\b/.test(condition ?? ''));
  return loops && !left;
}
function isIn(flow: Flow, from: string, wanted: string): boolean {
  return reachableFrom(flow, from).has(wanted);
}

function groupOf(state: State, { groups }: MachineRecord): string | undefined {
  return groups[/^\$\{([^}]*)\}$/.exec(String(state.Arguments?.['FunctionName']))?.[1] ?? ''];
}

function taskFindings(state: State, machine: MachineRecord): readonly string[] {
  if (state.Resource !== INVOKE && state.Resource !== INVOKE_AND_WAIT)
    return [`calls ${state.Resource}, which we do not use`];
  const payload = payloadOf(state);
  const task = literal(payload['task']);
  const group = groupOf(state, machine);
  const findings = difference(Object.keys(payload), payloadKeys).map((key) => `sends ${key}; a task is sent ids only`);
  if (group === undefined) findings.push('has no FunctionName that is just a placeholder of the machine');
  else if (!machine.tasks[group]?.includes(task ?? ''))
    findings.push(`sends the task ${task}, which ${group} does not list`);
  if (typeof payload['version'] !== 'number') findings.push('sends no version');
  if (payload['org'] === undefined) findings.push('sends no org');
  if (payload['execution'] !== executionName) findings.push(`does not send ${executionName} as execution`);
  if (state.Arguments && 'Qualifier' in state.Arguments) findings.push('names a version or alias');
  if (!isDeepStrictEqual(state.Retry?.at(-1), standardRetry))
    findings.push('does not end its Retry with the standard one');
  const unlike = (state.Retry ?? []).filter(
    (retrier) => retrier.ErrorEquals.includes('ProviderBusy') && !isDeepStrictEqual(retrier, busyRetry),
  );
  if (unlike.length > 0) findings.push('waits for a busy provider otherwise than the others');
  return state.Resource === INVOKE_AND_WAIT ? [...findings, ...waitFindings(state, payload)] : findings;
}

function waitFindings(state: State, payload: Readonly<Record<string, unknown>>): readonly string[] {
  const retried = (state.Retry ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
  const findings = retried
    .filter((error) => error === 'States.ALL' || error === 'States.Timeout')
    .map((error) => `waits again after its deadline: its Retry matches ${error}`);
  if (state.TimeoutSeconds === undefined) findings.push('waits without TimeoutSeconds');
  if (payload['token'] !== taskToken) findings.push(`does not send ${taskToken} as token`);
  if (!state.Catch?.some(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout')))
    findings.push('waits without a Catch for States.Timeout');
  return findings;
}

const errorsOfAws =
  /^(States\.(ALL|Timeout|TaskFailed|Permissions|QueryEvaluationError|DataLimitExceeded|HeartbeatTimeout|Runtime)|(Lambda|Sandbox)\.\w+)$/;

function errorFindings(state: State): readonly string[] {
  const named = [...(state.Retry ?? []), ...(state.Catch ?? [])].flatMap(({ ErrorEquals }) => ErrorEquals);
  const findings = named
    .filter((error) => error.includes('.') && !errorsOfAws.test(error))
    .map((error) => `matches ${error}, which Step Functions does not know`);
  const broad = (state.Retry ?? []).slice(0, -1).flatMap(({ ErrorEquals }) => ErrorEquals);
  if (broad.some((error) => error === 'States.ALL' || error === 'States.TaskFailed'))
    findings.push('has a Retry that hides those after it');
  return findings;
}

function expressionFindings(state: State, isStart: boolean, assigned: ReadonlySet<string>): readonly string[] {
  const { ItemProcessor: _inside, ...own } = state;
  return stringsIn(own).flatMap(({ at, text }) => {
    const expression = expressionIn(text);
    if (expression === undefined) return /\{%|%\}/.test(text) ? [`has text around an expression at ${at}`] : [];
    const { findings, variables, states } = readExpression(expression);
    const unassigned = [...variables].filter((name) => name !== 'states' && !assigned.has(name));
    const input = !isStart && [...states].some((path) => /^input\b/.test(path));
    return [
      ...findings.map((finding) => `has an expression at ${at} that ${finding}`),
      ...unassigned.map((name) => `reads $${name} at ${at}, which is not assigned on every way there`),
      ...(input ? [`reads $states.input at ${at}; only the first state does`] : []),
    ];
  });
}

/** For each reached state the variables that every way to it has assigned (AWS evaluates Assign after all else). */
function assignedBefore(flow: Flow, known: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map<string, ReadonlySet<string>>([[flow.StartAt, known]]);
  const open = [flow.StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const { to, assigns } of edgesOf(flow.States[name] ?? { Type: 'Fail' })) {
      const arriving = new Set([...(before.get(name) ?? []), ...assigns]);
      const earlier = before.get(to);
      const both = earlier ? new Set([...earlier].filter((each) => arriving.has(each))) : arriving;
      if (earlier?.size === both.size) continue;
      before.set(to, both);
      open.push(to);
    }
  }
  return before;
}

function allStates(flow: Flow): readonly State[] {
  return Object.values(flow.States).flatMap((state) => [
    state,
    ...(state.ItemProcessor ? allStates(state.ItemProcessor) : []),
  ]);
}

function difference(of: Iterable<string>, without: Iterable<string>): string[] {
  const known = new Set(without);
  return [...new Set(of)].filter((each) => !known.has(each));
}

/** Every text in a value, with where it stands. */
function stringsIn(value: unknown, at = ''): readonly { readonly at: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ at: at.slice(1), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, `${at}.${key}`));
}

function keysIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...(Array.isArray(value) ? [] : [key]), ...keysIn(inner)]);
}
