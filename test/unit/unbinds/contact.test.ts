import { describe, expect, test } from 'vitest';
import { readContact } from '../../../functions/links/contact.ts';
import { contactOfUnbind } from '../../../functions/unbinds/contact.ts';
import { linkDesk } from '../../support/link-desk.ts';

const unbind = 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a';
const given = { email: 'finance@lantern-logistics.example', language: 'zh-CN' } as const;

describe('whom an unbind writes to at the customer', () => {
  test.each([
    ['whoever was named when it was submitted', given, given],
    [
      'else whoever answered when the link was asked for',
      undefined,
      { email: 'it@lantern-logistics.example', name: 'Mei Tan', language: 'en' },
    ],
  ])('is %s', async (_who, named, written) => {
    const desk = await linkDesk();
    const requestId = (await desk.ask()) as `lreq_${string}`;
    await desk.tables.transact(await contactOfUnbind(desk.tables, { org: desk.org, requestId }, unbind, named));
    expect(await readContact(desk.tables, desk.org, unbind)).toEqual({
      ...written,
      org: desk.org,
      subject: unbind,
      generation: 1,
    });
  });

  test('is nobody where nobody is known', async () => {
    const desk = await linkDesk();
    expect(await contactOfUnbind(desk.tables, { org: desk.org }, unbind)).toEqual([]);
  });
});
