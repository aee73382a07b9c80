import { describe, expect, test } from 'vitest';
import { toStored } from '../../../functions/kernel/stored.ts';
import type { PlaybookView } from '../../../functions/links/cases/playbook.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { checklistShape } from '../../../functions/verification/checklist.ts';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/** What people read who look into a case: its ticket, its packet for the provider's support, its playbooks. */
const playbookOf = 'GET /v1/link-requests/{requestId}/playbook';
const customer = '200098765432';

/** A request whose customer has been asked. */
const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  const params = { requestId: id };
  const read = async (what: string, query: Record<string, string> = {}, more: object = {}) =>
    (await desk.request(`GET /v1/link-requests/{requestId}/${what}`, { params, query, ...more })).json;
  const books = async (query: Record<string, string> = {}, more: object = {}) => {
    const { json } = await desk.request(playbookOf, { params, query, ...more });
    return json.playbooks as readonly PlaybookView[];
  };
  const change = (fields: object) => desk.tables.seed('desk', { ...desk.item(id), ...fields });
  return { desk, id, params, read, books, change };
};

/** A link of the request, with whatever else is said of it. */
const linked = async (more: object = {}, items: object = {}) => {
  const found = await setup();
  const { desk, id } = found;
  await desk.sayYes();
  await desk.settle();
  desk.provider.apply(customer);
  await desk.pass(DAY);
  const { linkId = '' } = desk.record(id);
  const link = { ...desk.item(linkId), ...more };
  const pass = { status: 'pass', tries: 1, triedAt: desk.now() };
  const kinds = ['status', 'visibility', 'service', 'billing', 'delegated_action', 'audit_trace'];
  const all = { ...Object.fromEntries(kinds.map((kind) => [kind, pass])), ...items };
  const { actual, ...of } = { actual: undefined, ...all } as Record<string, unknown>;
  const checklist = { org: desk.org, link: linkId, number: 99, because: 'activated', startedAt: desk.now(), items: of };
  desk.tables.seed('desk', { ...link, checklist: 99, pk: String(link.pk), sk: 'RECORD' });
  desk.tables.seed('desk', {
    ...toStored(checklistShape, { ...checklist, ...(actual ? { actual } : {}) } as never),
    pk: recordKey(desk.org, linkId).pk,
    sk: 'CHECKLIST#00000099',
  });
  const books = async (about: string) => {
    const path = 'GET /v1/links/{linkId}/playbook';
    const { json } = await desk.request(path, { params: { linkId }, query: { about } });
    return json.playbooks[0] as PlaybookView;
  };
  return { ...found, linkId, books };
};

const causeOf = (book: PlaybookView | undefined, key: string) => book?.causes.find((cause) => cause.key === key);
const found = (book: PlaybookView | undefined) =>
  book?.causes.filter(({ verdict }) => verdict === 'found').map(({ key }) => key);

describe('R058: the ticket of a request', () => {
  test('carries customer, request, dates, verification steps, and follows each change of status', async () => {
    const { desk, id, read } = await setup();
    const ticket = { system: 'ServiceNow', reference: 'INC0012345' };
    await desk.request('PUT /v1/link-requests/{requestId}/ticket', { params: { requestId: id }, json: ticket });
    const { waitingOn, createdAt } = desk.record(id);
    const first = (await read('ticket')).ticket;
    expect(first).toMatchObject({
      requestId: id,
      ticket,
      customer: { accountId: customer, name: desk.wish.customer.name },
      submittedAt: createdAt,
      expectedApprovalAt: waitingOn?.until,
      estimated: false,
      status: 'awaiting_customer',
      group: 'pending',
    });
    expect(first.verification.steps).toHaveLength(6);
    expect(new Set(first.verification.steps.map((step: { result: string }) => step.result))).toEqual(
      new Set(['not_begun']),
    );
    await desk.sayYes();
    await desk.settle();
    expect((await read('ticket')).ticket).toMatchObject({ status: 'awaiting_application', group: 'approved' });
  });

  test('R059: leads to the request, as the request names the ticket', async () => {
    const { desk, id, read } = await setup();
    const ticket = { system: 'ServiceNow', reference: 'INC0012345', url: 'https://tickets.example/INC0012345' };
    await desk.request('PUT /v1/link-requests/{requestId}/ticket', { params: { requestId: id }, json: ticket });
    const { json } = await desk.request('GET /v1/link-requests/{requestId}', { params: { requestId: id } });
    expect(json.linkRequest.ticket).toEqual(ticket);
    expect((await read('ticket')).ticket).toMatchObject({ ticket, self: `/v1/link-requests/${id}` });
  });

  test('shows the steps of a link with their results', async () => {
    const { read } = await linked({}, { billing: { status: 'too_early', because: 'nothing_yet', tries: 1 } });
    const { verification } = (await read('ticket')).ticket;
    expect(verification.steps).toContainEqual({ step: 'billing', result: 'too_early', because: 'nothing_yet' });
    expect(verification.steps).toContainEqual(expect.objectContaining({ step: 'visibility', result: 'pass' }));
  });

  test('is told by every event of a change of status: customer, request, dates, group, ticket', async () => {
    const { desk, id } = await setup();
    const ticket = { system: 'ServiceNow', reference: 'INC0012345' };
    await desk.request('PUT /v1/link-requests/{requestId}/ticket', { params: { requestId: id }, json: ticket });
    await desk.sayYes();
    await desk.settle();
    const { waitingOn } = desk.record(id);
    expect(desk.lastTold(id, 'link_request.')).toMatchObject({
      type: 'link_request.awaiting_application',
      data: {
        case: {
          request: id,
          group: 'approved',
          customer: { name: desk.wish.customer.name },
          submittedAt: desk.record(id).createdAt,
          expectedBy: waitingOn?.until,
          ticket,
        },
      },
    });
  });
});

