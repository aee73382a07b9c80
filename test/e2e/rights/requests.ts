import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { vi } from 'vitest';
import type { DecisionKind, DecisionRef } from '../../../functions/decisions/decision.ts';
import { recordDecision } from '../../../functions/decisions/record-decision.ts';
import { systemClock } from '../../../functions/kernel/clock.ts';
import { newId } from '../../../functions/kernel/ids.ts';
import { pollerKey } from '../../../functions/links/poll.ts';
import { deployed } from '../../../local/cloud.ts';
import { machines } from '../../../statemachines/machines.ts';
import {
  type Desk,
  executionArnOf,
  expectOk,
  mailedLink,
  newCustomer,
  type Reseller,
  wishFor,
} from '../../support/desk.ts';
import { heldToken } from '../../support/desk-faults.ts';
import { type Account, sites } from '../sites.ts';
import { type Bench, hand, invoke } from './probe.ts';

/** A link request whose machine the probes play, or start when they want it. */
export type Request = {
  readonly desk: Desk;
  readonly reseller: Reseller;
  readonly customer: Account;
  readonly requestId: `lreq_${string}`;
  readonly execution: string;
};

/** The way of a request to its link, a stretch at a time: what each stretch is called, and what walks it. */
const way = {
  loaded: (request) => runTask(request, 'load-request'),
  asked: (request) => runTask(request, 'check-request'),
  agreed: (request) => decide(request, 'customer', 'confirmed'),
  toInvite: (request) => runTask(request, 'record-customer-answer'),
  invited: (request) => runTask(request, 'invite-customer'),
  applied: ({ desk, customer }) => sites['tencent-intl'](desk).apply(customer),
  seen: (request) => poll(request),
  toApprove: (request) => runTask(request, 'record-application'),
  approved: (request) => runTask(request, 'approve-application'),
  prepared: (request) => runTask(request, 'prepare-account'),
  linked: (request) => runTask(request, 'activate'),
} satisfies Record<string, (request: Request) => Promise<unknown>>;

/** Makes a request and walks it as far as that. */
export async function brought(
  { desk, reseller }: Pick<Bench, 'desk' | 'reseller'>,
  to: keyof typeof way | 'made',
  wish: object = {},
): Promise<Request> {
  const customer = await newCustomer(desk);
  const operator = await reseller.as('operator');
  const { linkRequest } = (
    await expectOk(operator.createLinkRequest({ body: { ...wishFor(reseller, customer), ...wish } }))
  ).json;
  const request = { desk, reseller, customer, requestId: linkRequest.id, execution: linkRequest.execution };
  const stretches = Object.keys(way) as (keyof typeof way)[];
  for (const stretch of stretches.slice(0, stretches.findIndex((name) => name === to) + 1)) await way[stretch](request);
  return request;
}

/** Runs a task of the link machine, as its state would: again when the account has no free call at the provider. */
export async function runTask({ desk, reseller, requestId, execution }: Request, task: string, more: object = {}) {
  const inTasks: readonly string[] = machines.link.tasks['links-tasks'];
  const group = inTasks.includes(task) ? 'links-tasks' : 'links-provider';
  const input = { task, version: 1, org: reseller.org, requestId, execution, ...more };
  const done = await vi.waitFor(
    async () => {
      const [result] = await Promise.allSettled([invoke(desk, group, input)]);
      if (result.status === 'rejected' && String(result.reason).includes('ProviderBusy')) throw result.reason;
      return result;
    },
    { timeout: 30_000, interval: 500 },
  );
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}

/** The first question of a kind that a request asks. */
export function questionOf({ reseller, requestId }: Request, kind: DecisionKind = 'customer'): DecisionRef {
  return { org: reseller.org, subject: requestId, kind, round: 1 };
}

/** Records an answer without any of the desk's functions, and wakes nobody. */
export async function decide(request: Request, kind: DecisionKind, verdict: string): Promise<void> {
  const deps = { tables: request.desk.tables, clock: systemClock(), newId };
  await expectOk(recordDecision(deps, questionOf(request, kind), { verdict, actor: { kind: 'customer' } }));
}

/** Does the look at the provider that is due next, as the queue would bring it. */
export async function poll({ desk, reseller: { org, accountId: id } }: Request): Promise<void> {
  const poller = await desk.tables.get('desk', pollerKey(org, id));
  await hand(desk, 'links-provider', { kind: 'link.poll', org, id, at: poller?.['next'] });
}

/** Mails the customer the question, as the event of the bus would have it. */
export async function mailed(request: Request): Promise<string> {
  const { org, subject, kind, round } = questionOf(request);
  const detail = { org, subject, data: { waitingOn: { kind, round } } };
  await hand(request.desk, 'notices', { 'detail-type': 'link_request.awaiting_customer.v1', detail });
  return mailedLink(request.desk, request.customer.email);
}

/** Lets the machine itself carry a request that was just made, until it waits for this. */
export async function startMachine({ desk, ...request }: Request, kind: DecisionKind = 'customer'): Promise<void> {
  const { execution, requestId, reseller } = request;
  const input = JSON.stringify({ org: reseller.org, requestId });
  await desk.machines.send(
    new StartExecutionCommand({ stateMachineArn: deployed.linkMachineArn, name: execution, input }),
  );
  await heldToken(desk, questionOf({ desk, ...request }, kind));
}

/** Waits until the machine, woken, has come to its end. */
export async function untilMachineEnds({ desk, execution }: Request): Promise<void> {
  const describe = new DescribeExecutionCommand({ executionArn: executionArnOf(execution) });
  const hasEnded = async () => (await desk.machines.send(describe)).status === 'SUCCEEDED';
  await vi.waitUntil(hasEnded, { timeout: 15_000, interval: 50 });
}
