import { describe, expect, test } from 'vitest';
import { type Filled, notLinkedPage, viewPage, viewThanksPage } from '../../../functions/decisions/page/view-page.ts';
import { viewTexts } from '../../../functions/decisions/page/view-texts.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import { linkShape } from '../../../functions/links/link.ts';
import { DAY, linkDesk } from '../../support/link-desk.ts';
import { codeOf, expectWellMade } from './page-structure.ts';

const account = '200098765432';
const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  const token = desk.letters[0]?.token ?? '';
  const params = { token };
  const link = () => readStored(linkShape, desk.item(desk.record(id).linkId ?? ''));
  return {
    desk,
    id,
    token,
    link,
    open: () => desk.request('GET /d/{token}/view', { params }),
    say: (form: Record<string, string>) => desk.request('POST /d/{token}/view', { params, form }),
    linked: async () => {
      await desk.sayYes();
      await desk.settle();
      desk.provider.apply(account);
      await desk.pass(DAY / 2);
    },
  };
};
const fine = { seesReseller: 'yes', canSignIn: 'yes', note: 'all well' };

describe('R047: once the account is linked, the customer', () => {
  test('is asked on a page of its own, to which the page of its question leads', async () => {
    const { desk, token, open, linked } = await setup();
    await linked();
    const { text } = await desk.request('GET /d/{token}', { params: { token } });
    expect([codeOf(text), text]).toEqual(['linked', expect.stringContaining(`href="${token}/view?lang=`)]);
    const before = desk.snapshot();
    const page = await open();
    expect([page.status, codeOf(page.text)]).toEqual([200, 'view_asked']);
    expect(page.text).toContain('Do you see Tamarisk Cloud Services Pte. Ltd. as your reseller?');
    expect(desk.snapshot()).toBe(before);
  });

  test('answers, which is kept on the link with its date, and told on the timeline without the note', async () => {
    const { desk, say, open, link, linked } = await setup();
    await linked();
    const answer = await say(fine);
    expect([answer.status, codeOf(answer.text)]).toEqual([200, 'view_recorded']);
    expect(link().customerView).toEqual({
      seesReseller: 'yes',
      canSignIn: true,
      note: 'all well',
      at: desk.now(),
      by: 'customer',
    });
    const entry = desk.lastTold(link().id);
    expect(entry).toMatchObject({
      type: 'link.customer_view',
      actor: { kind: 'customer' },
      data: { seesReseller: 'yes', canSignIn: true, saidAt: desk.now() },
    });
    expect(JSON.stringify(entry)).not.toContain('all well');
    expect(codeOf((await open()).text)).toBe('view_recorded');
  });

  test.each([
    [{ seesReseller: 'no', canSignIn: 'yes' }, 'fail'],
    [{ seesReseller: 'yes', canSignIn: 'no' }, 'fail'],
    [{ seesReseller: 'unsure', canSignIn: 'yes' }, 'unknown'],
    [fine, 'pass'],
  ])('by %j shows to the operators as %s, as if one of them had written it down', async (form, status) => {
    const { desk, say, link, linked } = await setup();
    await linked();
    await say(form);
    const { json } = await desk.request('GET /v1/links/{linkId}/verification', { params: { linkId: link().id } });
    expect(json.verification.customerView).toMatchObject({ status, by: 'customer' });
  });

  test('answers once: alike again is thanked for, otherwise it is used up', async () => {
    const { desk, say, linked } = await setup();
    await linked();
    await say(fine);
    const before = desk.snapshot();
    expect((await say(fine)).status).toBe(200);
    const other = await say({ ...fine, seesReseller: 'no' });
    expect([other.status, codeOf(other.text)]).toEqual([410, 'link_used']);
    expect(desk.snapshot()).toBe(before);
  });

  test('fifty times at once is recorded once', async () => {
    const { desk, say, link, linked } = await setup();
    await linked();
    const all = await Promise.all(Array.from({ length: 50 }, () => say(fine)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(desk.told(link().id).filter((type) => type === 'link.customer_view')).toHaveLength(1);
  });

  test.each([{}, { seesReseller: 'yes' }, { canSignIn: 'no' }])(
    'leaving out an answer (%j) is asked again',
    async (form) => {
      const { desk, say, linked } = await setup();
      await linked();
      const before = desk.snapshot();
      const { status, text } = await say({ ...form, note: 'kept' });
      expect([status, codeOf(text)]).toEqual([422, 'answer_incomplete']);
      expect(text).toContain('value="kept"');
      expect(text.match(/ checked/g)?.length ?? 0).toBe(Object.keys(form).length);
      expect(desk.snapshot()).toBe(before);
    },
  );

  test('is not asked before, nor after a no', async () => {
    const { desk, open, say } = await setup();
    expect([(await open()).status, codeOf((await open()).text)]).toEqual([410, 'not_linked']);
    await desk.sayYes();
    expect(codeOf((await say(fine)).text)).toBe('not_linked');
    const other = await setup();
    await other.desk.answer({ verdict: 'rejected', reason: '' });
    expect(codeOf((await other.open()).text)).toBe('not_linked');
  });

  test('with a token that we never made, or of an earlier contact, is told so', async () => {
    const { desk, id, token } = await setup();
    const params = { token: 'x'.repeat(43) };
    expect((await desk.request('GET /d/{token}/view', { params })).status).toBe(404);
    expect((await desk.request('POST /d/{token}/view', { params, form: fine })).status).toBe(404);
    const json = { email: 'cfo@lantern-logistics.example', language: 'en' };
    await desk.request('PUT /v1/link-requests/{requestId}/contact', { params: { requestId: id }, json });
    const { text } = await desk.request('POST /d/{token}/view', { params: { token }, form: fine });
    expect(codeOf(text)).toBe('link_superseded');
  });
});

describe.each(['en', 'zh-CN'] as const)('the pages about what the customer sees, in %s', (language) => {
  const viewer = { language, token: 'x'.repeat(43), phrase: 'acorn river tulip' };
  const question = {
    asks: 'Tamarisk Cloud Services Pte. Ltd.',
    site: 'tencent-intl',
    partnerId: '200031884999',
    customerName: 'Lantern Logistics Pte. Ltd.',
  };

  test.each([
    ['asked', undefined],
    ['without the first answer', { canSignIn: false, note: '' }],
    ['without the second answer', { seesReseller: 'unsure', note: '"x"' }],
  ] as const)('are well made: %s', (_which, filled: Filled | undefined) => {
    const page = viewPage(viewer, question, filled);
    expectWellMade(page, language);
    expect(page.match(/<fieldset/g)).toHaveLength(2);
    expect(page.match(/<legend/g)).toHaveLength(2);
  });

  test('are well made: thanks, and not linked', () => {
    const pages = [viewThanksPage(viewer, question), notLinkedPage(viewer, question)];
    for (const page of pages) expectWellMade(page, language);
    expect(pages.map(codeOf)).toEqual(['view_recorded', 'not_linked']);
  });

  test('are in this language', () => {
    for (const text of Object.values(viewTexts)) expect(/\p{Script=Han}/u.test(text[language])).toBe(language !== 'en');
  });
});
