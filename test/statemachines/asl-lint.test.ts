import { readdirSync, readFileSync } from 'node:fs';
import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { busyRetry, lintMachine, type MachineRecord, standardRetry } from '../../statemachines/lint.ts';
import { machines } from '../../statemachines/machines.ts';

const folder = new URL('../../statemachines/', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8');

describe('the machines that we deploy', () => {
  it('are exactly the definitions in the folder, each in a file of its own name', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.asl.json'));
    expect(files.toSorted()).toEqual(
      Object.keys(machines)
        .map((name) => `${name}.asl.json`)
        .toSorted(),
    );
    for (const [name, { definition }] of Object.entries(machines)) expect(definition).toBe(`${name}.asl.json`);
  });

  it.each(Object.entries(machines))('%s keeps every rule of ours', (name, machine) => {
    expect(lintMachine(name, textOf(machine.definition), machine)).toEqual([]);
  });

  it.each(Object.entries(machines))('%s is valid Amazon States Language', (_name, { definition }) => {
    expect(aslValidator(JSON.parse(textOf(definition))).errors).toEqual([]);
  });
});

const FUNCTION = '${deskTasksArn}';
const machine: MachineRecord = {
  definition: 'sample.asl.json',
  groups: { deskTasksArn: 'desk-tasks' },
  tasks: { 'desk-tasks': ['load', 'hold', 'step'] },
  errors: ['ProviderBusy'],
};

type Json = Record<string, unknown>;
type Sample = Json & { States: Record<string, Json & { Arguments?: Json & { Payload: Json } }> };

function task(name: string, extra: Json = {}, fields: Json = {}) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: {
      FunctionName: FUNCTION,
      Payload: {
        task: name,
        version: 1,
        org: '{% $org %}',
        execution: '{% $states.context.Execution.Name %}',
        ...extra,
      },
    },
    Retry: [standardRetry],
    ...fields,
  };
}

const token = '{% $states.context.Task.Token %}';

/** A machine without a finding: load, then wait or step, then done. */
function sample(): Sample {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Load',
    States: {
      Load: task(
        'load',
        { org: '{% $states.input.org %}' },
        {
          Assign: { org: '{% $states.input.org %}', status: '{% $states.result.Payload.status %}' },
          Next: 'Which',
        },
      ),
      Which: { Type: 'Choice', Choices: [{ Condition: "{% $status = 'waiting' %}", Next: 'Hold' }], Default: 'Step' },
      Hold: task(
        'hold',
        { token },
        {
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          TimeoutSeconds: 60,
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Step' }],
          Next: 'Step',
        },
      ),
      Step: task('step', {}, { Retry: [busyRetry, standardRetry], Next: 'Done' }),
      Done: { Type: 'Succeed' },
    },
  };
}

function lintAfter(breakIt: (definition: Sample) => void, record = machine) {
  const definition = sample();
  breakIt(definition);
  return lintMachine('sample', JSON.stringify(definition), record);
}

function state(definition: Sample, name: string) {
  const found = definition.States[name];
  if (!found) throw new Error(`the sample has no state ${name}`);
  return found;
}
function payload(definition: Sample, name: string) {
  const found = state(definition, name).Arguments?.Payload;
  if (!found) throw new Error(`${name} sends nothing`);
  return found;
}

