import { createHash } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, test, vi } from 'vitest';
import { askCustomer } from '../../../functions/notices/ask-customer.ts';
import { createNoticeWork } from '../../../functions/notices/notice-work.ts';
import type { MailDeps } from '../../../functions/notices/send-mail.ts';
import { linkDesk } from '../../support/link-desk.ts';

/** A request whose customer has to be asked, before any mail has gone. */
const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.machine.run(desk.machine.start(`${id}-1`, { org: desk.org, requestId: id }));
  const lines: unknown[] = [];
  const logger = new Logger({ logLevel: 'DEBUG' });
  vi.spyOn(logger, 'info').mockImplementation((...line) => void lines.push(line));
  const send = vi.fn<MailDeps['send']>(async () => 'mail-1');
  let tokens = 0;
  const newToken = () => {
    tokens += 1;
    return `secret-${tokens}`.padEnd(43, 'x');
  };
  const deps = { ...desk.deps, logger, deskUrl: 'https://desk.example', newToken, send };
  const ref = { org: desk.org, subject: id, kind: 'customer', round: 1 } as const;
  const mail = () => desk.tables.items('desk').find(({ sk }) => sk.startsWith('MAIL#'));
  return { desk, id, deps, ref, send, lines, mail };
};

describe('the mail that asks a customer', () => {
  test('goes once, although it is asked for twice, one after the other or at once', async () => {
    const { deps, ref, send, mail } = await setup();
    const asked = await Promise.all([askCustomer(deps, ref), askCustomer(deps, ref)]);
    expect([...asked, await askCustomer(deps, ref)].filter((done) => done === 'sent')).toHaveLength(1);
    expect(send).toHaveBeenCalledTimes(1);
    expect(mail()).toMatchObject({ status: 'sent', providerId: 'mail-1' });
  });

  test('stays claimed when its sending broke, and never goes again by itself', async () => {
    const { deps, ref, send, mail } = await setup();
    send.mockRejectedValueOnce(new Error('connection lost'));
    await expect(askCustomer(deps, ref)).rejects.toThrow('connection lost');
    expect(mail()).toMatchObject({ status: 'claimed' });
    expect(mail()).not.toHaveProperty('sentAt');
    expect(await askCustomer(deps, ref)).toBe('not_needed');
    expect(send).toHaveBeenCalledTimes(1);
  });

  test('leads to the page by a token that stands in the mail only; the table has its hash', async () => {
    const { desk, deps, ref, send } = await setup();
    await askCustomer(deps, ref);
    const text = send.mock.calls[0]?.[0].text ?? '';
    const token = /\/d\/(\S+)/.exec(text)?.[1] ?? '';
    expect(token).toMatch(/^secret-1x+$/);
    expect(desk.snapshot()).not.toContain(token);
    const hash = createHash('sha256').update(token).digest('hex');
    expect(desk.tables.items('private', `TOKEN#${hash}`)).toMatchObject([{ subject: ref.subject, kind: 'customer' }]);
    expect((await desk.request('GET /d/{token}', { params: { token } })).status).toBe(200);
  });

  test('leaves nothing personal on the timeline, in the desk table or in a log', async () => {
    const { desk, id, deps, ref, lines } = await setup();
    const work = createNoticeWork(deps);
    const detail = { org: ref.org, subject: id, data: { waitingOn: { kind: 'customer', round: 1 } } };
    await work({ 'detail-type': 'link_request.awaiting_customer.v1', detail });
    expect(lines).toHaveLength(1);
    const seen = JSON.stringify([lines, desk.tables.items('desk'), desk.tables.items('timeline')]);
    expect(seen).not.toMatch(/lantern-logistics|Mei Tan|secret-/);
    expect(desk.lastTold(id)).toMatchObject({ type: 'mail.sent', data: { mail: 'customer_question#1' } });
  });

  test.each(['answered', 'withdrawn'])('does not go when the question was %s meanwhile', async (what) => {
    const { desk, id, deps, ref, send } = await setup();
    if (what === 'withdrawn') await desk.cancel(id);
    else await desk.pass(14 * 86_400);
    send.mockClear();
    expect(await askCustomer(deps, ref)).toBe('not_needed');
    expect(send).not.toHaveBeenCalled();
  });

  test('does not go when the person has been erased', async () => {
    const { desk, deps, ref, send } = await setup();
    const contact = desk.tables.items('private').find(({ sk }) => sk === 'CONTACT');
    if (!contact) throw new Error('no contact');
    await desk.tables.transact([{ op: 'delete', table: 'private', key: contact, expect: [], refusal: 'exists' }]);
    expect(await askCustomer(deps, ref)).toBe('not_needed');
    expect(send).not.toHaveBeenCalled();
  });
});
