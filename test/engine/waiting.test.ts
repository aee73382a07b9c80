import { SendTaskFailureCommand, SendTaskSuccessCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
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

const succeed = { Type: 'Succeed' };
const catching = (...names: string[]) => ({ Catch: [{ ErrorEquals: names, Next: 'Caught' }], End: true });
const caught = { Type: 'Pass', Output: { caught: '{% $states.input.Error %}' }, End: true };

describe('an error in a function', () => {
  it('[lambda-errors] is caught by the name that the function threw', async () => {
    const { output } = await machines.run('throws', {
      StartAt: 'Throw',
      States: { Throw: machines.task({ throw: 'ProviderBusy' }, catching('ProviderBusy')), Caught: caught },
    });
    expect(JSON.parse(output ?? '')).toEqual({ caught: 'ProviderBusy' });
  });

  it('[lambda-errors] leaves its name on the execution that it ends', async () => {
    const { status, error } = await machines.run('fails', {
      StartAt: 'Throw',
      States: { Throw: machines.task({ throw: 'BrokenInvariant' }, { End: true }) },
    });
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'BrokenInvariant' });
  });
});

describe('a deadline', () => {
  it('[sfn-timeouts] given as an expression ends the wait for a callback, and can be caught', async () => {
    const { output } = await machines.run(
      'deadline',
      {
        StartAt: 'Keep',
        States: {
          Keep: { Type: 'Pass', Assign: { waitSeconds: '{% $states.input.seconds %}' }, Next: 'Wait' },
          Wait: machines.tokenTask({}, { TimeoutSeconds: '{% $waitSeconds %}', ...catching('States.Timeout') }),
          Caught: caught,
        },
      },
      { seconds: 1 },
    );
    expect(JSON.parse(output ?? '')).toEqual({ caught: 'States.Timeout' });
  });

  it('[sfn-timeouts] between two heartbeats ends the wait', async () => {
    const { output } = await machines.run('heartbeat', {
      StartAt: 'Wait',
      States: {
        Wait: machines.tokenTask(
          {},
          { TimeoutSeconds: 10, HeartbeatSeconds: 1, ...catching('States.HeartbeatTimeout', 'States.Timeout') },
        ),
        Caught: caught,
      },
    });
    expect(JSON.parse(output ?? '')).toEqual({ caught: 'States.HeartbeatTimeout' });
  });

  it('[sfn-timeouts] of the machine ends the whole execution', async () => {
    const { status } = await machines.run('machine-deadline', {
      TimeoutSeconds: 1,
      StartAt: 'Wait',
      States: { Wait: machines.tokenTask({ key: 'machine-deadline' }, { TimeoutSeconds: 10, End: true }) },
    });
    expect(status).toBe('TIMED_OUT');
  });
});

describe('a task token', () => {
  it('[sfn-tokens] is a new one with each retry, and the old one is refused', async () => {
    const machine = await machines.create('retried', {
      StartAt: 'Wait',
      States: {
        Wait: machines.tokenTask(
          { key: 'retried' },
          {
            TimeoutSeconds: 20,
            Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxAttempts: 1 }],
            Output: '{% $states.result %}',
            End: true,
          },
        ),
      },
    });
    const execution = await machines.start(machine);
    const [first = ''] = await machines.tokens('retried', 1);
    await machines.sfn.send(new SendTaskFailureCommand({ taskToken: first, error: 'Again' }));
    const [, second = ''] = await machines.tokens('retried', 2);
    expect(second).not.toBe(first);
    await expect(answer(first, 'late')).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
    await answer(second, 'in time');
    const { output } = await machines.ended(execution);
    expect(JSON.parse(output ?? '')).toBe('in time');
  });

  it('[sfn-tokens] takes one answer only', async () => {
    const execution = await waiting('answered-twice');
    const [token = ''] = await machines.tokens('answered-twice', 1);
    await answer(token, 'first');
    await machines.ended(execution);
    await expect(answer(token, 'second')).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  });

  it('[sfn-tokens] is refused once its execution was stopped', async () => {
    const execution = await waiting('stopped-waiting');
    const [token = ''] = await machines.tokens('stopped-waiting', 1);
    await machines.sfn.send(new StopExecutionCommand({ executionArn: execution }));
    await expect(answer(token, 'late')).rejects.toThrow(expect.objectContaining({ name: 'TaskTimedOut' }));
  });

  it('[sfn-tokens] is not waited for when the function that should keep it fails', async () => {
    const { output } = await machines.run('keeper-fails', {
      StartAt: 'Wait',
      States: {
        Wait: machines.tokenTask({ throw: 'Refused' }, { TimeoutSeconds: 20, ...catching('States.TaskFailed') }),
        Caught: { ...caught, Output: 'caught' },
      },
    });
    expect(output).toBe('"caught"');
  });

  it('that nobody gave out is unknown', async () => {
    await expect(answer('5f0c7d1e-invented', 'x')).rejects.toThrow(
      expect.objectContaining({ name: 'TaskDoesNotExist' }),
    );
  });
});

describe('a retry', () => {
  it('[sfn-retry] waits no longer than MaxDelaySeconds', async () => {
    const delays = await retryDelays('max-delay', { BackoffRate: 20, MaxAttempts: 2, MaxDelaySeconds: 1 });
    expect(Math.max(...delays)).toBeLessThan(10);
  });

  it('[sfn-retry] with full jitter waits a random part of its interval', async () => {
    const delays = await retryDelays('jitter', { BackoffRate: 1, MaxAttempts: 4, JitterStrategy: 'FULL' });
    expect(Math.min(...delays)).toBeLessThan(0.95);
  });
});

/** The seconds between failure and next attempt, as the execution's history has them. */
async function retryDelays(name: string, retry: object): Promise<number[]> {
  const { executionArn = '' } = await machines.run(name, {
    StartAt: 'Throw',
    States: {
      Throw: machines.task(
        { throw: 'Again' },
        { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, ...retry }], End: true },
      ),
    },
  });
  const events = await machines.history(executionArn);
  const times = (type: string) => events.filter((event) => event.type === type).map((e) => Number(e.timestamp) / 1000);
  const failures = times('TaskFailed');
  return times('TaskScheduled')
    .slice(1)
    .map((scheduled, index) => scheduled - (failures[index] ?? 0));
}

async function waiting(name: string): Promise<string> {
  const States = { Wait: machines.tokenTask({ key: name }, { TimeoutSeconds: 20, Next: 'Done' }), Done: succeed };
  return machines.start(await machines.create(name, { StartAt: 'Wait', States }));
}

function answer(taskToken: string, output: string) {
  return machines.sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
}