describe('R061: the case packet', () => {
  test('R068: has the provider’s code and text byte for byte, and R019: its request id', async () => {
    const { desk, id, read } = await setup();
    desk.provider.will('invite', 'refused');
    await desk.sayYes();
    await desk.settle();
    const { casePacket } = await read('case-packet');
    const said = { code: 'FailedOperation.Theirs', message: 'words of theirs', requestId: 'theirs-1' };
    expect(casePacket.failure).toEqual({ stage: 'submission', code: 'account_is_partner', raw: said });
    expect(casePacket.calls).toMatchObject([
      { method: 'invite', outcome: 'refused', said, requests: [{ requestId: 'theirs-1' }] },
    ]);
    expect(casePacket.identifiers).toMatchObject({
      requestId: id,
      partnerId: '200031884999',
      customer: { accountId: customer },
    });
    expect(casePacket.events.map((one: { type: string }) => one.type)).toEqual(desk.told(id));
    expect(casePacket.playbooks.map((one: PlaybookView) => one.key)).toEqual(['option_missing']);
  });

  test('names companies, and neither persons nor secrets', async () => {
    const { desk, read } = await setup();
    await desk.sayYes();
    await desk.settle();
    const text = JSON.stringify(await read('case-packet'));
    expect(text).toContain(desk.wish.customer.name);
    expect(text).not.toMatch(/it@lantern|Mei Tan|RegisterToken|handle-1|token-|mem_/);
  });

  test('has its headings in the language asked for, else in the reader’s', async () => {
    const { read } = await setup();
    expect((await read('case-packet')).casePacket.headings.times).toBe('Times (UTC)');
    expect((await read('case-packet', { language: 'zh-CN' })).casePacket.headings.times).toBe('时间（UTC）');
    const chinese = await read('case-packet', {}, { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } });
    expect(chinese.casePacket.language).toBe('zh-CN');
  });
});

describe('R019: the provider’s request ids', () => {
  test('are kept with each call that went well, at a provider that approves first', async () => {
    const { desk, read } = await linked();
    const { casePacket } = await read('case-packet');
    expect(casePacket.status).toBe('completed');
    expect(casePacket.calls.map(({ method, outcome }: Record<string, string>) => [method, outcome])).toEqual([
      ['decideApplication', 'confirmed'],
      ['invite', 'confirmed'],
    ]);
    const ids = casePacket.calls.flatMap(({ requests }: { requests: unknown[] }) => requests);
    expect(ids).toEqual([
      { action: 'Scripted', requestId: 'theirs-1' },
      { action: 'Scripted', requestId: 'theirs-1' },
    ]);
    expect(desk.provider.callsOf('decideApplication')).toHaveLength(1);
  });

  test('are no condition: a call of which nobody heard has none', async () => {
    const { desk, read } = await setup();
    desk.provider.will('invite', 'lost');
    await desk.sayYes();
    await desk.settle();
    expect((await read('case-packet')).casePacket.calls).toMatchObject([{ outcome: 'unknown', requests: [] }]);
  });
});