/** Each rule: what breaks it, and the whole of what is said then. */
type Broken = readonly [string, (definition: Sample) => void, readonly string[], MachineRecord?];
const broken: readonly Broken[] = [
  [
    'another query language at the top',
    (d) => (d['QueryLanguage'] = 'JSONPath'),
    ['QueryLanguage at the top is not JSONata'],
  ],
  [
    'a field of JSONPath',
    (d) => (state(d, 'Step')['ResultPath'] = '$.x'),
    ['Step has ResultPath, a field of JSONPath'],
  ],
  [
    'a query language of one state',
    (d) => (state(d, 'Step')['QueryLanguage'] = 'JSONPath'),
    ['Step has QueryLanguage, a field of JSONPath'],
  ],
  [
    'a payload field computed by JSONPath',
    (d) => (payload(d, 'Step')['kind.$'] = '$.kind'),
    ['Step has kind.$, a field of JSONPath', 'Step sends kind.$; a task is sent ids only'],
  ],
  [
    'a Next to nowhere',
    (d) => (state(d, 'Step')['Next'] = 'Gone'),
    ['Step goes on to Gone, which is no state', 'Done can not be reached'],
  ],
  [
    'a Default to nowhere',
    (d) => (state(d, 'Which')['Default'] = 'Gone'),
    ['Which goes on to Gone, which is no state'],
  ],
  [
    'a Catch to nowhere',
    (d) => (state(d, 'Hold')['Catch'] = [{ ErrorEquals: ['States.Timeout'], Next: 'Gone' }]),
    ['Hold goes on to Gone, which is no state'],
  ],
  [
    'a start that is nowhere',
    (d) => (d['StartAt'] = 'Gone'),
    [
      'the first state, Gone, does not pin the input with Assign',
      'StartAt names Gone, which is no state',
      ...['Load', 'Which', 'Hold', 'Step', 'Done'].map((name) => `${name} can not be reached`),
    ],
  ],
  ['a state that no way leads to', (d) => (d.States['Lost'] = { Type: 'Succeed' }), ['Lost can not be reached']],
  [
    'a state without a way on',
    (d) => delete state(d, 'Step')['Next'],
    ['Step has neither Next nor End', 'Done can not be reached'],
  ],
  ['a Choice without Default', (d) => delete state(d, 'Which')['Default'], ['Which is a Choice without Default']],
  [
    'a placeholder that infra does not fill',
    (d) => (state(d, 'Step').Arguments = { FunctionName: '${otherArn}', Payload: payload(d, 'Step') }),
    [
      '${otherArn} is in no group of the machine',
      'Step has no FunctionName that is just a placeholder of the machine',
      'no state sends the task desk-tasks/step',
    ],
  ],
  [
    'a placeholder that nothing uses',
    () => undefined,
    ['nothing uses the placeholder ${spareArn}'],
    { ...machine, groups: { ...machine.groups, spareArn: 'desk-tasks' } },
  ],
  [
    'a task that its group does not list',
    (d) => (payload(d, 'Step')['task'] = 'leap'),
    ['Step sends the task leap, which desk-tasks does not list', 'no state sends the task desk-tasks/step'],
  ],
  [
    'tasks of a group that no placeholder stands for',
    () => undefined,
    ['no placeholder stands for group desk-provider', 'no state sends the task desk-provider/invite'],
    { ...machine, tasks: { ...machine.tasks, 'desk-provider': ['invite'] } },
  ],
  [
    'a task under the wrong group',
    () => undefined,
    [
      'nothing uses the placeholder ${deskProviderArn}',
      'Step sends the task step, which desk-tasks does not list',
      'no state sends the task desk-provider/step',
    ],
    {
      ...machine,
      groups: { ...machine.groups, deskProviderArn: 'desk-provider' },
      tasks: { 'desk-tasks': ['load', 'hold'], 'desk-provider': ['step'] },
    },
  ],
  [
    'a wait without a deadline',
    (d) => delete state(d, 'Hold')['TimeoutSeconds'],
    ['Hold waits without TimeoutSeconds'],
  ],
  [
    'a wait whose deadline is not caught',
    (d) => delete state(d, 'Hold')['Catch'],
    ['Hold waits without a Catch for States.Timeout'],
  ],
  [
    'a wait that would wait again',
    (d) => (state(d, 'Hold')['Retry'] = [{ ErrorEquals: ['States.Timeout'] }, standardRetry]),
    ['Hold waits again after its deadline: its Retry matches States.Timeout'],
  ],
  [
    'a wait that would wait again after anything',
    (d) => (state(d, 'Hold')['Retry'] = [{ ErrorEquals: ['States.ALL'] }]),
    [
      'Hold does not end its Retry with the standard one',
      'Hold waits again after its deadline: its Retry matches States.ALL',
    ],
  ],
  [
    'a wait whose token goes nowhere',
    (d) => delete payload(d, 'Hold')['token'],
    [`Hold does not send ${token} as token`],
  ],
  [
    'a task without the standard retry',
    (d) => delete state(d, 'Load')['Retry'],
    ['Load does not end its Retry with the standard one'],
  ],
  [
    'a retry that hides those after it',
    (d) => (state(d, 'Step')['Retry'] = [standardRetry, busyRetry, standardRetry]),
    ['Step has a Retry that hides those after it'],
  ],
  [
    'a wait for a busy provider after which many come back at once',
    (d) => (state(d, 'Step')['Retry'] = [{ ...busyRetry, JitterStrategy: 'NONE' }, standardRetry]),
    ['Step waits for a busy provider otherwise than the others'],
  ],
  [
    'an error of ours that the record lacks',
    (d) => (state(d, 'Step')['Retry'] = [busyRetry, { ErrorEquals: ['Typo'] }, standardRetry]),
    ['Typo is not among the errors of the machine'],
  ],
  [
    'an error of ours that nothing matches',
    (d) => (state(d, 'Step')['Retry'] = [standardRetry]),
    ['no Retry or Catch matches ProviderBusy'],
  ],
  [
    'an error that AWS does not have',
    (d) => (state(d, 'Step')['Retry'] = [busyRetry, { ErrorEquals: ['States.Timedout'] }, standardRetry]),
    ['Step matches States.Timedout, which Step Functions does not know'],
  ],
  [
    'Parallel',
    (d) => (d.States['Done'] = { Type: 'Parallel', Branches: [], End: true }),
    ['Done is of type Parallel, which we do not use'],
  ],
  [
    'a Distributed Map',
    (d) =>
      (d.States['Done'] = {
        Type: 'Map',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED' },
          StartAt: 'Inside',
          States: { Inside: { Type: 'Succeed' } },
        },
        End: true,
      }),
    ['Done is a Distributed Map'],
  ],
  [
    'an integration other than our functions',
    (d) => (state(d, 'Step')['Resource'] = 'arn:aws:states:::sqs:sendMessage'),
    ['Step calls arn:aws:states:::sqs:sendMessage, which we do not use'],
  ],
  [
    'a qualifier',
    (d) => Object.assign(state(d, 'Step').Arguments ?? {}, { Qualifier: 'live' }),
    ['Step names a version or alias'],
  ],
  [
    'an ARN written out',
    (d) =>
      (state(d, 'Step').Arguments = {
        FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:step',
        Payload: payload(d, 'Step'),
      }),
    [
      'an ARN is written out; name it by a placeholder',
      'Step has no FunctionName that is just a placeholder of the machine',
      'no state sends the task desk-tasks/step',
    ],
  ],
  [
    'a loop that may wait for ever',
    (d) => {
      state(d, 'Step')['Next'] = 'Pause';
      d.States['Pause'] = { Type: 'Wait', Seconds: 60, Next: 'Again' };
      d.States['Again'] = {
        Type: 'Choice',
        Choices: [{ Condition: "{% $status = 'over' %}", Next: 'Done' }],
        Default: 'Step',
      };
    },
    ['Pause waits in a loop that no Choice leaves by $deadline'],
  ],
  [
    'an expression that does not parse',
    (d) => (payload(d, 'Step')['kind'] = '{% $org & %}'),
    ['Step has an expression at Arguments.Payload.kind that does not parse: Unexpected end of expression'],
  ],
  [
    'an expression on two lines',
    (d) => (payload(d, 'Step')['kind'] = '{% $org\n %}'),
    ['Step has an expression at Arguments.Payload.kind that is longer than one line'],
  ],
  [
    'text around an expression',
    (d) => (payload(d, 'Step')['kind'] = 'kind-{% $org %}'),
    ['Step has text around an expression at Arguments.Payload.kind'],
  ],
  [
    'the operator ??',
    (d) => (payload(d, 'Step')['kind'] = "{% $status ?? 'none' %}"),
    ['Step has an expression at Arguments.Payload.kind that uses ??, which Step Functions lacks'],
  ],
  [
    'the operator ?:',
    (d) => (payload(d, 'Step')['kind'] = "{% $status ?: 'none' %}"),
    ['Step has an expression at Arguments.Payload.kind that uses ?:, which Step Functions lacks'],
  ],
  [
    'a function that Step Functions lacks',
    (d) => (payload(d, 'Step')['kind'] = "{% $eval('1') %}"),
    ['Step has an expression at Arguments.Payload.kind that calls $eval, which Step Functions lacks'],
  ],
  [
    'a variable that nothing assigns',
    (d) => (payload(d, 'Step')['kind'] = '{% $answer %}'),
    ['Step reads $answer at Arguments.Payload.kind, which is not assigned on every way there'],
  ],
  [
    'a variable that only one way assigns',
    (d) => {
      state(d, 'Hold')['Assign'] = { answer: '{% $states.result.answer %}' };
      payload(d, 'Step')['kind'] = '{% $answer %}';
    },
    ['Step reads $answer at Arguments.Payload.kind, which is not assigned on every way there'],
  ],
  [
    'a variable in the very state that assigns it',
    (d) => {
      state(d, 'Step')['Assign'] = { answer: 1 };
      payload(d, 'Step')['kind'] = '{% $answer %}';
    },
    ['Step reads $answer at Arguments.Payload.kind, which is not assigned on every way there'],
  ],
  [
    'an input that is not pinned first',
    (d) => (state(d, 'Load')['Assign'] = { org: 'fixed', status: 'fixed' }),
    ['the first state, Load, does not pin the input with Assign'],
  ],
  [
    'an input that is read later',
    (d) => (payload(d, 'Step')['kind'] = '{% $states.input.kind %}'),
    ['Step reads $states.input at Arguments.Payload.kind; only the first state does'],
  ],
  [
    'data sent to a task',
    (d) => (payload(d, 'Step')['customer'] = '{% $org %}'),
    ['Step sends customer; a task is sent ids only'],
  ],
  ['a task without version', (d) => delete payload(d, 'Step')['version'], ['Step sends no version']],
  ['a task without organisation', (d) => delete payload(d, 'Step')['org'], ['Step sends no org']],
  [
    'a task that does not know its execution',
    (d) => delete payload(d, 'Step')['execution'],
    ['Step does not send {% $states.context.Execution.Name %} as execution'],
  ],
  [
    'a definition of 256 KB',
    (d) => (d['Comment'] = 'x'.repeat(256 * 1024)),
    ['the definition is not under 262144 bytes'],
  ],
];

