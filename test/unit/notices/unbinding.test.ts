import { describe, expect, test } from 'vitest';
import { DAY } from '../../support/link-desk.ts';
import { codeOf } from '../decisions/page-structure.ts';
import { unbindAsked } from '../unbinds/asked.ts';

describe('R132: one mail for each transition and party', () => {
  test('the customer is asked to confirm, then for a card, and told of the end; nobody twice', async () => {
    const { desk, id, mails } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.settle();
    expect(mails()).toEqual(['unbind_question#confirmation#1']);
    await desk.observe(id, 'submitted');
    await desk.observe(id, 'customer_confirmed');
    await desk.takeUp(id);
    expect(desk.unbind(id).status).toBe('awaiting_card');
    expect(mails()).toEqual(['unbind_question#card#1', 'unbind_question#confirmation#1']);
    await desk.observe(id, 'card_bound');
    await desk.observe(id, 'completed');
    expect(desk.unbind(id).status).toBe('completed');
    expect(mails()).toEqual(['unbind_end#completed#1', 'unbind_question#card#1', 'unbind_question#confirmation#1']);
    expect(desk.letters.map(({ to }) => to)).toEqual(Array.from({ length: 3 }, () => 'it@lantern-logistics.example'));
  });

  test('R098: at the end the customer is told what it means for bills, rights and services', async () => {
    const { desk, id } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.observe(id, 'completed');
    const { text } = desk.letters.at(-1) ?? { text: '' };
    for (const said of [
      'discounts',
      'credit line',
      'agreement',
      'no longer sees its bills',
      'services',
      'may still come late',
    ])
      expect(text).toContain(said);
  });

  test('R098: in Chinese, too, to whoever reads it', async () => {
    const { desk, id } = await unbindAsked({ language: 'zh-CN' });
    await desk.observe(id, 'submitted');
    await desk.observe(id, 'completed');
    expect(desk.letters.map(({ text }) => /您好/.test(text))).toEqual([true, true]);
    expect(desk.letters.at(-1)?.text).toMatch(/折扣.*信用额度/);
  });

  test.each([
    ['cancelled', 'unbind_end#cancelled#1'],
    ['rejected_by_customer', 'unbind_end#rejected_by_customer#1'],
  ] as const)('a customer who was asked is told that it ended as %s', async (status, mail) => {
    const { desk, id, mails } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.settle();
    if (status === 'rejected_by_customer') await desk.observe(id, 'customer_rejected');
    else {
      await desk.make(id, { kind: 'cancelled' });
      await desk.observe(id, 'withdrawn');
    }
    expect(desk.unbind(id).status).toBe(status);
    expect(mails()).toContain(mail);
  });

  test('a customer who was never asked hears nothing of an end that changes nothing', async () => {
    const { desk, id, mails } = await unbindAsked();
    await desk.pass(61 * DAY);
    expect(['expired', 'cancelled']).toContain(desk.unbind(id).status);
    expect(mails()).toEqual([]);
  });

  test('reminders come by the steps of the policy, each with a link that works, and end with the answer', async () => {
    const { desk, id, mails } = await unbindAsked();
    await desk.observe(id, 'submitted');
    const until = desk.unbind(id).waitingOn?.until ?? '';
    await desk.pass((Date.parse(until) - desk.time.now) / 1000 - 2 * DAY);
    expect(mails()).toEqual([
      'unbind_question#confirmation#1',
      'unbind_reminder#confirmation#1#1',
      'unbind_reminder#confirmation#1#2',
    ]);
    const token = desk.letters.at(-1)?.token ?? '';
    const { text } = await desk.request('GET /d/{token}', { params: { token } });
    expect(codeOf(text)).toBe('confirmation_asked');
    await desk.observe(id, 'customer_confirmed');
    await desk.pass(2 * DAY);
    expect(mails().filter((name) => name.startsWith('unbind_reminder#confirmation'))).toHaveLength(2);
  });

  test('a case that is taken up again asks the customer anew, in another round', async () => {
    const { desk, id, mails } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.make(id, { kind: 'cancelled' });
    await desk.observe(id, 'withdrawn');
    expect(desk.unbind(id).status).toBe('cancelled');
    await desk.pass(60);
    await desk.observe(id, 'submitted', { reference: 'UB2' });
    if (desk.unbind(id).status === 'awaiting_withdrawal') await desk.make(id, { kind: 'resumed' });
    expect(desk.unbind(id).status).toBe('awaiting_customer_confirmation');
    expect(mails()).toContain('unbind_question#confirmation#2');
  });

  test.each([
    [0, 'unbind_question#confirmation#1', 'unbind_question#confirmation#1#2'],
    [1, 'unbind_end#completed#1', 'unbind_end#completed#1#2'],
  ])('a mail that came back is sent again by a person, once (%i)', async (place, name, again) => {
    const { desk, id, mails } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.settle();
    if (place === 1) await desk.observe(id, 'completed');
    const bounce = {
      eventType: 'Bounce',
      mail: { messageId: `mail-${place + 1}` },
      bounce: { bounceType: 'Permanent' },
    };
    await desk.work.NOTICES_QUEUE(bounce);
    await desk.pass(2 * 3600);
    const noticeId = [id, ...name.split('#')].join('.');
    const resend = () => desk.request('POST /v1/notices/{noticeId}/resend', { params: { noticeId }, json: {} });
    expect((await resend()).status).toBe(202);
    await desk.settle();
    expect(mails()).toContain(again);
    expect((await resend()).status).toBe(409);
  });

  test('nothing personal stands on the timeline or in the desk table', async () => {
    const { desk, id } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.settle();
    const seen = JSON.stringify([desk.tables.items('desk'), desk.tables.items('timeline')]);
    expect(seen).not.toMatch(/lantern-logistics|Mei Tan|token-1/);
  });
});

describe('R092, R132: members', () => {
  test('the initiator gets a message and a task when the customer has confirmed, once', async () => {
    const { desk, id } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.observe(id, 'customer_confirmed');
    expect(desk.unbind(id).waitingOn).toMatchObject({ for: 'initiator_task', party: 'operator' });
    await desk.pass(2 * 3600);
    const told = desk.memberLetters.filter(({ text }) => text.includes('has confirmed the unbinding'));
    expect(told).toHaveLength(1);
  });

  test('is told of a condition that the provider names, and of the end', async () => {
    const { desk, id } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.observe(id, 'blocked', { condition: 'credit_negative' });
    await desk.pass(2 * 3600);
    expect(desk.memberLetters.at(-1)?.text).toContain('something stands in the way');
    await desk.observe(id, 'customer_rejected');
    await desk.pass(2 * 3600);
    expect(desk.memberLetters.at(-1)?.text).toContain('the unbinding has ended');
  });

  test('who says on the page of the mail that they take care of it is on the timeline of the unbind', async () => {
    const { desk, id } = await unbindAsked();
    await desk.observe(id, 'submitted');
    await desk.observe(id, 'customer_confirmed');
    await desk.pass(2 * 3600);
    const token = desk.memberLetters.at(-1)?.token ?? '';
    await desk.request('POST /n/{token}', { params: { token }, form: {} });
    expect(desk.told(id)).toContain('unbind.taken_in_hand');
  });
});