describe('R053: a request that failed', () => {
  type Desk = Awaited<ReturnType<typeof linkDesk>>;
  const ends: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
    submission: (desk) => {
      desk.provider.will('invite', 'refused');
      return desk.sayYes();
    },
    approval: async (desk) => {
      desk.provider.will('decideApplication', 'refused');
      await desk.sayYes();
      await desk.settle();
      desk.provider.apply(customer);
      await desk.pass(DAY);
    },
  };

  test.each(Object.entries(ends))('at %s has that one stage, in the record and on the timeline', async (stage, end) => {
    const { desk, id } = await setup();
    await end(desk);
    await desk.settle();
    const { failure, status } = desk.record(id);
    expect([status, failure?.stage]).toEqual(['failed', stage]);
    expect(desk.lastTold(id, 'link_request.')).toMatchObject({
      type: 'link_request.failed',
      data: { failure: { stage } },
    });
  });

  test('at validation has that one stage', async () => {
    const desk = await linkDesk();
    const id = await desk.ask();
    desk.tables.seed('desk', { ...desk.item(desk.account.id), status: 'paused', statusReason: 'audit' });
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'failed', failure: { stage: 'validation' } });
  });
});

describe('R072: an option that is missing', () => {
  test('because whoever looks lacks the right is told apart', async () => {
    const { books } = await setup();
    const [book] = await books({ about: 'option_missing' }, { rights: 'auditor' });
    expect(found(book)).toEqual(['operator_right']);
    expect(book?.causes[0]?.key).toBe('operator_right');
  });

  test('because the programme has not switched it on is told apart', async () => {
    const { desk, books } = await setup();
    desk.tables.seed('desk', { ...desk.item(desk.account.id), allowlisted: [] });
    const [book] = await books({ about: 'option_missing' });
    expect(found(book)).toEqual(['programme_feature']);
    expect(causeOf(book, 'programme_feature')?.next).not.toBe('');
  });

  test('because the type does not exist there is told apart', async () => {
    const { desk, books } = await setup();
    desk.provider.site = {
      scopes: { billing: 'refused', provisioning: 'attested', management: 'attested', delegation: 'attested' },
    };
    const [book] = await books({ about: 'option_missing' });
    expect(found(book)).toEqual(['region_or_type']);
  });

  test('because it was switched on a moment ago is told apart, until a day has passed', async () => {
    const { desk, books } = await setup();
    desk.tables.seed('desk', { ...desk.item(desk.account.id), allowlistedAt: desk.now() });
    expect(found((await books({ about: 'option_missing' }))[0])).toEqual(['delay']);
    desk.time.now += DAY * 1000;
    const [book] = await books({ about: 'option_missing' });
    expect(causeOf(book, 'delay')?.verdict).toBe('ruled_out');
  });

  test('is offered where a request failed before the customer could do anything', async () => {
    const { desk, books } = await setup();
    desk.provider.will('invite', 'refused');
    await desk.sayYes();
    await desk.settle();
    expect((await books()).map(({ key }) => key)).toEqual(['option_missing']);
  });
});

describe('R073: a wait that lasts', () => {
  test('says who is waited for, how they can be reached, until when, and how to send again', async () => {
    const { desk, id, books } = await setup();
    const [book] = await books();
    const { waitingOn } = desk.record(id);
    const text = book?.steps.join(' ') ?? '';
    expect(book?.key).toBe('pending_too_long');
    expect(text).toContain(desk.wish.customer.name);
    expect(text).toContain(waitingOn?.until ?? 'no end');
    expect(text).toMatch(/1 mail, the last one sent at .*It can be sent again 5 more times/);
    expect(JSON.stringify(book)).not.toContain(desk.wish.contact.email);
  });

  test('finds that the customer uses another account', async () => {
    const { desk, books } = await setup();
    expect(found((await books())[0])).toEqual([]);
    await desk.sayYes('200011112222');
    expect(found((await books())[0])).toEqual(['wrong_account']);
  });

  test('finds that the customer lacks our mail', async () => {
    const { desk, id, books } = await setup();
    const mail = desk.tables.items('desk').find(({ sk, pk }) => pk.includes(id) && sk.startsWith('MAIL#'));
    if (!mail) throw new Error('no mail');
    desk.tables.seed('desk', { ...mail, status: 'claimed' });
    const [book] = await books();
    expect(found(book)).toEqual(['information_missing']);
    expect(causeOf(book, 'information_missing')?.checks).toContainEqual(
      expect.objectContaining({ key: 'contact', result: 'wrong' }),
    );
  });

  test('does not tell a second person the end of the identifier that they have to find', async () => {
    const { desk, books, change } = await setup();
    change({ status: 'awaiting_second_person', createdBy: desk.admin });
    expect(JSON.stringify(await books())).not.toContain(customer);
  });

  test('is not offered once nobody waits any more', async () => {
    const { desk, id, books } = await setup();
    await desk.cancel(id);
    await desk.settle();
    expect(await books()).toEqual([]);
  });
});

