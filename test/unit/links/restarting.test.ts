import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkRequestStatus } from '../../../functions/links/request-status.ts';
import { readDefinition } from '../../../statemachines/definition.ts';
import { DAY, type LinkDesk, linkDesk } from '../../support/link-desk.ts';
import type { Execution } from '../../support/machine-runner.ts';

/** Executions die, and others carry on: the record decides which one may write. */
const customer = '200098765432';
const other = '200044443333';
const statuses = [
  'checking',
  'awaiting_second_person',
  'awaiting_customer',
  'inviting',
  'awaiting_application',
  'awaiting_reseller_review',
  'refusing',
  'approving',
  'awaiting_customer_remedy',
  'preparing',
  'cancelling',
] as const satisfies readonly LinkRequestStatus[];
type Open = (typeof statuses)[number];

/** Runs the first execution until the record has a status and the machine has not worked on it yet. */
async function standAt(status: Open) {
  const desk = await linkDesk({}, status === 'awaiting_second_person' ? agreedByTwo : {});
  await desk.member('approver');
  const id = await desk.ask();
  await desk.relay();
  const execution = executionOf(desk, id, 1);
  if (status === 'awaiting_customer_remedy') desk.provider.will('decideApplication', 'customer_must_act');
  const applicant = status === 'awaiting_reseller_review' || status === 'refusing' ? other : customer;
  const verdict = status === 'refusing' ? 'refuse' : 'accept';
  const stepTo = async (wanted: LinkRequestStatus) => {
    while (desk.record(id).status !== wanted)
      if (!(await desk.machine.step(execution))) await help(desk, id, applicant, verdict);
  };
  await stepTo(status === 'cancelling' ? 'awaiting_application' : status);
  if (status === 'cancelling') await desk.cancel(id);
  return { desk, id, execution };
}

const agreedByTwo = { secondPerson: { for: ['billing' as const], coolOffSeconds: DAY } };

/** Does what the machine waits for. */
async function help(
  desk: LinkDesk,
  id: string,
  applicant = customer,
  verdict: 'accept' | 'refuse' = 'accept',
): Promise<void> {
  await desk.relay();
  const { status, application } = desk.record(id);
  const colleague = await desk.member('approver');
  const lastFour = (application?.account ?? customer).slice(-4);
  const helped: Partial<Record<LinkRequestStatus, () => unknown>> = {
    awaiting_second_person: () => desk.decide(id, 'second-person', { verdict: 'agree', lastFour }, colleague),
    awaiting_customer: () => desk.sayYes(),
    awaiting_application: () => desk.provider.apply(applicant),
    awaiting_reseller_review: () => desk.decide(id, 'review', { verdict, lastFour, reason: 'as we see it' }, colleague),
    awaiting_customer_remedy: () => desk.tryAgain(id),
  };
  await helped[status]?.();
  desk.time.now += 61_000;
  await desk.doDueWork();
}

function executionOf(desk: LinkDesk, id: string, attempt: number): Execution {
  const execution = desk.machine.executions.get(`${id}-${attempt}`);
  if (!execution) throw new Error(`no attempt ${attempt}`);
  return execution;
}

async function toTheEnd(desk: LinkDesk, id: string) {
  for (let round = 0; round < 6 && !desk.record(id).endedAt; round += 1) {
    await desk.pass(61);
    if (!desk.record(id).endedAt) await help(desk, id);
    await desk.pass(600);
  }
  return desk.record(id);
}

/** What the provider is asked at most: a refusal, or a try that came to nothing, and the acceptance. */
const decisions = (status: Open) => (status === 'refusing' || status === 'awaiting_customer_remedy' ? 2 : 1);
const endOf = (status: Open) => (status === 'cancelling' ? 'cancelled' : 'completed');

describe.each(statuses)('a machine that dies while %s', (status) => {
  test('is followed by another that continues there, and nobody is invited or accepted twice', async () => {
    const { desk, id } = await standAt(status);
    await desk.die(id);
    await desk.pass(61);
    expect(desk.record(id)).toMatchObject({ attempt: 2, attemptSeen: 2 });
    expect((await toTheEnd(desk, id)).status).toBe(endOf(status));
    expect(desk.provider.callsOf('invite').length).toBeLessThanOrEqual(1);
    expect(desk.provider.callsOf('decideApplication').length).toBeLessThanOrEqual(decisions(status));
    expect(desk.letters).toHaveLength(1);
  });

  test('changes nothing any more when it turns out to be alive', async () => {
    const { desk, id, execution } = await standAt(status);
    const { standing } = execution;
    await desk.die(id);
    desk.time.now += 61_000;
    await desk.doDueWork();
    expect(desk.record(id).attempt).toBe(2);
    execution.standing = standing;
    const before = desk.snapshot();
    const calls = desk.provider.calls.length;
    while (await desk.machine.step(execution));
    expect(execution).toMatchObject({ state: 'Superseded', standing: { status: 'SUCCEEDED' } });
    expect([desk.snapshot(), desk.provider.calls.length]).toEqual([before, calls]);
    expect((await toTheEnd(desk, id)).status).toBe(endOf(status));
  });

  test('for the fourth time ends the request as failed, and frees the customer', async () => {
    const { desk, id } = await standAt(status);
    for (const attempt of [1, 2, 3, 4]) {
      await desk.relay();
      executionOf(desk, id, attempt);
      await desk.die(id, attempt);
      desk.time.now += 1_801_000;
      await desk.doDueWork();
    }
    expect(desk.record(id)).toMatchObject({ status: 'failed', attempt: 4, failure: { code: 'machine_died' } });
    await expect(desk.ask()).resolves.not.toBe(id);
  });
});

