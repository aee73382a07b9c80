import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, test, vi } from 'vitest';
import { readStored } from '../../../functions/kernel/stored.ts';
import { contactIntent } from '../../../functions/links/contact.ts';
import { createNoticeWork } from '../../../functions/notices/notice-work.ts';
import { noticeEvents } from '../../../functions/notices/routes.ts';
import type { MailDeps } from '../../../functions/notices/send-mail.ts';
import { eventOf } from '../../../functions/platform/relay.ts';
import { timelineEntryShape } from '../../../functions/timeline/index.ts';
import { verifyDesk } from '../../support/verify-desk.ts';

/** A link whose first bill is not made yet, and the queue of notices. */
const setup = async (language: 'en' | 'zh-CN' = 'en', known = true) => {
  const desk = await verifyDesk();
  desk.proves('billing', 'nothing_yet');
  const requestId = desk.deps.newId('linkRequest');
  const id = await desk.effective({ requestId });
  const contact = {
    org: desk.org,
    subject: requestId,
    email: 'it@lantern-logistics.example',
    name: 'Mei Tan',
    language,
  };
  if (known) await desk.tables.transact([contactIntent(contact)]);
  const send = vi.fn<MailDeps['send']>(async () => 'mail-1');
  const logger = new Logger({ logLevel: 'SILENT' });
  const work = createNoticeWork({
    ...desk.deps,
    logger,
    send,
    deskUrl: 'https://desk.example',
    newToken: () => 'none',
  });
  const entry = desk.entries(id).find(({ type }) => type === 'link.billing_delayed');
  if (!entry) throw new Error('the link tells of no delay');
  const event = eventOf(readStored(timelineEntryShape, entry));
  const deliver = () => work({ 'detail-type': event.type, detail: event });
  return { desk, id, send, event, deliver };
};

describe('R133: the provider’s delay of billing', () => {
  test('is told to the customer once, with its date, whatever the bus repeats', async () => {
    const { desk, id, send, event, deliver } = await setup();
    expect(noticeEvents).toContain(event.type);
    await deliver();
    await Promise.all([deliver(), deliver()]);
    expect(send).toHaveBeenCalledTimes(1);
    const [letter] = send.mock.calls[0] ?? [];
    expect(letter).toMatchObject({
      to: 'it@lantern-logistics.example',
      subject: 'Tencent Cloud shows the bill of your account from 2026-12-04 17:00 (UTC) on',
    });
    expect(letter?.text).toContain('Hello Mei Tan');
    expect(`${letter?.subject}${letter?.text}`).not.toMatch(/\{\w+\}/);
    expect(desk.told(id)).toEqual(['link.activated', 'link.billing_delayed', 'mail.sent']);
    expect(JSON.stringify(desk.entries(id))).not.toMatch(/lantern-logistics|Mei Tan/);
  });

  test('is told in the customer’s language', async () => {
    const { send, deliver } = await setup('zh-CN');
    await deliver();
    expect(send.mock.calls[0]?.[0].subject).toBe('腾讯云将于 2026-12-04 17:00（UTC）起显示您账号的账单');
  });

  test('is told to nobody where no contact is known', async () => {
    const { send, deliver } = await setup('en', false);
    await deliver();
    expect(send).not.toHaveBeenCalled();
  });

  test('is not told any more when the bill has come meanwhile', async () => {
    const { desk, id, send, deliver } = await setup();
    desk.proves('billing');
    await desk.request('POST /v1/links/{linkId}/verification', id, { json: {} });
    await desk.pass(60);
    expect(desk.link(id).verified).toBe('effective');
    await deliver();
    expect(send).not.toHaveBeenCalled();
  });

  test('stays claimed when the mail broke, and never goes again by itself', async () => {
    const { desk, send, deliver } = await setup();
    send.mockRejectedValueOnce(new Error('connection lost'));
    await expect(deliver()).rejects.toThrow('connection lost');
    await deliver();
    expect(send).toHaveBeenCalledTimes(1);
    expect(desk.tables.items('desk').find(({ sk }) => sk === 'MAIL#billing_delay')).toMatchObject({
      status: 'claimed',
    });
  });
});