describe('R074: a link that is active and does not work', () => {
  const manage = {
    access: 'manage',
    services: [],
    projects: [],
    regions: [],
    confirmEach: [],
    because: 'runs their servers',
  };

  test('has scope, project, operator’s roles, customer’s rules and grants checked', async () => {
    const { books } = await linked({ scope: manage });
    const book = await books('access_wrong');
    const keys = book.causes.flatMap(({ checks }) => checks.map(({ key }) => key)).toSorted();
    expect(keys).toEqual([
      'customer_policy',
      'customer_view',
      'delegated_action',
      'operator_roles',
      'project',
      'scope',
      'service',
      'stopped',
      'visibility',
    ]);
    expect(found(book)).toEqual([]);
    expect(causeOf(book, 'customer_grants')?.verdict).toBe('ruled_out');
  });

  test.each([
    [
      'a grant that is missing',
      {},
      { delegated_action: { status: 'fail', because: 'refused', tries: 3 } },
      'customer_grants',
    ],
    [
      'a stop',
      { stopped: { reason: 'wrong account', since: '2026-11-03T00:00:00.000Z', by: 'mem_x', unlinkBlockers: [] } },
      {},
      'operator_roles',
    ],
    [
      'an account that is not shown',
      {},
      { visibility: { status: 'fail', because: 'not_listed', tries: 3 } },
      'customer_policy',
    ],
  ])('finds %s', async (_what, more, items, cause) => {
    const { books } = await linked({ scope: manage, ...more }, items);
    expect(found(await books('access_wrong'))).toEqual([cause]);
  });
});

describe('R075: billing that is not as agreed', () => {
  const reseller = {
    payer: 'reseller',
    creditLimit: { amount: '500.00', currency: 'USD' },
    readAt: '2026-11-03T00:00:00.000Z',
    receipts: [],
  };
  const expected = { payer: 'reseller', currency: 'USD', creditLimit: { amount: '500', currency: 'USD' } };

  test('has type, account, other payer, window, delay, settlement and subscriptions checked', async () => {
    const { books } = await linked({ expected }, { actual: reseller });
    const book = await books('billing_wrong');
    const keys = book.causes.flatMap(({ checks }) => checks.map(({ key }) => key)).toSorted();
    expect(keys).toEqual([
      'account',
      'bill',
      'credit',
      'currency',
      'delay',
      'payer',
      'plan_account',
      'subscriptions',
      'type',
      'window',
    ]);
    expect(found(book)).toEqual([]);
  });

  test.each([
    ['another payer', {}, { actual: { ...reseller, payer: 'customer' } }, 'other_payer'],
    [
      'a currency that was not agreed',
      {},
      { actual: { ...reseller, creditLimit: { amount: '500', currency: 'SGD' } } },
      'settlement',
    ],
    [
      'a limit that was not agreed',
      {},
      { actual: { ...reseller, creditLimit: { amount: '50', currency: 'USD' } } },
      'settlement',
    ],
    [
      'a bill that is not made yet',
      {},
      { actual: reseller, billing: { status: 'too_early', because: 'nothing_yet', tries: 1 } },
      'report_window',
    ],
    ['a link that is not for billing', { types: ['management'] }, { actual: reseller }, 'type'],
    [
      'costs under another account',
      {},
      { actual: reseller, visibility: { status: 'fail', because: 'not_listed', tries: 3 } },
      'account',
    ],
  ])('finds %s', async (_what, more, items, cause) => {
    const { books } = await linked({ expected, ...more }, items);
    expect(found(await books('billing_wrong'))).toEqual([cause]);
  });
});

describe('R060: the register of links', () => {
  test('names each by a rule, uniquely, in pages and as a table', async () => {
    const { desk, linkId } = await linked();
    const link = desk.item(linkId);
    const other = (end: string, more: object) => ({
      ...link,
      pk: `${link.pk.slice(0, -2)}${end}`,
      id: `${linkId.slice(0, -2)}${end}`,
      listSk: `${linkId.slice(0, -2)}${end}`,
      ...more,
    });
    desk.tables.seed('desk', other('y1', { status: 'unbound' }), other('y2', { status: 'unbound' }));
    desk.tables.seed('desk', other('y3', { customer: { accountId: '200011112222', name: '=Sum, "Ltd"' } }));
    const pages: { name: string }[] = [];
    let cursor: string | undefined;
    do {
      const { json } = await desk.request('GET /v1/link-register', {
        query: { limit: '2', ...(cursor && { cursor }) },
      });
      pages.push(...json.items);
      cursor = json.next;
    } while (cursor);
    expect(new Set(pages.map(({ name }) => name)).size).toBe(4);
    const { status, headers, text } = await desk.request('GET /v1/link-register', { query: { format: 'csv' } });
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^name,linkId,requestId,site,/);
    expect(text).toContain(`"'=Sum, ""Ltd"""`);
    expect(lines.slice(1).every((line) => line.startsWith('tencent-intl.200031884999.'))).toBe(true);
  });
});
