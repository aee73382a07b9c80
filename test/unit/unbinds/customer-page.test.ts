import { describe, expect, test } from 'vitest';
import { DAY } from '../../support/link-desk.ts';
import { codeOf } from '../decisions/page-structure.ts';
import { unbindAsked } from './asked.ts';

/** The page that the customer of an unbind answers on, by the link of its mail. */
const right = '200098765432';
const wrong = '200011112222';

async function asked() {
  const made = await unbindAsked();
  await made.desk.observe(made.id, 'submitted');
  const { desk } = made;
  const token = desk.letters.at(-1)?.token ?? '';
  const open = async (lang = 'en', of = token) => {
    const { status, text } = await desk.request('GET /d/{token}', { params: { token: of }, query: { lang } });
    return [status, codeOf(text)];
  };
  const say = async (accountId = right) => {
    const { status, text } = await desk.answer({ verdict: 'confirmed', accountId }, token);
    return [status, codeOf(text)];
  };
  const reject = async (reason = '') => {
    const { status, text } = await desk.answer({ verdict: 'rejected', reason }, token);
    return [status, codeOf(text)];
  };
  return { ...made, token, open, say, reject };
}

describe('R091: “I have confirmed there”', () => {
  test('is kept as the customer’s own observation with the text that was shown, and moves nothing', async () => {
    const { desk, id, open, say } = await asked();
    expect(await open()).toEqual([200, 'confirmation_asked']);
    expect(await say()).toEqual([200, 'statement_recorded']);
    await desk.settle();
    const record = desk.unbind(id);
    expect(record.status).toBe('awaiting_customer_confirmation');
    expect(record.facts.at(-1)).toMatchObject({
      kind: 'customer_confirmed',
      observedBy: 'customer',
      agreed: { name: 'unbind_statement', version: 1, language: 'en', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(desk.question(id).status).toBe('open');
    expect(await open()).toEqual([200, 'statement_recorded']);
  });

  test('said twice is said once, and wakes nobody', async () => {
    const { desk, id, say } = await asked();
    const wakes = desk.wakes.length;
    await say();
    const { facts } = desk.unbind(id);
    expect(await say()).toEqual([200, 'statement_recorded']);
    expect(desk.unbind(id).facts).toEqual(facts);
    expect(desk.wakes).toHaveLength(wakes);
  });

  test('alone it never passes: without the provider’s word the application is taken back in the end', async () => {
    const { desk, id, say } = await asked();
    await say();
    await desk.pass(15 * DAY);
    expect(desk.unbind(id)).toMatchObject({ status: 'awaiting_withdrawal', leaving: 'expired' });
  });

  test('needs the account, as in linking: five wrong ones lock it, and a no is still taken', async () => {
    const { desk, id, open, say, reject } = await asked();
    for (let left = 4; left > 0; left -= 1) expect(await say(wrong)).toEqual([422, 'identifier_differs']);
    expect(await say(wrong)).toEqual([429, 'identifier_locked']);
    expect(await say(right)).toEqual([429, 'identifier_locked']);
    expect(await open()).toEqual([200, 'identifier_locked']);
    expect(desk.unbind(id).facts.filter(({ observedBy }) => observedBy === 'customer')).toEqual([]);
    expect(await reject('We stay')).toEqual([200, 'rejection_recorded']);
  });

  test('to a text that was not shown is shown the text anew', async () => {
    const { desk, token } = await asked();
    const form = { verdict: 'confirmed', accountId: right, agreed: 'f'.repeat(64) };
    const { status, text } = await desk.request('POST /d/{token}', { params: { token }, form });
    expect([status, codeOf(text)]).toEqual([409, 'text_changed']);
  });
});

describe('R091: a no', () => {
  test('is recorded with its reason as the customer’s, and the application is to be taken back', async () => {
    const { desk, id, reject, open } = await asked();
    expect(await reject('The terms of the other reseller are worse')).toEqual([200, 'rejection_recorded']);
    await desk.settle();
    const record = desk.unbind(id);
    expect(record).toMatchObject({ status: 'awaiting_withdrawal', leaving: 'customer_said_no' });
    expect(record.facts.at(-1)).toMatchObject({
      kind: 'customer_rejected',
      observedBy: 'customer',
      reason: 'The terms of the other reseller are worse',
    });
    expect(await open()).toEqual([200, 'rejection_recorded']);
    expect(JSON.stringify(desk.tables.items('timeline'))).not.toContain('other reseller are worse');
  });

  test('may follow a statement; then it counts', async () => {
    const { desk, id, say, reject } = await asked();
    await say();
    expect(await reject()).toEqual([200, 'rejection_recorded']);
    await desk.settle();
    expect(desk.unbind(id).leaving).toBe('customer_said_no');
    expect(await say()).toEqual([410, 'link_used']);
  });
});

describe('R093: the card', () => {
  test('is told of on a page of its own, and the case waits for the provider’s last word', async () => {
    const { desk, id } = await asked();
    await desk.observe(id, 'customer_confirmed');
    await desk.takeUp(id);
    const token = desk.letters.at(-1)?.token ?? '';
    const shown = await desk.request('GET /d/{token}', { params: { token } });
    expect(codeOf(shown.text)).toBe('card_asked');
    const done = await desk.answer({ verdict: 'confirmed', accountId: right }, token);
    expect([done.status, codeOf(done.text)]).toEqual([200, 'card_recorded']);
    await desk.settle();
    expect(desk.unbind(id)).toMatchObject({ status: 'awaiting_completion', cardKnown: true });
    expect(desk.unbind(id).facts.at(-1)).toMatchObject({ kind: 'card_bound', observedBy: 'customer' });
    const later = async () => (await desk.request('GET /d/{token}', { params: { token } })).text;
    expect(codeOf(await later())).toBe('card_recorded');
    await desk.observe(id, 'completed');
    expect(codeOf(await later())).toBe('unbinding_completed');
    expect(await later()).toContain(`href="${token}/receipt?lang=en"`);
  });
});

describe('a page whose case went on without it', () => {
  test.each([
    ['customer_confirmed', 'unbinding_going_on'],
    ['completed', 'unbinding_completed'],
    ['customer_rejected', 'unbinding_called_off'],
  ] as const)('after %s says so', async (fact, code) => {
    const { desk, id, open, say } = await asked();
    await desk.observe(id, fact);
    expect(await open()).toEqual([200, code]);
    expect(await say()).toEqual([200, code]);
  });

  test('says that the time is over, and nothing of a link that somebody may still want', async () => {
    const { desk, token } = await asked();
    await desk.pass(15 * DAY);
    const { status, text } = await desk.request('GET /d/{token}', { params: { token } });
    expect([status, codeOf(text)]).toEqual([410, 'link_expired']);
    expect(text).not.toContain('still want the link');
  });

  test('changes nothing by being opened, in either language', async () => {
    const { desk, open } = await asked();
    const before = desk.snapshot();
    await open();
    await open('zh-CN');
    expect(desk.snapshot()).toBe(before);
  });
});
