import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, type DeskClient, expectOk, sharedDesk, wishFor } from '../support/desk.ts';
import { mentions } from '../support/desk-faults.ts';
import { transactionConflict } from '../support/fault-proxy.ts';
import { req } from '../support/requirements.ts';
import { type Followed, follow } from './follow.ts';
import { byTwo } from './scenario.ts';
import { sites } from './sites.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await sharedDesk();
});
afterAll(() => desk.faults.reset());

const PATIENCE_MS = 240_000;

type Body = Parameters<DeskClient['decideSecondPerson']>[0]['body'];

/** A request that waits for a second person, asked for by an operator who could approve others’. */
async function setup() {
  const followed = await follow(desk, sites['tencent-intl'](desk), byTwo);
  const { reseller, customer } = followed;
  const approvers = await Promise.all([
    reseller.as('approver'),
    reseller.as('approver', 'verifier'),
    reseller.as('approver', 'auditor'),
    reseller.as('approver', 'admin'),
    reseller.as('approver', 'verifier', 'auditor'),
  ]);
  const initiator = await reseller.as('operator', 'approver');
  const { linkRequest } = (await expectOk(initiator.createLinkRequest({ body: wishFor(reseller, customer) }))).json;
  followed.track(linkRequest);
  await followed.until('awaiting_second_person');
  const params = { requestId: followed.requestId() };
  const decide = async (client: DeskClient, body: Body, idempotencyKey?: string) => {
    const answer = await client.decideSecondPerson({ params, body, ...(idempotencyKey && { idempotencyKey }) });
    if (answer.ok) return { status: answer.value.status, json: answer.value.json };
    if (!('code' in answer.error)) throw new Error(`no problem that is declared: ${JSON.stringify(answer.error)}`);
    return { status: answer.error.status, code: answer.error.code, params: answer.error.params };
  };
  const [approver] = approvers;
  return { followed, approvers, approver, initiator, decide, lastFour: customer.uin.slice(-4) };
}

async function entriesOf({ operator, requestId }: Followed): Promise<string[]> {
  const query = { limit: 100 };
  const { items } = (await expectOk(operator.getLinkRequestTimeline({ params: { requestId: requestId() }, query })))
    .json;
  return items.map(({ type }) => type);
}

const timesOf = <T>(all: readonly T[], one: T): number => all.filter((each) => each === one).length;

describe('fifty decisions at once of five people who may', () => {
  test.for([0, 1, 2, 3])(
    req('R027', 'with %i conflicts of transactions: one is recorded, and the request goes on by that one'),
    { timeout: PATIENCE_MS },
    async (conflicts) => {
      const { followed, approvers, approver, decide, lastFour } = await setup();
      desk.faults.answer(
        {
          service: 'dynamodb',
          operation: 'TransactWriteItems',
          body: mentions(followed.requestId(), 'DECISION#second_person'),
          times: conflicts,
        },
        transactionConflict(5, 0, 2),
      );
      const calls = Array.from({ length: 50 }, (_, number) => ({
        client: approvers[number % 5] ?? approver,
        body: number % 2 ? { verdict: 'agree' as const, lastFour } : { verdict: 'decline' as const },
        key: `decision-number-${number}`,
      }));
      const left = calls.entries();
      const answers: { call: (typeof calls)[number]; answer: Awaited<ReturnType<typeof decide>> }[] = [];
      const connection = async () => {
        for (const [, call] of left) answers.push({ call, answer: await decide(call.client, call.body, call.key) });
      };
      await Promise.all(Array.from({ length: 8 }, connection));

      const [recorded, ...others] = answers.filter(({ answer }) => answer.status === 202);
      if (!recorded) throw new Error(`none was recorded: ${JSON.stringify(answers.map(({ answer }) => answer))}`);
      expect(others).toEqual([]);
      const refused = answers.filter((one) => one !== recorded).map(({ answer }) => answer.code);
      expect(refused).toHaveLength(49);
      expect(refused.filter((code) => code !== 'decision_closed' && code !== 'not_allowed_now')).toEqual([]);

      const agreed = recorded.call.body.verdict === 'agree';
      await followed.until(agreed ? 'awaiting_customer' : 'rejected');
      const entries = await entriesOf(followed);
      expect(timesOf(entries, 'decision.recorded')).toBe(1);
      const next = ['link_request.awaiting_customer', 'link_request.rejected'];
      expect(entries.filter((type) => next.includes(type))).toEqual([next[agreed ? 0 : 1]]);

      const { client, body, key } = recorded.call;
      expect(await decide(client, body, key)).toEqual(recorded.answer);
    },
  );
});

describe('a second person', () => {
  test(req('R026', 'is never who asked for it, whatever their rights, and the attempt stands on the timeline'), {
    timeout: PATIENCE_MS,
  }, async () => {
    const { followed, initiator, approver, decide, lastFour } = await setup();
    const refused = { status: 403, code: 'self_approval' };
    expect(await decide(initiator, { verdict: 'agree', lastFour })).toMatchObject(refused);
    expect(await decide(initiator, { verdict: 'decline' })).toMatchObject(refused);
    const entries = await entriesOf(followed);
    expect(timesOf(entries, 'link_request.self_approval_refused')).toBe(2);
    expect(entries).not.toContain('decision.recorded');
    expect(await followed.look()).toMatchObject({ status: 'awaiting_second_person' });

    expect(await decide(approver, { verdict: 'agree', lastFour })).toMatchObject({ status: 202 });
    await followed.until('awaiting_customer');
  });

  test(req('R027', 'who types the wrong end of the identifier is counted, and agrees with the right one'), {
    timeout: PATIENCE_MS,
  }, async () => {
    const { followed, approver, approvers, decide, lastFour } = await setup();
    const wrong = { verdict: 'agree', lastFour: lastFour === '0000' ? '1111' : '0000' } as const;
    const colleague = approvers[1];
    expect([await decide(approver, wrong), await decide(colleague, wrong)]).toMatchObject([
      { status: 422, code: 'identifier_differs', params: { left: 4 } },
      { status: 422, code: 'identifier_differs', params: { left: 3 } },
    ]);
    expect(timesOf(await entriesOf(followed), 'decision.wrong_identifier')).toBe(2);
    expect(await followed.look()).toMatchObject({ status: 'awaiting_second_person' });

    expect(await decide(colleague, { verdict: 'agree', lastFour })).toMatchObject({ status: 202 });
    await followed.until('awaiting_customer');
  });

  test(req('R027', 'who types five wrong ones locks agreeing for everybody; declining stays possible'), {
    timeout: PATIENCE_MS,
  }, async () => {
    const { followed, approvers, approver, decide, lastFour } = await setup();
    const wrong = { verdict: 'agree', lastFour: lastFour === '0000' ? '1111' : '0000' } as const;
    const tries = await Promise.all(approvers.map((each) => decide(each, wrong)));
    expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([422, 422, 422, 422, 429]);
    const locked = { status: 429, code: 'too_many_attempts' };
    expect(await decide(approvers[4], { verdict: 'agree', lastFour })).toMatchObject(locked);
    expect(timesOf(await entriesOf(followed), 'decision.wrong_identifier')).toBe(5);

    const declined = await decide(approver, { verdict: 'decline', reason: 'nobody knows the account' });
    expect(declined).toMatchObject({ status: 202 });
    expect(await followed.until('rejected')).toMatchObject({ reason: 'nobody knows the account' });
  });
});
