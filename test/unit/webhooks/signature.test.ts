import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { newSigningSecret, signedHeaders } from '../../../functions/webhooks/signature.ts';

const body = '{"type":"link_request.completed.v1","timestamp":"2026-11-21T09:12:44.120Z","data":{"site":"云"}}';
const at = new Date().toISOString();
const message = { id: 'tle_01kb8v2f9sg6nw2y5a8h3k0p7e', at, body };

test('B20: a receiver that is written with the standard’s own library takes what we sign', () => {
  const secret = newSigningSecret();
  const headers = signedHeaders(message, [secret]);
  expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
});

test('while a secret is rotated, receivers with the old one and with the new one take the same message', () => {
  const [fresh, old] = [newSigningSecret(), newSigningSecret()];
  const headers = signedHeaders(message, [fresh, old]);
  for (const secret of [fresh, old]) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => new Webhook(newSigningSecret()).verify(body, headers)).toThrow('No matching signature');
});

test.each([
  ['body', { ...message, body: body.replace('completed', 'rejected') }],
  ['id', { ...message, id: 'tle_01kb8v2f9sg6nw2y5a8h3k0p7f' }],
])('with another %s the signature does not fit', (_what, sent) => {
  const secret = newSigningSecret();
  const headers = { ...signedHeaders(message, [secret]), 'webhook-id': sent.id };
  expect(() => new Webhook(secret).verify(sent.body, headers)).toThrow('No matching signature');
});

test('a message that is older than five minutes is refused, so nobody plays it again', () => {
  const secret = newSigningSecret();
  const old = { ...message, at: new Date(Date.now() - 301_000).toISOString() };
  expect(() => new Webhook(secret).verify(body, signedHeaders(old, [secret]))).toThrow('too old');
});

test('secrets have the form of the standard and enough bytes, and no two are alike', () => {
  const secrets = Array.from({ length: 50 }, newSigningSecret);
  for (const secret of secrets) {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]+=*$/);
    expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
  }
  expect(new Set(secrets).size).toBe(50);
});
