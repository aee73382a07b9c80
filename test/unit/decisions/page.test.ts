import { describe, expect, test } from 'vitest';
import { DAY, linkDesk } from '../../support/link-desk.ts';

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
    expect(text).not.toMatch(/https?:|\/\/[a-z]|<script|style=|onload/i);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['Referrer-Policy']).toBe('no-referrer');
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
      expect([status, text]).toEqual([404, expect.stringContaining('leads nowhere')]);
    },
  );

  test('brings its stylesheet from the desk itself', async () => {
    const { desk, open } = await setup();
    expect((await open()).text).toContain('href="desk.css"');
    const { status, headers } = await desk.request('GET /d/desk.css');
    expect([status, headers['content-type']]).toEqual([200, 'text/css']);
  });
});

describe('answering', () => {
  test('yes with the right identifier is recorded, thanked for, and told on the timeline without it', async () => {
    const { desk, id, yes, open } = await setup();
    const { status, text } = await yes(` ${right} `);
    expect([status, text]).toEqual([200, expect.stringContaining('Your yes is recorded')]);
    const entry = desk.lastTold(id);
    expect(entry).toMatchObject({
      type: 'decision.recorded',
      actor: { kind: 'customer' },
      data: { verdict: 'confirmed' },
    });
    expect(JSON.stringify(entry)).not.toContain(right);
    expect((await open()).status).toBe(410);
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
    expect((await open()).text).toContain('This page is locked');
    expect((await no()).status).toBe(200);
    await desk.settle();
    expect(desk.record(id)).toMatchObject({ status: 'rejected', reason: 'the customer said no' });
  });

  test('after the time is over is too late, also before anybody has noted that', async () => {
    const { desk, yes, no, open } = await setup();
    desk.time.now += 14 * DAY * 1000;
    const before = desk.snapshot();
    expect([(await yes(right)).status, (await no()).status, (await open()).status]).toEqual([410, 410, 410]);
    expect((await yes(wrong)).status).toBe(410);
    expect(desk.snapshot()).toBe(before);
  });

  test('a second time changes nothing', async () => {
    const { desk, yes, no } = await setup();
    await no();
    const before = desk.snapshot();
    expect([(await yes(right)).status, (await no()).status]).toEqual([410, 410]);
    expect(desk.snapshot()).toBe(before);
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
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 410)).toHaveLength(49);
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
