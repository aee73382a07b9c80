import { Logger } from '@aws-lambda-powertools/logger';
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { type ProblemCode, ProblemDocument } from '../../../functions/kernel/problems.ts';
import { err, ok } from '../../../functions/kernel/result.ts';
import { type HttpHandlers, hashOf, httpGroup } from '../../../functions/platform/http.ts';
import { apiEvent, claimsOf, lambdaContext } from '../../support/api-event.ts';
import { sampleContract } from '../../support/sample-contract.ts';

type Handlers = HttpHandlers<typeof sampleContract>;
const note = { id: 'note_1', text: 'Call back', version: 1 };
const SECRET = 'one-time-5ecret';

let written: MockInstance[];
beforeEach(() => {
  // In its development mode the logger writes to the global console, which can be watched.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  written = (['debug', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => undefined),
  );
});

/** The group of the sample contract with handlers that note what they are given. */
function setup() {
  const handlers = {
    listNotes: vi.fn<Handlers['listNotes']>(async ({ query }) =>
      ok({ status: 200, json: { items: [], limit: query.limit } }),
    ),
    writeNote: vi.fn<Handlers['writeNote']>(async () =>
      ok({ status: 201, json: note, headers: { location: '/v1/notes/note_1' } }),
    ),
    changeNote: vi.fn<Handlers['changeNote']>(async () => ok({ status: 200, json: note })),
    loadNotes: vi.fn<Handlers['loadNotes']>(async ({ body: text }) =>
      ok({ status: 200, json: { lines: text.split('\r\n').length - 1 } }),
    ),
    answerPage: vi.fn<Handlers['answerPage']>(async () => ok({ status: 200, html: '<p>Thank you</p>' })),
  };
  const group = httpGroup(sampleContract, handlers, new Logger());
  const send = async (routeKey: string, parts: Parameters<typeof apiEvent>[1] = {}) => {
    const answer = await group(apiEvent(routeKey, { claims: claimsOf('operator'), ...parts }), lambdaContext());
    const headers = new Headers(Object.entries(answer.headers ?? {}).map(([name, value]) => [name, String(value)]));
    return { status: answer.statusCode, headers, body: answer.body ?? '' };
  };
  const log = () => written.flatMap(({ mock }) => mock.calls.flat().map(String));
  return { handlers, send, log };
}

const write = 'POST /v1/notes';
const change = 'PUT /v1/notes/{noteId}';
const key = { 'idempotency-key': 'key-00001' };
const body = JSON.stringify({ text: 'Call back' });

/** Asserts the whole shape of a problem document and returns it. */
function problemIn(
  { status, headers, body: text }: { status: number | undefined; headers: Headers; body: string },
  code: ProblemCode,
) {
  const problem = ProblemDocument.parse(JSON.parse(text));
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(problem).toMatchObject({ type: `/problems/${code}`, code, status, requestId: 'req-1' });
  expect(`${problem.title}${problem.detail}${problem.remediation}`).not.toMatch(/[{}]/);
  return problem;
}

describe('a group of operations', () => {
  it('hands a checked call to the handler of the route and answers what it says', async () => {
    const { send, handlers } = setup();
    const answer = await send(write, { body, headers: { ...key, 'accept-language': 'zh-Hant-TW, en' } });
    expect(answer).toMatchObject({ status: 201, body: JSON.stringify(note) });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('location')).toBe('/v1/notes/note_1');
    expect(handlers.writeNote).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        body: { text: 'Call back' },
        caller: { org: 'org_a', member: 'mem_a', rights: new Set(['operator']) },
        idempotency: { caller: 'mem_a', key: 'key-00001', bodyHash: hashOf(['/v1/notes', { text: 'Call back' }]) },
        requestId: 'req-1',
        language: 'zh-CN',
      }),
    );
  });

  it('fills in what a query leaves out', async () => {
    const { send } = setup();
    expect(await send('GET /v1/notes')).toMatchObject({ body: '{"items":[],"limit":25}' });
    expect(await send('GET /v1/notes', { query: { limit: '5' } })).toMatchObject({ body: '{"items":[],"limit":5}' });
  });

  it('reads a body that the gateway has encoded', async () => {
    const { send, handlers } = setup();
    const text = '客户';
    const encoded = Buffer.from(JSON.stringify({ text })).toString('base64');
    await send(write, { headers: key, body: encoded, base64: true });
    expect(handlers.writeNote.mock.lastCall?.[0].body).toEqual({ text });
  });

  it('reads a form from anyone and answers with a page', async () => {
    const { send, handlers } = setup();
    const answer = await send('POST /d/{token}', { claims: null, params: { token: SECRET }, body: 'answer=yes' });
    expect(answer).toMatchObject({ status: 200, body: '<p>Thank you</p>' });
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(handlers.answerPage.mock.lastCall?.[0]).toMatchObject({
      params: { token: SECRET },
      body: { answer: 'yes' },
    });
  });

  it('hands a CSV file over as the text that it is, and takes another text for another request', async () => {
    const { send, handlers } = setup();
    const load = (text: string) => send('POST /v1/note-files', { headers: key, body: text });
    expect(await load('text\r\n"客户, 001"\r\n')).toMatchObject({ status: 200, body: '{"lines":2}' });
    await load('text\r\n"客户, 001"\n');
    const [first, second] = handlers.loadNotes.mock.calls.map(([call]) => call);
    expect(first?.body).toBe('text\r\n"客户, 001"\r\n');
    expect(first?.idempotency).not.toEqual(second?.idempotency);
    expect(problemIn(await load('x'.repeat(256 * 1024 + 1)), 'body_too_large').status).toBe(413);
  });

  it('answers a refusal of the use case as its problem, with its params', async () => {
    const { send, handlers } = setup();
    handlers.writeNote.mockResolvedValue(err({ kind: 'name_taken', params: { what: 'note' } }));
    expect(problemIn(await send(write, { headers: key, body }), 'name_taken')).toMatchObject({
      status: 409,
      title: 'There is already a note of that name',
      params: { what: 'note' },
    });
  });

  it.each([['$default'], ['DELETE /v1/notes'], ['toString']])('has no operation %s', async (routeKey) => {
    const { send } = setup();
    expect(problemIn(await send(routeKey), 'no_such_operation').status).toBe(404);
  });
});

