import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from '../support/cloud.ts';
import { deployMachines, type Machines } from '../support/machines.ts';

let cloud: Cloud;
let machines: Machines;

beforeAll(async () => {
  cloud = await startCloud();
  machines = await deployMachines(cloud);
});
afterAll(() => cloud.close());

describe('what a state hands on', () => {
  it('[sfn-output] is the Output of a Succeed state', async () => {
    const { output } = await machines.run('succeed', {
      StartAt: 'Done',
      States: { Done: { Type: 'Succeed', Output: { outcome: 'completed' } } },
    });
    expect(JSON.parse(output ?? '')).toEqual({ outcome: 'completed' });
  });

  it('[sfn-output] is the Output of a Choice that takes its default', async () => {
    const { output } = await machines.run('choice', {
      StartAt: 'Choose',
      States: {
        Choose: {
          Type: 'Choice',
          Choices: [{ Condition: '{% false %}', Next: 'Done' }],
          Default: 'Done',
          Output: { chosen: 'default' },
        },
        Done: { Type: 'Pass', End: true },
      },
    });
    expect(JSON.parse(output ?? '')).toEqual({ chosen: 'default' });
  });

  it('[sfn-output] is assigned at once: each expression sees the variables as they were before the state', async () => {
    const { output } = await machines.run('assign', {
      StartAt: 'First',
      States: {
        First: { Type: 'Pass', Assign: { round: 1 }, Next: 'Second' },
        Second: { Type: 'Pass', Assign: { round: '{% $round + 1 %}', before: '{% $round %}' }, Next: 'Read' },
        Read: { Type: 'Pass', Output: { round: '{% $round %}', before: '{% $before %}' }, End: true },
      },
    });
    expect(JSON.parse(output ?? '')).toEqual({ round: 2, before: 1 });
  });

  it('[sfn-output] is the Output of a Succeed state inside a Map, too', async () => {
    const { output } = await machines.run('map', {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          Items: [1, 2],
          ItemProcessor: {
            StartAt: 'Done',
            States: { Done: { Type: 'Succeed', Output: '{% $states.input * 10 %}' } },
          },
          End: true,
        },
      },
    });
    expect(JSON.parse(output ?? '')).toEqual([10, 20]);
  });
});

describe('what a task is told', () => {
  it('is in the context object: execution, state entered, retry count', async () => {
    const { output, name } = await machines.run('context', {
      StartAt: 'Tell',
      States: {
        Tell: machines.task(
          {
            key: 'context',
            throw: 'Again',
            times: 1,
            execution: '{% $states.context.Execution.Name %}',
            entered: '{% $states.context.State.EnteredTime %}',
            retries: '{% $states.context.State.RetryCount %}',
          },
          { Retry: [{ ErrorEquals: ['Again'] }], Output: '{% $states.result.Payload %}', End: true },
        ),
      },
    });
    expect(JSON.parse(output ?? '')).toMatchObject({
      execution: name,
      entered: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      retries: 1,
    });
  });
});

describe('a start', () => {
  it('[sfn-start-stop] repeated with the same name and input is the same execution while that runs', async () => {
    const machine = await waitingMachine('same-start');
    const first = await machines.start(machine, { name: 'request-1', input: { org: 'a' } });
    await expect(machines.start(machine, { name: 'request-1', input: { org: 'a' } })).resolves.toBe(first);
  });

  it('with the same name and another input is refused', async () => {
    const machine = await waitingMachine('other-input');
    await machines.start(machine, { name: 'request-1', input: { org: 'a' } });
    await expect(machines.start(machine, { name: 'request-1', input: { org: 'b' } })).rejects.toThrow(
      expect.objectContaining({ name: 'ExecutionAlreadyExists' }),
    );
  });

  it('with the name and input of a closed execution is refused', async () => {
    const machine = await machines.create('closed-name', { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
    await machines.ended(await machines.start(machine, { name: 'request-1' }));
    await expect(machines.start(machine, { name: 'request-1' })).rejects.toThrow(
      expect.objectContaining({ name: 'ExecutionAlreadyExists' }),
    );
  });
});

describe('a stopped execution', () => {
  it('[sfn-start-stop] stays as it ended, although its task goes on', async () => {
    const machine = await machines.create('stopped', {
      StartAt: 'Fail',
      States: { Fail: machines.task({ key: 'stopped', throw: 'TooLate', after: 1 }, { End: true }) },
    });
    const executionArn = await machines.start(machine);
    await machines.tokens('stopped', 1);
    await machines.sfn.send(new StopExecutionCommand({ executionArn, error: 'Cancelled' }));
    await machines.tokens('stopped', 2);
    // Another failure after it: when that has arrived, so has the first.
    await machines.run('later', {
      StartAt: 'Fail',
      States: { Fail: machines.task({ throw: 'Later' }, { End: true }) },
    });
    const { status, error } = await machines.sfn.send(new DescribeExecutionCommand({ executionArn }));
    const events = await machines.history(executionArn);
    expect({ status, error, last: events.at(-1)?.type }).toEqual({
      status: 'ABORTED',
      error: 'Cancelled',
      last: 'ExecutionAborted',
    });
  });
});

describe('a changed machine', () => {
  it('[sfn-start-stop] lets its running executions end as they began', async () => {
    const machine = await waitingMachine('changed');
    const executionArn = await machines.start(machine);
    const [taskToken = ''] = await machines.tokens('changed', 1);
    const changed = { QueryLanguage: 'JSONata', StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
    await machines.sfn.send(
      new UpdateStateMachineCommand({ stateMachineArn: machine, definition: JSON.stringify(changed) }),
    );
    const { definition = '' } = await machines.sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(JSON.parse(definition).StartAt).toBe('Wait');
    await machines.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' }));
    expect(await machines.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"yes"' });
  });
});

/** A machine that waits for a callback under its name as the key. */
function waitingMachine(name: string): Promise<string> {
  const Wait = machines.tokenTask({ key: name }, { TimeoutSeconds: 30, End: true });
  return machines.create(name, { StartAt: 'Wait', States: { Wait } });
}
