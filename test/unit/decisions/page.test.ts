import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { agreedTo, consentText } from '../../../functions/decisions/consent-text.ts';
import { decisionShape } from '../../../functions/decisions/decision.ts';
import { phraseOf } from '../../../functions/decisions/phrase.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import { DAY, linkDesk } from '../../support/link-desk.ts';
import { codeOf } from './page-structure.ts';

/** The page that a customer's mail leads to. */
const show = 'GET /d/{token}';
const right = '200098765432';
const wrong = '200011112222';

const setup = async (name = 'Lantern Logistics Pte. Ltd.', language = 'en') => {
  const desk = await linkDesk();
  const customer = { ...desk.wish.customer, name };
  const contact = { ...desk.wish.contact, language };
  const { json } = await desk.request('POST /v1/link-requests', { json: { ...desk.wish, customer, contact } });
  await desk.settle();
  const token = desk.letters[0]?.token ?? '';
  const open = (language = 'en') => desk.request(show, { params: { token }, headers: { 'accept-language': language } });
  const yes = (accountId: string) => desk.answer({ verdict: 'confirmed', accountId });
  const no = () => desk.answer({ verdict: 'rejected', reason: '' });
  return { desk, id: String(json.linkRequest.id), token, open, yes, no };
};

describe('opening the page', () => {
  test('changes nothing, however often it is opened', async () => {
    const { desk, open } = await setup();
    const before = desk.snapshot();
    for (let again = 0; again < 3; again += 1) expect((await open()).status).toBe(200);
    expect(desk.snapshot()).toBe(before);
    expect(desk.tables.calls.slice(-2).map(({ op }) => op)).toEqual(['get', 'get']);
  });

  test('shows who asks, for whom, until when, and never the identifier that has to be typed', async () => {
    const { open } = await setup();
    const { text } = await open();
    expect(text).toContain('Tamarisk Cloud Services Pte. Ltd.');
    expect(text).toContain('Lantern Logistics Pte. Ltd.');
    expect(text).toContain('2026-11-16 01:30');
    expect(text).not.toContain(right);
    expect(text).not.toMatch(/\{\w+\}|\.\.(?!\.)/);
    expect(text).toContain('Linking costs you nothing');
  });

  test.each([
    ['en', 'en', 'What changes'],
    ['zh-TW,zh;q=0.9,en;q=0.5', 'zh-CN', '会发生哪些变化'],
    ['fr-FR', 'en', 'What changes'],
  ])('in a browser that prefers %s it is in %s', async (header, language, heading) => {
    const { open } = await setup();
    const { text } = await open(header);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(heading);
  });

  test.each(['en', 'zh'])('loads nothing from elsewhere and runs nothing (%s)', async (language) => {
    const { open } = await setup();
    const { text, headers } = await open(language);
    expect(text).not.toMatch(/(?:href|src|action)="(?:https?:|\/\/)|<script|style=|onload|http-equiv/i);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['Referrer-Policy']).toBe('no-referrer');
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
  });

  test('shows a company’s name as text, whatever it is', async () => {
    const { open } = await setup('</title><script>alert("{asks}")</script> & Söhne');
    const { text } = await open();
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;/title&gt;&lt;script&gt;alert(&quot;{asks}&quot;)&lt;/script&gt; &amp; Söhne');
  });

  test.each(['x'.repeat(43), 'short', '', `${'x'.repeat(42)}/`, 'ORG#'])(
    'with the token %j leads nowhere',
    async (token) => {
      const { desk } = await setup();
      const { status, text } = await desk.request(show, { params: { token } });
      expect([status, text]).toEqual([404, expect.stringContaining('data-code="link_unknown"')]);
    },
  );

  test('brings its stylesheet from the desk itself, under an address that changes with it', async () => {
    const { desk, open } = await setup();
    const [, hash] = /href="\/d\/desk\.css\?v=([0-9a-f]{12})"/.exec((await open()).text) ?? [];
    const { status, headers, text } = await desk.request('GET /d/desk.css');
    expect([status, headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(createHash('sha256').update(text).digest('hex').slice(0, 12)).toBe(hash);
    expect(text).not.toMatch(/url\(|@import/);
  });

  test.each([
    ['en', 'zh', 'en'],
    ['zh-CN', 'en', 'zh-CN'],
    ['fr', 'zh', 'zh-CN'],
    ['<script>', 'en', 'en'],
  ])(
    'with ?lang=%s in a browser that prefers %s it is in %s, and offers the other language',
    async (lang, header, is) => {
      const { desk, token } = await setup();
      const headers = { 'accept-language': header };
      const { status, text } = await desk.request(show, { params: { token }, query: { lang, utm: 'mail' }, headers });
      expect(status).toBe(200);
      expect(text).toContain(`<html lang="${is}">`);
      expect(text).toContain(`href="?lang=${is === 'en' ? 'zh-CN' : 'en'}"`);
      expect(text.match(/name="lang" value="([^"]+)"/)?.[1]).toBe(is);
    },
  );

  test('shows the words of its mail, in whatever language it is read', async () => {
    const { desk, token, open } = await setup();
    const phrase = phraseOf(token, 'en');
    expect((await open()).text).toContain(phrase);
    expect((await open('zh')).text).toContain(phrase);
    await desk.answer({ verdict: 'rejected', reason: '' });
    expect((await open('zh')).text).toContain(phrase);
  });

  test('costs two reads; a mail scanner that follows every link of it writes nothing', async () => {
    const { desk, token, open } = await setup();
    desk.tables.calls.splice(0);
    const { text } = await open();
    expect(desk.tables.calls.map(({ op }) => op)).toEqual(['get', 'get']);
    for (const [, query] of text.matchAll(/href="\?lang=([\w-]+)"/g))
      await desk.request(show, { params: { token }, query: { lang: query ?? '' } });
    expect(desk.tables.calls.some(({ op }) => op === 'transact')).toBe(false);
  });
});

describe('answering', () => {
  test('yes with the right identifier is recorded, thanked for, and told on the timeline without it', async () => {
    const { desk, id, yes, open } = await setup();
    const { status, text } = await yes(` ${right} `);
    expect([status, codeOf(text)]).toEqual([200, 'in_preparation']);
    expect(text).toContain('Your yes is recorded');
    const entry = desk.lastTold(id);
    expect(entry).toMatchObject({
      type: 'decision.recorded',
      actor: { kind: 'customer' },
      data: { verdict: 'confirmed' },
    });
    expect(JSON.stringify(entry)).not.toContain(right);
    expect(codeOf((await open()).text)).toBe('in_preparation');
  });

  test('yes with a wrong identifier is counted, and says how many tries are left', async () => {
    const { desk, id, yes } = await setup();
    const { status, text } = await yes(wrong);
    expect([status, text]).toEqual([422, expect.stringContaining('Attempts left: 4')]);
    expect(desk.lastTold(id)).toMatchObject({ type: 'decision.wrong_identifier', data: { left: 4 } });
    expect(JSON.stringify(desk.lastTold(id))).not.toContain(wrong);
    expect((await yes(right)).status).toBe(200);
  });

  test('five times wrong locks the page for a yes, and a no is still taken', async () => {
    const { desk, id, yes, no, open } = await setup();
    const answers = [await yes(wrong), await yes(wrong), await yes(wrong), await yes(wrong), await yes(wrong)];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 429]);
    expect((await yes(right)).status).toBe(429);
    expect(codeOf((await open()).text)).toBe('identifier_locked');
    expect((await no()).status).toBe(200);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'rejected', reason: 'the customer said no' });
  });

  test('after the time is over is too late, also before anybody has noted that', async () => {
    const { desk, yes, no, open } = await setup();
    desk.time.now += 14 * DAY * 1000;
    const before = desk.snapshot();
    expect([(await yes(right)).status, (await no()).status, (await open()).status]).toEqual([410, 410, 410]);
    expect(codeOf((await yes(wrong)).text)).toBe('link_expired');
    expect(desk.snapshot()).toBe(before);
  });

  test('R031: a second time alike is answered alike, otherwise as used up; both change nothing', async () => {
    const { desk, yes, no, open } = await setup();
    await no();
    const before = desk.snapshot();
    const [again, other] = [await no(), await yes(right)];
    expect([again.status, codeOf(again.text)]).toEqual([200, 'no_recorded']);
    expect([other.status, codeOf(other.text)]).toEqual([410, 'link_used']);
    expect(codeOf((await open()).text)).toBe('no_recorded');
    expect(desk.snapshot()).toBe(before);
  });

  test('yes costs four reads and one transaction', async () => {
    const { desk, yes } = await setup();
    desk.tables.calls.splice(0);
    expect((await yes(right)).status).toBe(200);
    expect(desk.tables.calls.map(({ op }) => op).toSorted()).toEqual(['get', 'get', 'get', 'get', 'transact']);
  });

  test('yes says to which text, in which language, and keeps its hash with the decision and on the timeline', async () => {
    const { desk, id, token, open } = await setup();
    const { text } = await open('zh');
    const fields = Object.fromEntries(
      [...text.matchAll(/name="(lang|agreed)" value="([^"]+)"/g)].map(([, k, v]) => [k, v]),
    );
    await desk.request('POST /d/{token}', {
      params: { token },
      form: { verdict: 'confirmed', accountId: right, ...fields },
    });
    const decision = desk.tables.items('desk').find(({ sk }) => sk === 'DECISION#customer#0001');
    const { question, agreed } = readStored(decisionShape, decision ?? {});
    if (!question) throw new Error('no question');
    expect(agreed).toEqual(agreedTo(consentText(question, 'zh-CN')));
    expect(agreed?.sha256).toBe(fields['agreed']);
    expect(desk.lastTold(id)).toMatchObject({ type: 'decision.recorded', data: { agreed } });
    for (const line of consentText(question, 'zh-CN').lines) expect(text).toContain(line);
  });

  test.each([
    ['none', ''],
    ['another one', 'f'.repeat(64)],
  ])('yes to %s of the texts shows the page anew and records nothing', async (_which, agreed) => {
    const { desk } = await setup();
    const before = desk.snapshot();
    const { status, text } = await desk.answer({ verdict: 'confirmed', accountId: right, agreed });
    expect([status, codeOf(text)]).toEqual([409, 'text_changed']);
    expect(text).toContain('role="alert"');
    expect(text).toContain(`value="${right}"`);
    expect(desk.snapshot()).toBe(before);
  });

  test('keeps the language of the page that was answered', async () => {
    const { desk } = await setup();
    const { text } = await desk.answer({ verdict: 'rejected', reason: '', lang: 'zh-CN' });
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain('您的拒绝已记录');
  });

  test('wrongly shows what was typed as text, with a summary that leads to the field', async () => {
    const { yes } = await setup();
    const { text } = await yes('"><b>1');
    expect(text).toContain('value="&quot;&gt;&lt;b&gt;1"');
    expect(text).toMatch(/role="alert".*href="#accountId".*aria-invalid="true"/s);
    expect(text).toContain('<title>Not recorded yet: ');
  });

  test.each([{ verdict: 'maybe' }, {}, { verdict: 'confirmed', accountId: right, extra: '1' }])(
    'with %j is refused',
    async (form) => {
      const { desk } = await setup();
      const before = desk.snapshot();
      expect((await desk.answer(form as Record<string, string>)).status).toBe(400);
      expect(desk.snapshot()).toBe(before);
    },
  );

  test('with an unknown token leads nowhere', async () => {
    const { desk } = await setup();
    expect((await desk.answer({ verdict: 'rejected' }, 'x'.repeat(43))).status).toBe(404);
  });

  test('fifty times at once is recorded once', async () => {
    const { desk, id, yes, no } = await setup();
    const all = await Promise.all(Array.from({ length: 50 }, (_, at) => (at % 2 ? yes(right) : no())));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(25);
    expect(all.filter(({ status }) => status === 410)).toHaveLength(25);
    expect(desk.told(id).filter((type) => type === 'decision.recorded')).toHaveLength(1);
  });

  test('with the right identifier behind fifty wrong ones at once is too late: parallel guesses are counted, too', async () => {
    const { desk, id, yes } = await setup();
    const guesses = Array.from({ length: 50 }, (_, guess) => yes(String(200_000_000_000 + guess)));
    const answers = await Promise.all([...guesses, yes(right)]);
    expect(answers.at(-1)?.status).toBe(429);
    expect(desk.told(id)).not.toContain('decision.recorded');
  });

  test('wrongly fifty times at once is counted five times', async () => {
    const { desk, id, yes } = await setup();
    const all = await Promise.all(Array.from({ length: 50 }, () => yes(wrong)));
    expect(all.filter(({ status }) => status === 422)).toHaveLength(4);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(46);
    expect(desk.told(id).filter((type) => type === 'decision.wrong_identifier')).toHaveLength(5);
  });
});

test('the mail is in the language that was asked for, with the one link', async () => {
  const { desk } = await setup('灯笼物流', 'zh-CN');
  const [letter] = desk.letters;
  expect(letter?.text).toContain('灯笼物流');
  expect(letter?.text).toContain(`https://desk.example/d/${letter?.token}`);
  expect(letter?.text).not.toMatch(/\{\w+\}/);
});
