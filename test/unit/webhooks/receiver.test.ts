import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { createPost, postTo } from '../../../functions/webhooks/outbound/send.ts';
import type { Reach } from '../../../functions/webhooks/outbound/target.ts';
import { newSigningSecret, signedHeaders } from '../../../functions/webhooks/signature.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import { webhooksDesk } from './webhooks-desk.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server of this machine, and its port. */
async function listening(server: Server): Promise<number> {
  const up = Promise.withResolvers<void>();
  servers.push(server.listen(0, '127.0.0.1', up.resolve));
  await up.promise;
  return (server.address() as AddressInfo).port;
}

const posting = (url: string) => {
  const body = '{"type":"webhook.test.v1"}';
  return {
    url,
    body,
    headers: signedHeaders({ id: 'tle_1', at: new Date().toISOString(), body }, [newSigningSecret()]),
  };
};
const port80 = createPost({ reach: 'public_or_loopback', resolve: async () => ['127.0.0.1'] });

describe('a receiver with the standard’s own library', () => {
  test('B20: verifies what the desk sends, and a replay comes under the same id', async () => {
    const desk = await webhooksDesk({ real: true });
    // The library looks at the time of the message; the desk's clock stands still until it is told.
    desk.time.now = Date.now();
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    const { url, taken, known } = receiver;
    const { id, secret } = await desk.enter({ url });
    const wrong = await desk.bring();
    expect(taken).toMatchObject([{ id: wrong.id, status: 401 }]);
    known.secret = secret;
    const event = await desk.bring();
    const message = { type: event.type, timestamp: event.occurredAt, data: event };
    expect(taken.at(-1)).toEqual({ id: event.id, status: 204, message });
    expect(await desk.log(id)).toMatchObject([
      { eventId: event.id, status: 'delivered', tries: [{ status: 204 }] },
      { eventId: wrong.id, status: 'failed', tries: [{ status: 401 }] },
    ]);
    const [, failed] = await desk.log(id);
    const params = { webhookId: id, deliveryId: failed?.id ?? '' };
    await desk.send('POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/replays', { params });
    await desk.pass(1);
    expect(taken.at(-1)).toMatchObject({ id: wrong.id, status: 204, message: { data: wrong } });
  });
});

describe('a message', () => {
  const serving = (listener: RequestListener) => listening(createServer(listener));

  test('B20: does not follow a redirect', async () => {
    const reached: string[] = [];
    const port = await serving((request, response) => {
      reached.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await port80(posting(`http://127.0.0.1:${port}/hook`))).toEqual({ kind: 'answered', status: 307 });
    expect(reached).toEqual(['/hook']);
  });

  test.each<readonly [string, Reach, string, readonly string[]]>([
    ['a name that leads to this machine', 'public', 'https://hooks.example.com/', ['127.0.0.1']],
    ['a name of which one address is private', 'public', 'https://hooks.example.com/', ['93.184.215.14', '10.1.2.3']],
    ['a private address', 'public', 'https://10.1.2.3/', []],
    ['this machine', 'public', 'http://127.0.0.1:8080/', []],
    [
      'a private address, where this machine is allowed',
      'public_or_loopback',
      'https://hooks.example.com/',
      ['10.1.2.3'],
    ],
    ['another port of a public host', 'public_or_loopback', 'https://hooks.example.com:8443/', ['93.184.215.14']],
  ])('B20: is not sent to %s', async (_what, reach, url, addresses) => {
    const post = createPost({ reach, resolve: async () => addresses });
    expect(await post(posting(url))).toEqual({ kind: 'address_refused' });
  });

  test('B20: is refused when the DNS has changed since the webhook was entered', async () => {
    const desk = await webhooksDesk({ real: true });
    const { id } = await desk.enter({ url: 'https://hooks.tamarisk.example.com/desk' });
    desk.names.set('hooks.tamarisk.example.com', ['169.254.169.254']);
    await desk.bring();
    expect(await desk.log(id)).toMatchObject([{ status: 'failed', tries: [{ outcome: 'address_refused' }] }]);
  });

  test('B20: goes to the address that was checked: the DNS is not asked a second time', async () => {
    const reached: string[] = [];
    const port = await serving((request, response) => {
      reached.push(String(request.headers.host));
      response.end();
    });
    // known to no DNS, so whoever asked again would have no answer
    const url = new URL(`http://changes.invalid:${port}/`);
    const answer = await postTo({ url, address: '127.0.0.1' }, '{}', {}, AbortSignal.timeout(5_000));
    expect(answer).toEqual({ kind: 'answered', status: 200 });
    expect(reached).toEqual([url.host]);
  });

  test('is not sent over a connection whose certificate nobody vouches for', async () => {
    const fixture = (name: string) => readFileSync(new URL(`../../fixtures/webhooks/${name}`, import.meta.url));
    let reached = false;
    const tls = { key: fixture('self-signed.key'), cert: fixture('self-signed.crt') };
    const port = await listening(createTlsServer(tls, () => void (reached = true)) as unknown as Server);
    expect(await port80(posting(`https://127.0.0.1:${port}/`))).toEqual({ kind: 'tls_refused' });
    expect(reached).toBe(false);
  });

  test('waits for an answer no longer than it is given, and for the end of one that has begun no longer either', async () => {
    const silent = await serving(() => undefined);
    const dripping = await serving((_, response) => void response.writeHead(200).write('.'));
    const hasty = createPost({ reach: 'public_or_loopback', resolve: async () => [] }, 200);
    expect(await hasty(posting(`http://127.0.0.1:${silent}/`))).toEqual({ kind: 'timeout' });
    expect(await hasty(posting(`http://127.0.0.1:${dripping}/`))).toEqual({ kind: 'answered', status: 200 });
  });

  test('reads 64 KB of an answer and hangs up, however much there is', async () => {
    const cut = Promise.withResolvers<void>();
    const port = await serving((_, response) => {
      response.writeHead(200).on('close', cut.resolve);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    });
    expect(await port80(posting(`http://127.0.0.1:${port}/`))).toMatchObject({ status: 200 });
    await cut.promise;
  });

  test('says what it is, who sends it and nothing about the sender’s other business', async () => {
    const seen = Promise.withResolvers<Record<string, unknown>>();
    const port = await serving((request, response) => {
      seen.resolve(request.headers);
      response.writeHead(200, { 'set-cookie': 'a=b' }).end();
    });
    await port80(posting(`http://127.0.0.1:${port}/`));
    expect(Object.keys(await seen.promise).toSorted()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ]);
  });

  test('that nobody listens for is unreachable, and so is a name that nobody knows', async () => {
    const port = await listening(createServer());
    servers.splice(0).forEach((server) => server.close());
    expect(await port80(posting(`http://127.0.0.1:${port}/`))).toEqual({ kind: 'unreachable' });
    const unknown = createPost({ reach: 'public', resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await unknown(posting('https://nowhere.example.com/'))).toEqual({ kind: 'unreachable' });
  });
});
