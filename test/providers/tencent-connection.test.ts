import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { portAt, ref } from '../support/tencent-port.ts';

const key = async () => ({ keyId: 'AKIDexample1', keySecret: 'secret-of-the-example' });
const request = { email: 'it@example.com', legalName: 'Wrenhollow', registration: null, terms: null };

/** A bare server that keeps the bodies it got and answers them with the given fields. */
async function serve(response: object = {}) {
  const bodies: string[] = [];
  const connections: (string | undefined)[] = [];
  const server: Server = createServer((message, answer) => {
    connections.push(message.headers.connection);
    message.setEncoding('utf8');
    let body = '';
    message.on('data', (chunk: string) => (body += chunk));
    message.on('end', () => {
      bodies.push(body);
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify({ Response: { ...response, RequestId: 'r-1' } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, connections, server, stop };
}

test('nothing is sent where nobody listens, where no such host is, and where no TLS is spoken', async () => {
  const { url, stop, bodies } = await serve();
  const overTls = portAt(url.replace('http:', 'https:'), key);
  expect(await overTls.port.invite(ref, request)).toMatchObject({ error: { kind: 'not_sent' } });
  const nowhere = portAt('http://no-such-host.invalid', key);
  expect(await nowhere.port.invite(ref, request)).toMatchObject({ error: { kind: 'not_sent' } });
  await stop();
  const closed = portAt(url, key);
  expect(await closed.port.invite(ref, request)).toMatchObject({
    error: { kind: 'not_sent', raw: { code: 'ECONNREFUSED' } },
  });
  expect(bodies).toEqual([]);
});

test('nothing is sent without a key', async () => {
  const { url, bodies } = await serve();
  const { port } = portAt(url, async () => ({ nothing: 'useful' }));
  expect(await port.invite(ref, request)).toMatchObject({ error: { kind: 'credentials' } });
  expect(bodies).toEqual([]);
});

test('a UIN beyond 2^53 leaves digit for digit, as a number', async () => {
  const { url, bodies } = await serve();
  const { port } = portAt(url, key);
  const decided = await port.decideApplication(ref, { account: '12345678901234567890', verdict: 'accept', reason: '' });
  expect(decided).toMatchObject({ ok: true });
  expect(bodies).toEqual(['{"ClientUin":12345678901234567890,"ApproveType":"pass"}']);
});

test('reads keep their connection and get over its loss; an effect has a connection of its own', async () => {
  const { url, connections, server } = await serve({ AccountType: 1 });
  const { port } = portAt(url, key);
  await port.readPartnerAccount(ref);
  server.closeAllConnections();
  expect(await port.readPartnerAccount(ref)).toMatchObject({ ok: true });
  await port.invite(ref, request);
  expect(connections).toEqual(['keep-alive', 'keep-alive', 'close']);
});

test('an invitation that went out is one, even when its answer shows no link', async () => {
  const { url } = await serve({ InvitationLink: { moved: 'elsewhere' } });
  const { port } = portAt(url, key);
  expect(await port.invite(ref, request)).toMatchObject({ ok: true, value: { handle: null, link: null } });
});

test('an answer of another shape names the fields, not what stands in them', async () => {
  const { url } = await serve({ Total: 1, Data: [{ ClientUin: 'it@example.com' }] });
  const { port } = portAt(url, key);
  expect(await port.listApplications(ref, '2020-01-01T00:00:00.000Z')).toMatchObject({
    error: { kind: 'malformed_answer', raw: { message: 'not as documented: Data.0.ClientUin (invalid_format)' } },
  });
});

test('the SDK prints nothing', async () => {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => {
    printed.mockRestore();
    warned.mockRestore();
  });
  const { url, stop } = await serve();
  const { port } = portAt(url, key);
  await port.readPartnerAccount(ref);
  await stop();
  await port.readPartnerAccount(ref);
  const output = [...printed.mock.calls, ...warned.mock.calls].map(([text]) => String(text)).join('');
  expect(output).toBe('');
});