describe('who may call', () => {
  it.each([
    ['no token', null],
    ['a token without organisation', { desk_member: 'mem_a', desk_rights: 'operator' }],
    ['a token of another issuer', { sub: 'someone' }],
    ['an organisation that is none', { ...claimsOf('operator'), desk_org: 'lreq_a' }],
  ])('is nobody with %s', async (_token, claims) => {
    const { send, handlers } = setup();
    problemIn(await send(write, { claims, headers: key, body }), 'not_signed_in');
    expect(handlers.writeNote).not.toHaveBeenCalled();
  });

  it('is refused without the right before anything of the request is read', async () => {
    const { send } = setup();
    const problem = problemIn(
      await send(write, { claims: claimsOf('auditor', 'operators'), body: '{' }),
      'right_missing',
    );
    expect(problem).toMatchObject({ status: 403, params: { needs: 'operator' } });
  });

  it.each([['operator'], ['[operator auditor]'], ['auditor,operator'], ['auditor operator']])(
    'holds the rights of the claim %s',
    async (desk_rights) => {
      const { send } = setup();
      expect(await send(write, { claims: { ...claimsOf(), desk_rights }, headers: key, body })).toMatchObject({
        status: 201,
      });
    },
  );
});

describe('what is refused at the edge', () => {
  it.each([
    ['no JSON', '{"text":'],
    ['nothing', undefined],
    ['a number that JSON has no room for', '{"text":"a","about":1e999}'],
    ['half a character', '{"text":"\\ud800"}'],
  ])('is a body of %s', async (_what, malformed) => {
    const { send } = setup();
    const parts = malformed === undefined ? {} : { body: malformed };
    expect(problemIn(await send(write, { headers: key, ...parts }), 'malformed_body').status).toBe(400);
  });

  it('is a body over 256 KiB, counted in bytes and after decoding', async () => {
    const { send } = setup();
    const large = JSON.stringify({ text: '客'.repeat(88_000) });
    const plain = problemIn(await send(write, { headers: key, body: large }), 'body_too_large');
    expect(plain).toMatchObject({ status: 413, params: { limit: 262_144 } });
    const encoded = Buffer.from(large).toString('base64');
    problemIn(await send(write, { headers: key, body: encoded, base64: true }), 'body_too_large');
    const fitting = JSON.stringify({ text: 'a'.repeat(100_000) });
    expect(await send(write, { headers: key, body: fitting })).toMatchObject({ status: 201 });
  });

  it('is an unknown field, named by its pointer, together with all other findings', async () => {
    const { send, handlers } = setup();
    const strange = { text: '', txet: 'a', about: { 'a/b~c': 1, 'x/y~z': 2 }, tags: [{ name: 'a', nmae: 'b' }] };
    const problem = problemIn(await send(write, { headers: key, body: JSON.stringify(strange) }), 'invalid_input');
    expect(problem.errors?.map(({ field, code }) => [field, code])).toEqual([
      ['/text', 'too_small'],
      ['/about/a~1b~0c', 'invalid_type'],
      ['/about/x~1y~0z', 'unknown_field'],
      ['/tags/0/nmae', 'unknown_field'],
      ['/txet', 'unknown_field'],
    ]);
    for (const { field, detail } of problem.errors ?? []) expect(problem.detail).toContain(`${field}: ${detail}`);
    expect(handlers.writeNote).not.toHaveBeenCalled();
  });

  it('is a body that is no object, named as the whole body', async () => {
    const { send } = setup();
    const problem = problemIn(await send(write, { headers: key, body: '[]' }), 'invalid_input');
    expect(problem.errors).toMatchObject([{ field: '', code: 'invalid_type' }]);
    expect(problem.detail).toMatch(/^body: /);
  });

  it('is a path or query parameter, named as one', async () => {
    const { send } = setup();
    const path = await send(change, {
      params: { noteId: 'lreq_1' },
      headers: { 'if-match': '1' },
      body: '{"text":"a"}',
    });
    expect(problemIn(path, 'invalid_input').errors).toMatchObject([{ field: 'path.noteId' }]);
    const query = await send('GET /v1/notes', { query: { limit: '101', page: '2' } });
    expect(problemIn(query, 'invalid_input').errors).toMatchObject([
      { field: 'query.limit', code: 'too_big' },
      { field: 'query.page', code: 'unknown_field' },
    ]);
  });

  it('is a write without Idempotency-Key, or with one that is none', async () => {
    const { send } = setup();
    problemIn(await send(write, { body }), 'idempotency_key_missing');
    for (const poor of ['short', 'has a space', 'x'.repeat(129)]) {
      const problem = problemIn(await send(write, { body, headers: { 'idempotency-key': poor } }), 'invalid_input');
      expect(problem.errors).toMatchObject([{ field: 'header:Idempotency-Key' }]);
    }
  });

  it.each([['W/"3"'], ['*'], ['"3'], ['3"'], ['""'], ['"3", "4"'], ['-1'], ['1234567890']])(
    'is If-Match: %s',
    async (version) => {
      const { send } = setup();
      const parts = { params: { noteId: 'note_1' }, body: '{"text":"a"}' };
      const problem = problemIn(await send(change, { ...parts, headers: { 'if-match': version } }), 'invalid_input');
      expect(problem.errors).toMatchObject([
        { field: 'header:If-Match', detail: expect.stringContaining('If-Match: "3"') },
      ]);
    },
  );

  it('is a change without If-Match', async () => {
    const { send } = setup();
    const answer = await send(change, { params: { noteId: 'note_1' }, body: '{"text":"a"}' });
    expect(problemIn(answer, 'invalid_input').errors).toMatchObject([{ field: 'header:If-Match' }]);
  });

  it.each([['"3"'], ['3']])('is not If-Match: %s', async (version) => {
    const { send, handlers } = setup();
    await send(change, { params: { noteId: 'note_1' }, body: '{"text":"a"}', headers: { 'if-match': version } });
    expect(handlers.changeNote.mock.lastCall?.[0].ifMatch).toBe(3);
  });
});

