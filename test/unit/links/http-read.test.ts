import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LinkRequestStatus, linkRequestMoves } from '../../../functions/links/request-status.ts';
import { linkDesk } from '../../support/link-desk.ts';

const one = 'GET /v1/link-requests/{requestId}';
const list = 'GET /v1/link-requests';

/** A request that waits for the application, with the question that it waits for. */
async function atProvider() {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  const asked = desk.tables.items('desk').find(({ sk }) => sk === 'DECISION#application#0001');
  if (!asked) throw new Error('is not waiting');
  return { desk, id, asked, record: desk.item(id) };
}

/** The operations behind actions, each with a body that is in order. */
const tries = (operator: string) =>
  ({
    cancelLinkRequest: ['POST /v1/link-requests/{requestId}/cancel', { reason: 'why not' }],
    inviteAgain: ['POST /v1/link-requests/{requestId}/invitation', {}],
    changeContact: ['PUT /v1/link-requests/{requestId}/contact', { email: 'cto@lantern-logistics.example' }],
    resendQuestion: ['POST /v1/link-requests/{requestId}/reminders', {}],
    assignLinkRequest: ['PUT /v1/link-requests/{requestId}/owner', { owner: operator, reason: 'on leave' }],
    copyLinkRequest: ['POST /v1/link-requests/{requestId}/copy', { confirm: { customer: true, types: true } }],
    setTicket: ['PUT /v1/link-requests/{requestId}/ticket', { system: 'ServiceNow', reference: 'INC0012345' }],
  }) as const;

describe('a request’s actions', () => {
  test('are exactly what the operations then allow', async () => {
    const { desk, id, record, asked } = await atProvider();
    desk.time.now += 3_600_000;
    const [lock = { pk: '', sk: '' }] = desk.tables
      .items('desk')
      .filter(({ pk, sk }) => sk === 'LOCK' && pk.includes('#LOCK#'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LinkRequestStatus.options),
        fc.constantFrom('sent', 'unknown', undefined),
        fc.constantFrom('operator', 'follow-up', 'auditor', 'finance', 'auditor follow-up'),
        async (status, outcome, rights) => {
          const invitation = outcome && { number: 1, outcome, at: desk.now(), lapsesAt: desk.now() };
          const waitingOn = status.startsWith('awaiting_') ? record['waitingOn'] : undefined;
          const reset = () => {
            const stands = { ...record, status, invitation, waitingOn };
            const { timelineSeq, timelineHead } = desk.record(id);
            desk.tables.seed('desk', { ...stands, timelineSeq, timelineHead }, asked);
            desk.tables.seed('desk', linkRequestMoves[status].length === 0 ? { ...lock, request: undefined } : lock);
          };
          reset();
          const { json } = await desk.request(one, { params: { requestId: id }, rights });
          const told: { name: string; allowed: boolean }[] = json.linkRequest.actions;
          const allowed = Object.fromEntries(told.map((action) => [action.name, action.allowed]));
          for (const [name, [route, body]] of Object.entries(tries(desk.operator))) {
            reset();
            const answer = await desk.request(route, { params: { requestId: id }, json: body, rights });
            expect([name, Number(answer.status) < 300]).toEqual([name, allowed[name]]);
            expect([200, 201, 202, 403, 409]).toContain(answer.status);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('name a right that is missing before a status that is wrong', async () => {
    const desk = await linkDesk();
    const id = await desk.ask();
    const { json } = await desk.request(one, { params: { requestId: id }, rights: 'auditor' });
    const actions: { name: string; because: string; needs: string[] }[] = json.linkRequest.actions;
    expect(actions.every(({ because }) => because === 'right_missing')).toBe(true);
    expect(actions).toContainEqual({
      name: 'inviteAgain',
      allowed: false,
      because: 'right_missing',
      needs: ['operator', 'follow-up'],
    });
  });
});

describe('the list of requests', () => {
  const setup = async (count: number) => {
    const desk = await linkDesk();
    const ids: string[] = [];
    // none is one slip away from another
    for (let at = 0; at < count; at += 1) ids.push(await desk.ask(`2000${`${at + 1}`.repeat(8)}`));
    return { desk, ids };
  };
  const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);

  test('shows each once, newest first, page by page', async () => {
    const { desk, ids } = await setup(5);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { json } = await desk.request(list, { query: { limit: '2', ...(cursor && { cursor }) } });
      seen.push(...idsOf(json.items));
      cursor = json.next;
    } while (cursor);
    expect(seen).toEqual(ids.toReversed());
  });

  test('of those who wait for the customer leaves the others out, soonest deadline first', async () => {
    const { desk, ids } = await setup(3);
    const [first = '', second = '', third = ''] = ids;
    await desk.settle();
    await desk.cancel(second);
    await desk.settle();
    const { json } = await desk.request(list, { query: { waitingOn: 'customer' } });
    expect(idsOf(json.items)).toEqual([first, third]);
    const { json: none } = await desk.request(list, { query: { waitingOn: 'operator' } });
    expect(none.items).toEqual([]);
  });

  test('is of the caller’s organisation, whatever the cursor says', async () => {
    const { desk } = await setup(3);
    const { json } = await desk.request(list, { query: { limit: '1' } });
    const { json: others } = await desk.request(list, { query: { cursor: json.next }, org: desk.other.org });
    expect([others.items, others.next]).toEqual([[], undefined]);
  });

  test.each(['', 'nonsense', Buffer.from('{}').toString('base64url')])('refuses the cursor %j', async (cursor) => {
    const { desk } = await setup(0);
    const { status, json } = await desk.request(list, { query: { cursor } });
    expect([status, json.errors]).toMatchObject([400, [{ field: 'query.cursor', code: 'malformed_cursor' }]]);
  });

  test.each(['0', '101', 'x', '1.5'])('refuses the limit %j', async (limit) => {
    const { desk } = await setup(0);
    expect(await desk.request(list, { query: { limit } })).toMatchObject({
      status: 400,
      json: { code: 'invalid_input' },
    });
  });
});

test('every status has a sentence of whose turn it is, and outcomes without a link their reason', async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  const record = desk.item(id);
  for (const status of LinkRequestStatus.options) {
    desk.tables.seed('desk', { ...record, status, reason: 'it rained' });
    const { json } = await desk.request(one, { params: { requestId: id } });
    expect(json.linkRequest.turn).toMatch(/^[A-Z].*\.$/);
    const endsWithout = linkRequestMoves[status].length === 0 && status !== 'completed';
    expect(json.linkRequest.turn.includes('it rained')).toBe(endsWithout);
  }
});

test('the timeline is told in order and in pages, each entry chained to the one before', async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.pass(15 * 86_400);
  const path = 'GET /v1/link-requests/{requestId}/timeline';
  const first = await desk.request(path, { params: { requestId: id }, query: { limit: '2' } });
  const rest = await desk.request(path, { params: { requestId: id }, query: { cursor: first.json.next } });
  const entries = [...first.json.items, ...rest.json.items];
  expect(entries.map(({ type }) => type)).toEqual(desk.told(id));
  expect(entries.slice(1).map(({ previous }) => previous)).toEqual(entries.slice(0, -1).map(({ hash }) => hash));
});
