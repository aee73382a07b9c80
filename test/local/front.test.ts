import { createServer, type IncomingMessage, request } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveFront } from '../../local/front/front.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  body: string;
}

const mail = {
  MessageId: 'm1',
  To: ['it@customer.example'],
  Subject: 'Link <your> account',
  BodyText: 'Say yes here:\n\nhttp://127.0.0.1:1/d/token-1\n\n& goodbye <script>',
  Timestamp: 1_795_000_000,
};

/** The local address in front of an engine that notes what it is asked and answers 201. */
async function setup() {
  const seen: Seen[] = [];
  const engine = createServer((asked, answer) => {
    if (asked.url === '/_ministack/ses/messages') {
      const older = { ...mail, MessageId: 'm0', Subject: 'An older one', Timestamp: mail.Timestamp - 60 };
      answer.end(JSON.stringify({ messages: { '000000000000': [older, mail] } }));
      return;
    }
    void textOf(asked).then((body) => {
      const { method, url, headers } = asked;
      seen.push({ method, url, authorization: headers.authorization, body });
      answer.writeHead(201, { location: '/v1/things/1' }).end('{"made":true}');
    });
  });
  const engineUrl = await new Promise<string>((resolve) => {
    engine.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(engine.address() as { port: number }).port}`));
  });
  const front = await serveFront({ port: 0, engineUrl });
  onTestFinished(async () => {
    await front.close();
    engine.closeAllConnections();
    engine.close();
  });
  return { front, seen };
}

describe('the address of the local desk', () => {
  it('is the API: method, path, query, token and body go through, and the answer comes back', async () => {
    const { front, seen } = await setup();
    const answer = await fetch(`${front.url}/v1/things?limit=2`, {
      method: 'POST',
      headers: { authorization: 'Bearer token' },
      body: '{"a":1}',
    });
    expect([answer.status, answer.headers.get('location'), await answer.json()]).toEqual([
      201,
      '/v1/things/1',
      { made: true },
    ]);
    const url = '/_aws/execute-api/desk/$default/v1/things?limit=2';
    expect(seen).toEqual([{ method: 'POST', url, authorization: 'Bearer token', body: '{"a":1}' }]);
  });

  it('shows the mail, newest first, with links to click and nothing that runs', async () => {
    const { front } = await setup();
    const answer = await fetch(`${front.url}/inbox`);
    const page = await answer.text();
    expect(page).toContain('<a href="http://127.0.0.1:1/d/token-1">http://127.0.0.1:1/d/token-1</a>');
    expect(page).toContain('Link &lt;your&gt; account');
    expect(page).toContain('&amp; goodbye &lt;script&gt;');
    expect(page.indexOf('your')).toBeLessThan(page.indexOf('An older one'));
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  });

  it('answers to its own name only, so that a page elsewhere can not read the one-time links', async () => {
    const { front, seen } = await setup();
    const status = await new Promise((resolve, reject) => {
      request(`${front.url}/inbox`, { headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect([status, seen]).toEqual([421, []]);
  });

  it('says how to start the local cloud when that does not answer', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const front = await serveFront({ port: 0, engineUrl: 'http://127.0.0.1:1' });
    onTestFinished(async () => {
      log.mockRestore();
      await front.close();
    });
    const answer = await fetch(`${front.url}/v1/links`);
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('npm start')]);
  });
});

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of message) text += String(chunk);
  return text;
}