describe('a hash of a body', () => {
  it('is the same for every order and spacing of the same values', async () => {
    const { send, handlers } = setup();
    await send(write, { headers: key, body: '{"text":"a","about":{"a/b~c":"x"}}' });
    await send(write, { headers: key, body: '{ "about": {"a/b~c":"x"},\n "text": "a" }' });
    await send(write, { headers: key, body: '{"text":"b","about":{"a/b~c":"x"}}' });
    const [first, again, other] = handlers.writeNote.mock.calls.map(([call]) => call.idempotency.bodyHash);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});

describe('every answer', () => {
  const breakage = new Error(`table desk: ${SECRET}`);

  it.each([
    ['a success', 'GET /v1/notes'],
    ['a refusal', 'GET /v1/none'],
    ['a broken handler', write],
  ])('carries the security headers: %s', async (_what, routeKey) => {
    const { send, handlers } = setup();
    handlers.writeNote.mockRejectedValue(breakage);
    const { headers } = await send(routeKey, { headers: key, body });
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(headers.get('content-security-policy')).not.toMatch(/sandbox|upgrade-insecure/);
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('of a broken handler says nothing of what broke, and the log does', async () => {
    const { send, log, handlers } = setup();
    handlers.writeNote.mockRejectedValue(breakage);
    const answer = await send(write, { headers: key, body });
    expect(problemIn(answer, 'internal')).toMatchObject({ status: 500 });
    expect(answer.body).not.toContain(SECRET);
    expect(log().map((line) => JSON.parse(line))).toMatchObject([
      { level: 'ERROR', message: 'request broke', routeKey: write, requestId: 'req-1', error: { name: 'Error' } },
    ]);
  });
});

describe('the log', () => {
  it('has one line a request with the template of the route, never the path, query or body', async () => {
    const { send, log } = setup();
    const params = { token: SECRET };
    const path = `/d/${SECRET}`;
    const headers = { authorization: `Bearer ${SECRET}` };
    await send('POST /d/{token}', { claims: null, path, params, headers, body: 'answer=yes' });
    await send('POST /d/{token}', { claims: null, path, params, headers, body: `answer=${SECRET}` });
    await send('GET /v1/notes', { query: { cursor: SECRET } });
    await send(write, { headers: { ...key, ...headers }, body: `{"text":"${SECRET}"}` });
    await send(write, { headers: key, body: SECRET });
    expect(log().map((line) => JSON.parse(line))).toMatchObject(
      [
        ['POST /d/{token}', 200],
        ['POST /d/{token}', 400],
        ['GET /v1/notes', 200],
        [write, 201],
        [write, 400],
      ].map(([routeKey, status]) => ({ message: 'answered', routeKey, status, requestId: 'req-1' })),
    );
    expect(log().join('\n')).not.toContain(SECRET);
  });
});
