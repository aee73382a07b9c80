import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { type Client, clientOf, type TransportFailure } from '../../functions/client.ts';
import { type ProblemDocument, problemDocument } from '../../functions/kernel/problems.ts';
import type { Result } from '../../functions/kernel/result.ts';
import { sampleContract } from '../support/sample-contract.ts';

type Canned = { status: number; body: string };
type Seen = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { body: string };

const note = { id: 'note_1', text: 'Call back', version: 1 };

/** A client of the sample contract and the server that it speaks to, which gives one answer to everything. */
async function setup({ status, body }: Canned) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    const noted = text(request).then((sent) => seen.push({ method, url, headers, body: sent }));
    void noted.then(() => response.writeHead(status).end(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  const baseUrl = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/` : '';
  return { seen, baseUrl, client: clientOf(sampleContract, { baseUrl, token: 'tok' }) };
}

const json = (status: number, body: unknown): Canned => ({ status, body: JSON.stringify(body) });

describe('the client', () => {
  it('sends what the operation declares and returns the parsed answer', async () => {
    const { client, seen } = await setup(json(201, { ...note, addedLater: true }));
    const answered = await client.writeNote({
      body: { text: 'Call back' },
      idempotencyKey: 'key-00001',
      language: 'zh',
    });
    expect(answered).toEqual({ ok: true, value: { status: 201, json: note } });
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/v1/notes',
        headers: {
          authorization: 'Bearer tok',
          'content-type': 'application/json',
          'idempotency-key': 'key-00001',
          'accept-language': 'zh',
        },
        body: '{"text":"Call back"}',
      },
    ]);
  });

  it('makes up a fresh idempotency key for each write that brings none', async () => {
    const { client, seen } = await setup(json(201, note));
    await client.writeNote({ body: { text: 'a' } });
    await client.writeNote({ body: { text: 'a' } });
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toMatch(/^[\x21-\x7e]{8,128}$/);
  });

  it('escapes path parameters and sends the version as If-Match', async () => {
    const { client, seen } = await setup(json(200, note));
    await client.changeNote({ params: { noteId: 'note_a/b?c' }, body: { text: 'x' }, ifMatch: 3 });
    expect(seen).toMatchObject([{ url: '/v1/notes/note_a%2Fb%3Fc', headers: { 'if-match': '"3"' } }]);
    expect(seen[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('leaves out query values that are not there', async () => {
    const { client, seen } = await setup(json(200, { items: [], limit: 25 }));
    await client.listNotes();
    await client.listNotes({ query: { limit: 5 } });
    expect(seen.map(({ url }) => url)).toEqual(['/v1/notes', '/v1/notes?limit=5']);
  });

  it('sends an empty object where a body has nothing that must be said', async () => {
    const { baseUrl, seen } = await setup(json(201, note));
    const touchNote = { ...sampleContract.writeNote, body: z.strictObject({ why: z.string().optional() }) };
    expect((await clientOf({ touchNote }, { baseUrl }).touchNote()).ok).toBe(true);
    expect(seen).toMatchObject([{ body: '{}' }]);
  });

  it('posts forms as a browser does and returns the page', async () => {
    const { client, seen } = await setup({ status: 200, body: '<p>Thank you</p>' });
    const answered = await client.answerPage({ params: { token: 't' }, body: { answer: 'yes' } });
    expect(answered).toEqual({ ok: true, value: { status: 200, html: '<p>Thank you</p>' } });
    expect(seen).toMatchObject([
      { body: 'answer=yes', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ]);
  });

  it('sends a file as it is', async () => {
    const { client, seen } = await setup(json(200, { lines: 2 }));
    expect(await client.loadNotes({ body: 'text\r\n"a, b"\r\n' })).toEqual({
      ok: true,
      value: { status: 200, json: { lines: 2 } },
    });
    expect(seen).toMatchObject([{ body: 'text\r\n"a, b"\r\n', headers: { 'content-type': 'text/csv' } }]);
  });

  it('returns the problem document of a refusal', async () => {
    const problem = problemDocument({ kind: 'name_taken', params: { what: 'note' } }, 'req-1');
    const { client } = await setup(json(409, problem));
    expect(await client.writeNote({ body: { text: 'a' } })).toEqual({ ok: false, error: problem });
  });

  it('tells the answer of a gateway from a refusal of the desk', async () => {
    const { client } = await setup(json(401, { message: 'Unauthorized' }));
    expect(await client.listNotes()).toEqual({
      ok: false,
      error: { transport: 'gateway', status: 401, detail: '{"message":"Unauthorized"}' },
    });
  });

  it('does not hand on an answer that breaks the contract', async () => {
    const { client } = await setup(json(201, { id: 'note_1' }));
    const answered = await client.writeNote({ body: { text: 'a' } });
    expect(answered).toMatchObject({ ok: false, error: { transport: 'off_contract', status: 201 } });
  });

  it('says why the API was not reached instead of throwing', async () => {
    const client = clientOf(sampleContract, {
      baseUrl: 'http://127.0.0.1',
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })),
    });
    expect(await client.listNotes()).toEqual({
      ok: false,
      error: { transport: 'unreachable', detail: 'TypeError: fetch failed: connect ECONNREFUSED' },
    });
  });

  it('is typed by the contract', () => {
    type Sample = Client<typeof sampleContract>;
    type NoteJson = { id: string; text: string; version: number };
    expectTypeOf<Awaited<ReturnType<Sample['writeNote']>>>().toEqualTypeOf<
      Result<{ readonly status: 201; readonly json: NoteJson }, ProblemDocument | TransportFailure>
    >();
    expectTypeOf<Sample['listNotes']>().toBeCallableWith();
    expectTypeOf<Sample['listNotes']>().toBeCallableWith({ query: { limit: 5 } });
    expectTypeOf<Parameters<Sample['changeNote']>[0]>().toExtend<{ params: { noteId: string }; ifMatch: number }>();
    expectTypeOf<Parameters<Sample['writeNote']>[0]>().not.toHaveProperty('ifMatch');
    expectTypeOf<Parameters<Sample['answerPage']>[0]>().not.toHaveProperty('idempotencyKey');
    // @ts-expect-error a body is required
    expectTypeOf<Sample['writeNote']>().toBeCallableWith({});
    // @ts-expect-error only declared answers
    expectTypeOf<Sample['answerPage']>().toBeCallableWith({ params: { token: 't' }, body: { answer: 'maybe' } });
  });
});
