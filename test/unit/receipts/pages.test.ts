import { compactVerify, createLocalJWKSet } from 'jose';
import { describe, expect, test } from 'vitest';
import { receiptsOf } from '../../../functions/receipts/receipt.ts';
import { linkDesk } from '../../support/link-desk.ts';

const own = 'GET /d/{token}/receipt';
const verifying = 'POST /verify';

/** A customer with a name that has to be shown as text, who has been asked. */
const setup = async (name = 'Lantern & <b>Logistics</b> Pte. Ltd.') => {
  const desk = await linkDesk();
  const customer = { ...desk.wish.customer, name };
  const { json } = await desk.request('POST /v1/link-requests', { json: { ...desk.wish, customer } });
  const id = String(json.linkRequest.id);
  await desk.settle();
  const token = desk.letters[0]?.token ?? '';
  const open = (language = 'en', of = token) =>
    desk.request(own, { params: { token: of }, headers: { 'accept-language': language } });
  const issued = async () => {
    await desk.sayYes();
    await desk.settle();
    const [receipt] = await receiptsOf(desk.tables, desk.org, id);
    return receipt?.jws ?? '';
  };
  const verify = (receipt: string, language = 'en') =>
    desk.request(verifying, { form: { receipt }, headers: { 'accept-language': language } });
  return { desk, id, token, open, issued, verify };
};

describe('B10: the customer’s own receipt', () => {
  test.each([
    ['en', 'Receipt of what you agreed to', 'agreed'],
    ['zh-CN', '同意确认回执', '已同意'],
  ])('is a page in %s with what was agreed, and the text that proves it', async (language, title, agreed) => {
    const { issued, open } = await setup();
    const jws = await issued();
    const { status, text, headers } = await open(language);
    expect(status).toBe(200);
    for (const shown of [title, agreed, jws, 'Tamarisk Cloud Services Pte. Ltd.', '200098765432', 'link_consent'])
      expect(text).toContain(shown);
    expect(text).toContain('Lantern &amp; &lt;b&gt;Logistics&lt;/b&gt; Pte. Ltd. for its');
    expect(text).toContain('https://desk.example/verify');
    expect(text).not.toMatch(/\{\w+\}|<script|style=|<b>/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['Referrer-Policy']).toBe('no-referrer');
  });

  test('is said to come in a minute while it is being made, and opening the page makes nothing', async () => {
    const { desk, open } = await setup();
    await desk.sayYes();
    const before = desk.snapshot();
    const { status, text } = await open();
    expect([status, desk.snapshot()]).toEqual([200, before]);
    expect(text).toContain('Your receipt is being made');
  });

  test('is not there before the yes, after a no, for a stranger’s link, or for the link of an earlier contact', async () => {
    const { desk, open, issued, id } = await setup();
    expect((await open()).status).toBe(404);
    expect((await open('en', 'x'.repeat(43))).status).toBe(404);
    const fixed = await desk.request('PUT /v1/link-requests/{requestId}/contact', {
      params: { requestId: id },
      json: { email: 'finance@lantern-logistics.example', language: 'en' },
    });
    expect(fixed.status).toBe(200);
    await desk.settle();
    expect(await issued()).not.toBe('');
    expect((await open()).status).toBe(404);
    expect((await open('en', desk.letters.at(-1)?.token)).status).toBe(200);
    const other = await setup();
    await other.desk.answer({ verdict: 'rejected', reason: '' });
    await other.desk.settle();
    expect((await other.open()).status).toBe(404);
  });
});

describe('B10: verifying a receipt', () => {
  test.each([
    ['en', 'This receipt is genuine', 'Customer'],
    ['zh-CN', '此回执真实有效', '客户'],
  ])('shows in %s what was agreed, all of it from the signed content', async (language, title, label) => {
    const { desk, issued, verify } = await setup();
    const jws = await issued();
    const elsewhere = desk.tables.calls.length;
    const { status, text } = await verify(jws, language);
    expect(status).toBe(200);
    for (const shown of [
      title,
      label,
      'Tamarisk Cloud Services Pte. Ltd.',
      'Lantern &amp; &lt;b&gt;Logistics',
      '200098765432',
    ])
      expect(text).toContain(shown);
    expect(desk.tables.calls.length).toBe(elsewhere);
  });

  test('of which one byte was changed says so, and shows nothing of it', async () => {
    const { issued, verify } = await setup();
    const [header, payload = '', signature] = (await issued()).split('.');
    const forged = Buffer.from(payload, 'base64url').toString().replace('200098765432', '200098765433');
    const { status, text } = await verify(`${header}.${Buffer.from(forged).toString('base64url')}.${signature}`);
    expect(status).toBe(422);
    expect(text).toContain('The signature does not match');
    expect(text).not.toContain('20009876543');
  });

  test.each([
    ['<script>alert(1)</script>', 'malformed'],
    ['', 'malformed'],
    ['a'.repeat(100_000), 'malformed'],
  ])('of something else entirely says so and does not repeat it', async (pasted, code) => {
    const { verify } = await setup();
    const { status, text } = await verify(pasted, 'zh-CN');
    expect(status).toBe(422);
    expect(text).toContain(`data-code="${code}"`);
    expect(text).not.toMatch(/alert\(1\)|aaaa/);
  });

  test('works without us, by the key set that anybody may read and keep', async () => {
    const { desk, issued } = await setup();
    const jws = await issued();
    const { status, json, headers } = await desk.request('GET /.well-known/jwks.json');
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=3600']);
    const opened = await compactVerify(jws, createLocalJWKSet(json), { algorithms: ['ES256'] });
    expect(JSON.parse(new TextDecoder().decode(opened.payload))).toMatchObject({ kind: 'consent' });
    expect(JSON.stringify(json)).not.toContain('"d"');
  });

  test('is a form that works without script, in the language switched to', async () => {
    const { desk } = await setup();
    const { status, text } = await desk.request('GET /verify', { query: { lang: 'zh-CN' } });
    expect(status).toBe(200);
    expect(text).toContain('<form method="post" action="/verify?lang=zh-CN">');
    expect(text).not.toMatch(/<script|https?:/);
  });
});