test('of two executions in any interleaving only the one that the record names writes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...statuses),
      fc.array(fc.constantFrom('old', 'new', 'world'), { minLength: 1, maxLength: 24 }),
      async (status, turns) => {
        const { desk, id, execution: old } = await standAt(status);
        const { standing } = old;
        await desk.die(id);
        desk.time.now += 61_000;
        await desk.doDueWork();
        await desk.relay();
        old.standing = standing;
        const young = executionOf(desk, id, 2);
        const writes: string[] = [];
        for (const turn of turns) {
          const before = [desk.snapshot(), desk.provider.calls.length].join();
          if (turn === 'old') await desk.machine.step(old);
          else if (turn === 'new') await desk.machine.step(young);
          else if (young.standing.kind === 'waiting') await help(desk, id);
          if ([desk.snapshot(), desk.provider.calls.length].join() !== before) writes.push(turn);
        }
        expect(writes).not.toContain('old');
        expect(desk.provider.callsOf('invite').length).toBeLessThanOrEqual(1);
        expect(desk.provider.callsOf('decideApplication').length).toBeLessThanOrEqual(decisions(status));
      },
    ),
    { numRuns: 12 },
  );
});

describe('the watch over a request', () => {
  test('starts a machine that the relay never started', async () => {
    const desk = await linkDesk();
    const id = await desk.ask();
    desk.time.now += 121_000;
    await desk.doDueWork();
    expect(desk.record(id)).toMatchObject({ attempt: 2, execution: `${id}-2` });
  });

  test('leaves a machine alone that is at work', async () => {
    const { desk, id } = await standAt('awaiting_customer');
    await desk.pass(DAY);
    expect(desk.record(id).attempt).toBe(1);
  });

  test('told of one death many times raises the attempt once, though the next machine has not started yet', async () => {
    const { desk, id } = await standAt('awaiting_customer');
    await desk.pass(7 * DAY);
    await desk.die(id);
    desk.time.now += 61_000;
    for (let again = 0; again < 5; again += 1)
      await desk.watch({ kind: 'link.watch', org: desk.org, id, at: desk.now() });
    expect(desk.record(id)).toMatchObject({ attempt: 2, status: 'awaiting_customer' });
  });

  test('finds a wait that should have ended long ago, once', async () => {
    const { desk, id } = await standAt('awaiting_customer');
    desk.time.now += (14 * DAY + 1200) * 1000;
    for (let again = 0; again < 5; again += 1)
      await desk.watch({ kind: 'link.watch', org: desk.org, id, at: desk.now() });
    expect(desk.record(id).attempt).toBe(2);
    await desk.settle();
    expect(desk.record(id).status).toBe('expired');
  });
});

describe('an execution on an older definition', () => {
  const golden = readDefinition(
    readFileSync(new URL('../../statemachines/golden/link.v1.asl.json', import.meta.url), 'utf8'),
  );
  const setup = async (terms = {}) => {
    const desk = await linkDesk({}, terms);
    const approver = await desk.member('approver');
    if (!golden.ok) throw new Error(golden.error.join());
    const today = desk.deploy(golden.value);
    const id = await desk.ask();
    await desk.relay();
    desk.deploy(today);
    await desk.settle();
    return { desk, id, approver };
  };

  test('completes a request that takes none of the new ways', async () => {
    const { desk, id } = await setup();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(customer);
    await desk.pass(DAY);
    expect(desk.record(id)).toMatchObject({ status: 'completed', attempt: 1 });
  });

  test.each(['a second person', 'a review', 'a remedy'])('that meets %s is carried on by today’s', async (what) => {
    const { desk, id, approver } = await setup(what === 'a second person' ? agreedByTwo : {});
    const unknown = () => desk.machine.executions.get(`${id}-1`)?.passed.at(-1);
    if (what !== 'a second person') {
      await desk.sayYes();
      await desk.settle();
      if (what === 'a remedy') desk.provider.will('decideApplication', 'customer_must_act');
      desk.provider.apply(what === 'a review' ? other : customer);
      await desk.pass(61);
    }
    expect(unknown()).toBe('UnknownStatus');
    await desk.watch({ detail: { input: JSON.stringify({ org: desk.org, requestId: id }) } });
    await desk.pass(61);
    expect(desk.record(id)).toMatchObject({ attempt: 2, attemptSeen: 2 });
    if (what === 'a remedy') await desk.tryAgain(id);
    else if (what === 'a review') await desk.decide(id, 'review', { verdict: 'accept', lastFour: '3333' }, approver);
    else await desk.decide(id, 'second-person', { verdict: 'agree', lastFour: '5432' }, approver);
    await desk.settle();
    expect(desk.record(id).status).toBe(what === 'a second person' ? 'awaiting_customer' : 'completed');
  });
});
