import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { vi } from 'vitest';
import { recordDecision } from '../../../functions/decisions/record-decision.ts';
import { systemClock } from '../../../functions/kernel/clock.ts';
import { newId } from '../../../functions/kernel/ids.ts';
import { ok } from '../../../functions/kernel/result.ts';
import { waitingRef } from '../../../functions/sequence/sequence.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { changeUnbind, readUnbind } from '../../../functions/unbinds/change-unbind.ts';
import { act, type Course, type OwnMove, observe } from '../../../functions/unbinds/course.ts';
import type { FactKind } from '../../../functions/unbinds/fact.ts';
import { followCourse } from '../../../functions/unbinds/follow-course.ts';
import type { Unbind } from '../../../functions/unbinds/unbind.ts';
import { deployed } from '../../../local/cloud.ts';
import { executionArnOf, expectOk } from '../../support/desk.ts';
import { heldToken } from '../../support/desk-faults.ts';
import { until } from './links.ts';
import { type Bench, hand, invoke, type Probe } from './probe.ts';
import { type Case, waitingCase } from './unbinds-sheets.ts';

const actor = { kind: 'desk', part: 'test' } as const;
const now = () => new Date().toISOString();
const held = () => ({ kind: 'submission', token: 'nobody-waits', entered: now(), retry: 0 });

