import { readFileSync } from 'node:fs';
import type { Clock } from '../../functions/kernel/clock.ts';
import type { Tasks } from '../../functions/platform/task-group.ts';
import type { Executions } from '../../functions/sequence/reconcile.ts';
import { type Flow, readDefinition } from '../../statemachines/definition.ts';
import type { MachineName } from '../../statemachines/machines.ts';
import { machineRunner } from './machine-runner.ts';

export function definitionOf(machine: MachineName): Flow {
  const text = readFileSync(new URL(`../../statemachines/${machine}.asl.json`, import.meta.url), 'utf8');
  const read = readDefinition(text);
  if (!read.ok) throw new Error(read.error.join());
  return read.value;
}

/**
 * One of our machines in memory with the tasks behind its states, and what a watch can tell of its executions.
 * @param hangs settles when a call of a task never comes back
 */
export function memoryMachine(name: MachineName, clock: Clock, tasks: Tasks, hangs: () => Promise<void>) {
  const machine = machineRunner(definitionOf(name), clock, async (payload) => {
    const input = { task: '', version: 1 as const, org: '', requestId: '', execution: '', ...payload };
    const task = tasks[input.task];
    if (!task) throw new Error(`no task ${input.task}`);
    const timedOut = hangs().then(() => {
      throw Object.assign(new Error('the function ran out of time'), { name: 'Sandbox.Timedout' });
    });
    return Promise.race([task(input), timedOut]);
  });
  const executions: Executions = {
    async state(execution) {
      const standing = machine.executions.get(execution)?.standing;
      if (!standing) return { kind: 'missing' };
      return standing.kind === 'ended' ? { kind: 'ended', at: standing.at } : { kind: 'running' };
    },
  };
  return {
    machine,
    executions,
    /** Lets every execution go as far as it can now; false where none could. */
    async run(): Promise<boolean> {
      let moved = false;
      for (const execution of machine.executions.values()) while (await machine.step(execution)) moved = true;
      return moved;
    },
  };
}