describe('the lint', () => {
  it('has no finding on a machine that keeps the rules', () => {
    expect(lintAfter(() => undefined)).toEqual([]);
  });

  for (const [rule, breakIt, findings, record] of broken) {
    it(`refuses ${rule}`, () => {
      expect(lintAfter(breakIt, record)).toEqual(findings.map((finding) => `sample: ${finding}`));
    });
  }

  it('says of a text that is no JSON where it breaks, and of another document what it lacks', () => {
    expect(lintMachine('sample', '{', machine)).toEqual([expect.stringMatching(/^sample: is not JSON: .+/)]);
    expect(lintMachine('sample', '{"States":{}}', machine)).toEqual([expect.stringMatching(/^sample: StartAt: /)]);
  });

  it.each([
    ["{% $status = 'a' ? $status : 'b' %}"],
    ["{% $match($status, /(?:a|b)/) ? 'what ?? and ?: mean' : $org %}"],
    ['{% ($own := $org; $map([1..3], function($each, $at) { $own & $each & $at })) %}'],
    ["{% $exists($status) ? $status : 'b' %}"],
    ['{% $uuid() & $hash($org, "SHA-256") %}'],
  ])('takes %s', (expression) => {
    expect(lintAfter((d) => (payload(d, 'Step')['kind'] = expression))).toEqual([]);
  });

  it('lets a loop wait that a Choice leaves at its deadline', () => {
    const found = lintAfter((d) => {
      state(d, 'Load')['Assign'] = {
        org: '{% $states.input.org %}',
        status: 'x',
        deadline: '{% $states.result.Payload.deadline %}',
      };
      state(d, 'Step')['Next'] = 'Pause';
      d.States['Pause'] = { Type: 'Wait', Seconds: 60, Next: 'Again' };
      d.States['Again'] = {
        Type: 'Choice',
        Choices: [{ Condition: '{% $millis() > $toMillis($deadline) %}', Next: 'Done' }],
        Default: 'Step',
      };
    });
    expect(found).toEqual([]);
  });

  it('checks the inside of a Map, which sees the variables around it and its own item', () => {
    const inside = (kind: string) => (d: Sample) => {
      d.States['Done'] = {
        Type: 'Map',
        Items: '{% [1..3] %}',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Each',
          States: {
            Each: task('step', { kind: '{% $states.input %}' }, { Assign: { seen: 1 }, Next: 'Then' }),
            Then: task('step', { kind }, { End: true }),
          },
        },
        End: true,
      };
    };
    expect(lintAfter(inside('{% $status & $seen %}'))).toEqual([]);
    expect(lintAfter(inside('{% $other %}'))).toEqual([
      'sample: Then reads $other at Arguments.Payload.kind, which is not assigned on every way there',
    ]);
  });
});
