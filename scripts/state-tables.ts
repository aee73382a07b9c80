import { readFileSync } from 'node:fs';
import { InvariantBroken } from '../functions/kernel/result.ts';
import {
  edgesOf,
  type Flow,
  literal,
  payloadOf,
  reachableFrom,
  readDefinition,
  type State,
} from '../statemachines/definition.ts';
import type { MachineRecord } from '../statemachines/lint.ts';
import { machines } from '../statemachines/machines.ts';

/** The states of every machine in the order in which they are met: type, what comes next, deadline, who does the work. */
export function stateTables(): string {
  const tables = Object.entries(machines).flatMap(([name, machine]) => [
    ...machineTable(
      name,
      readFileSync(new URL(`../statemachines/${machine.definition}`, import.meta.url), 'utf8'),
      machine,
    ),
  ]);
  return [
    '# States',
    '',
    'Each machine as it runs. "After the deadline" is where a wait goes when nobody answers; a handler is the function',
    'group and the task that it is sent.',
    '',
    ...tables,
  ].join('\n');
}

function machineTable(name: string, text: string, machine: MachineRecord): readonly string[] {
  const read = readDefinition(text);
  if (!read.ok) throw new InvariantBroken(`${name}: ${read.error.join('; ')}`);
  return [
    `## ${name}`,
    '',
    ...(typeof read.value['Comment'] === 'string' ? [read.value['Comment'], ''] : []),
    '| State | Type | Next | Deadline | After the deadline | Handler |',
    '|---|---|---|---|---|---|',
    ...rows(read.value, machine),
    '',
  ];
}

function rows(flow: Flow, machine: MachineRecord): readonly string[] {
  return [...reachableFrom(flow, flow.StartAt)].flatMap((name) => {
    const state = flow.States[name];
    if (!state) return [];
    const cells = [
      name,
      typeOf(state),
      nextOf(state),
      deadlineOf(state),
      afterDeadline(state),
      handlerOf(state, machine),
    ];
    return [`| ${cells.join(' | ')} |`, ...(state.ItemProcessor ? rows(state.ItemProcessor, machine) : [])];
  });
}

function typeOf({ Type, Resource }: State): string {
  return Resource?.endsWith('.waitForTaskToken') ? 'Task that waits for an answer' : Type;
}

function nextOf(state: State): string {
  const ways = edgesOf({ ...state, Catch: [] }).map(({ to, condition }) => {
    if (condition !== undefined) return `${to} when \`${bare(condition).replaceAll('|', '\\|')}\``;
    return to === state.Default ? `otherwise ${to}` : to;
  });
  return ways.join('<br>') || 'end';
}

function bare(expression: string): string {
  return expression.replace(/^\{%\s*|\s*%\}$/g, '');
}

function deadlineOf({ TimeoutSeconds }: State): string {
  if (TimeoutSeconds === undefined) return '';
  return typeof TimeoutSeconds === 'number' ? `${TimeoutSeconds} s` : `\`${bare(TimeoutSeconds)}\` s`;
}

function afterDeadline({ Catch = [] }: State): string {
  return Catch.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'))?.Next ?? '';
}

function handlerOf(state: State, { groups }: MachineRecord): string {
  const placeholder = /^\$\{([^}]*)\}$/.exec(String(state.Arguments?.['FunctionName']))?.[1];
  return placeholder === undefined ? '' : `${groups[placeholder]}: ${literal(payloadOf(state)['task'])}`;
}