/** Takes a case somewhere without any of the desk's functions, and wakes nobody. */
async function take({ desk }: Bench, one: Case, course: (record: Unbind) => Course): Promise<void> {
  const done = await changeUnbind(desk, one.org, one.params.unbindId, ({ record, decision }) => {
    const moved = followCourse(record, decision, course(record), { actor, at: now() }, newId);
    return ok({ intents: moved.intents, value: undefined });
  });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

function moved(record: Unbind, move: OwnMove): Course {
  const course = act(record, move);
  if (!course.ok) throw new Error(`${move.kind} in ${record.status}`);
  return course.value;
}

/** A case whose submission is waited for. */
async function asked(bench: Bench): Promise<Case> {
  const one = await waitingCase(bench, 'checking');
  await take(bench, one, (record) => moved(record, { kind: 'checked', ready: true }));
  return one;
}

async function seen(bench: Bench, one: Case, kind: FactKind): Promise<void> {
  await take(bench, one, (record) => observe(record, { kind, observedBy: 'operator' }));
}

/** Runs a task of the unbind machine that touches nothing but our own tables, as its state would. */
function runTask({ desk }: Bench, { org, execution, params }: Case, task: string, more: object = {}) {
  const input = { task, version: 1, org, requestId: params.unbindId, execution, ...more };
  return invoke(desk, 'unbinds-tasks', input);
}

/** A case that its initiator has taken up, which nobody has taken in yet. */
async function takenUp(bench: Bench): Promise<Case> {
  const one = await asked(bench);
  await seen(bench, one, 'submitted');
  await seen(bench, one, 'customer_confirmed');
  const deps = { tables: bench.desk.tables, clock: systemClock(), newId };
  const answer = { by: bench.me.member };
  await expectOk(recordDecision(deps, await waited(bench, one), { verdict: 'taken_up', answer, actor }));
  return one;
}

/** What the case waits for. */
async function waited({ desk }: Bench, { org, params }: Case) {
  const record = await readUnbind(desk.tables, org, params.unbindId);
  const ref = record && waitingRef(record);
  if (!ref) throw new Error(`${params.unbindId} waits for nobody`);
  return ref;
}

/** Lets the machine itself carry a case, until it waits. */
async function startMachine(bench: Bench, one: Case): Promise<void> {
  const { desk } = bench;
  const input = JSON.stringify({ org: one.org, requestId: one.params.unbindId });
  const { unbindMachineArn: stateMachineArn } = deployed;
  await desk.machines.send(new StartExecutionCommand({ stateMachineArn, name: one.execution, input }));
  await heldToken(desk, await waited(bench, one), one.execution);
}

/** Waits until the machine, woken, has come to its end. */
async function machineEnds({ desk }: Bench, { execution }: Case): Promise<void> {
  const describe = new DescribeExecutionCommand({ executionArn: executionArnOf(execution) });
  const hasEnded = async () => (await desk.machines.send(describe)).status === 'SUCCEEDED';
  await vi.waitUntil(hasEnded, { timeout: 15_000, interval: 50 });
}

async function comesTo({ desk }: Bench, { org, params }: Case, status: Unbind['status']): Promise<void> {
  const record = await readUnbind(desk.tables, org, params.unbindId);
  if (record?.status !== status) throw new Error(`${params.unbindId} is ${record?.status}, not ${status}`);
}

/** What becomes of a case itself. */
export const unbindsProbes: readonly Probe[] = [
  {
    group: 'unbinds-tasks',
    does: 'notes that an execution is at work',
    act: async (bench) => {
      const one = await waitingCase(bench, 'checking');
      await runTask(bench, one, 'load-unbind');
      const record = await readUnbind(bench.desk.tables, one.org, one.params.unbindId);
      if (record?.attemptSeen !== 1) throw new Error('not noted');
    },
  },
  {
    group: 'unbinds-tasks',
    does: 'keeps the token of a state that waits',
    act: async (bench) => runTask(bench, await asked(bench), 'hold-answer', held()),
  },
  {
    group: 'unbinds-tasks',
    does: 'wakes a state that has nothing to wait for',
    act: async (bench) => runTask(bench, await waitingCase(bench, 'checking'), 'hold-answer', held()),
  },
  {
    group: 'unbinds-tasks',
    does: 'takes in that the initiator has taken it up',
    act: async (bench) => {
      const one = await takenUp(bench);
      await runTask(bench, one, 'record-wait');
      await comesTo(bench, one, 'awaiting_completion');
    },
  },
  {
    group: 'unbinds-tasks',
    does: 'finds an answer that came before its state waited',
    act: async (bench) => {
      const one = await takenUp(bench);
      const { kind } = await waited(bench, one);
      await runTask(bench, one, 'hold-answer', { ...held(), kind });
    },
  },
  {
    group: 'unbinds-tasks',
    does: 'ends link and agreement with a case that the provider has completed',
    act: async (bench) => {
      const one = await asked(bench);
      await seen(bench, one, 'completed');
      await runTask(bench, one, 'complete');
      await comesTo(bench, one, 'completed');
    },
  },
  {
    group: 'unbinds-work',
    does: 'starts a machine again that never ran',
    act: async (bench) => {
      const { org, params } = await waitingCase(bench, 'checking');
      const raised = until(bench, recordKey(org, params.unbindId), 'attempt', 2);
      await raised(() =>
        hand(bench.desk, 'unbinds-work', { kind: 'unbind.watch', org, id: params.unbindId, at: now() }),
      );
    },
  },
  {
    group: 'unbinds-write',
    does: 'cancels a case that waits for an operator, and wakes its machine',
    act: async (bench) => {
      const one = await asked(bench);
      await startMachine(bench, one);
      const body = { reason: 'The customer stays' };
      await expectOk(bench.operator.cancelUnbind({ params: one.params, body }));
      await comesTo(bench, one, 'cancelled');
      await machineEnds(bench, one);
    },
  },
  {
    group: 'unbinds-read',
    does: 'shows a case, its timeline, and lists by age, by whose turn it is and by customer',
    act: async (bench) => {
      const { params, customer } = await asked(bench);
      await expectOk(bench.auditor.getUnbind({ params }));
      await expectOk(bench.auditor.getUnbindTimeline({ params }));
      await expectOk(bench.auditor.listUnbinds({ query: {} }));
      await expectOk(bench.auditor.listUnbinds({ query: { waitingOn: 'operator' } }));
      await expectOk(bench.auditor.listUnbinds({ query: { customer: customer.uin } }));
    },
  },
];
