import { readdirSync, readFileSync } from 'node:fs';
import { DescribeStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { expect, onTestFinished, test } from 'vitest';
import { deployed } from '../../local/cloud.ts';
import { linkWays } from '../../statemachines/link-outcomes.ts';
import { machines } from '../../statemachines/machines.ts';
import { type Desk, sharedDesk, statesEntered } from '../support/desk.ts';
import { beatDueWork } from '../support/due-beat.ts';
import { follow } from './follow.ts';
import { sites } from './sites.ts';
import { agreed } from './steps.ts';

/**
 * Definitions as they once were deployed. An execution keeps the one that it started with for as long as its windows
 * last, so each must come to its end on today's code; a file goes when no execution can still be on it.
 */
const golden = new URL('../statemachines/golden/', import.meta.url);

test.each(readdirSync(golden))('a request that was started on %s is completed by today’s code', async (file) => {
  const desk = await sharedDesk();
  const today = await desk.machines.send(new DescribeStateMachineCommand(machine));
  const restore = () => redefine(desk, today.definition ?? '');
  onTestFinished(restore);
  await redefine(desk, substituted(readFileSync(new URL(file, golden), 'utf8')));

  const due = beatDueWork(desk);
  onTestFinished(() => due.end());
  const followed = await follow(desk, sites['tencent-intl'](desk));
  await agreed(followed);
  await restore();
  await followed.bench.apply(followed.customer);

  const done = await followed.untilEnded();
  expect(done).toMatchObject({ status: 'completed', attempt: 1 });
  expect(await statesEntered(desk, done.execution)).toEqual(linkWays.completed.states);
});

const machine = { stateMachineArn: deployed.linkMachineArn };

/** What a deployment does to a machine: executions that run keep the definition that they have. */
async function redefine(desk: Desk, definition: string): Promise<void> {
  await desk.machines.send(new UpdateStateMachineCommand({ ...machine, definition }));
}

/** With the ARNs of today's functions, which have kept their names. */
function substituted(definition: string): string {
  const [, , , region, account] = deployed.linkMachineArn.split(':');
  const prefix = `arn:aws:lambda:${region}:${account}:function:${deployed.functionPrefix}`;
  return Object.entries(machines.link.groups).reduce(
    (text, [placeholder, group]) => text.replaceAll(`\${${placeholder}}`, `${prefix}${group}`),
    definition,
  );
}
