import { describe, expect, test } from 'vitest';
import { ApiDocument, breakingChanges, mayBreak } from '../../../scripts/api-changes.ts';
import { currentDocument, releasedDocument } from '../../../scripts/api-diff.ts';

type Json = { [key: string]: Json };

const text = { type: 'string' };
const document = {
  info: { version: '1.2.0' },
  paths: {
    '/v1/notes': {
      post: {
        operationId: 'writeNote',
        'x-rights': ['operator', 'auditor'],
        parameters: [
          { in: 'header', name: 'Idempotency-Key', required: true, schema: text },
          { in: 'query', name: 'limit', schema: { type: 'integer', default: 25, maximum: 100 } },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { text, kind: { enum: ['call', 'mail'] }, about: text },
                required: ['text'],
                additionalProperties: false,
              },
            },
          },
        },
        responses: {
          201: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { id: text, status: { enum: ['open', 'done'] }, note: text },
                  required: ['id', 'status'],
                },
              },
            },
          },
          409: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
        },
      },
    },
    '/v1/health': {
      get: { operationId: 'health', responses: { 200: { content: { 'application/json': { schema: {} } } } } },
    },
  },
  components: { schemas: { Problem: { type: 'object' } } },
};
const parsed = (made: object) => ApiDocument.parse(made);

/** What breaks when the document above is changed like this. */
function after(change: (made: Json) => unknown): readonly string[] {
  const made = structuredClone(document) as never;
  change(made);
  return breakingChanges(parsed(document), parsed(made));
}
const post = (made: Json) => made['paths']!['/v1/notes']!['post']!;
const body = (made: Json) => post(made)['requestBody']!['content']!['application/json']!['schema']!;
const answer = (made: Json) => post(made)['responses']!['201']!['content']!['application/json']!['schema']!;
const set = (target: Json, more: object) => Object.assign(target, more);

describe('a client of the last release breaks when', () => {
  test.each<[string, (made: Json) => unknown, string]>([
    ['an operation goes', (made) => delete made['paths']!['/v1/health'], 'GET /v1/health is gone'],
    [
      'its name changes',
      (made) => set(post(made), { operationId: 'addNote' }),
      'is called addNote, no longer writeNote',
    ],
    [
      'a right is no longer enough',
      (made) => set(post(made), { 'x-rights': ['operator'] }),
      'is no longer open to auditor',
    ],
    [
      'it needs a token',
      (made) => set(made['paths']!['/v1/health']!['get']!, { 'x-rights': ['operator'] }),
      'GET /v1/health needs an access token now',
    ],
    [
      'another parameter is asked for',
      (made) => set(post(made)['parameters']!, { 2: { in: 'query', name: 'team', required: true, schema: text } }),
      'must now be sent query team',
    ],
    ['a parameter goes', (made) => set(post(made)['parameters']!, { length: 1 }), 'no longer takes query limit'],
    [
      'a parameter takes less',
      (made) => set(post(made)['parameters']!['1']!['schema']!, { maximum: 50 }),
      'query limit is now limited more: maximum',
    ],
    [
      'leaving it out means something else',
      (made) => set(post(made)['parameters']!['1']!['schema']!, { default: 50 }),
      'query limit stands for 50 when left out, no longer for 25',
    ],
    ['a field must be sent', (made) => set(body(made), { required: ['text', 'about'] }), 'body/about must now be sent'],
    ['a field is refused', (made) => delete body(made)['properties']!['about'], 'body/about is now refused'],
    [
      'a field takes fewer values',
      (made) => set(body(made)['properties']!['kind']!, { enum: ['call'] }),
      'body/kind no longer takes every value: "mail"',
    ],
    [
      'a field is of another type',
      (made) => set(body(made)['properties']!, { text: { type: 'integer' } }),
      'body/text no longer takes this type: string',
    ],
    [
      'a body is of another kind',
      (made) => set(post(made)['requestBody']!, { content: { 'text/csv': { schema: text } } }),
      'no longer takes application/json',
    ],
    [
      'a body is asked for',
      (made) => set(made['paths']!['/v1/health']!['get']!, { requestBody: { content: {} } }),
      'must now be sent a body',
    ],
    ['an answer goes', (made) => set(post(made), { responses: {} }), 'no longer answers 201'],
    [
      'there is another answer',
      (made) => set(post(made)['responses']!, { 202: { content: {} } }),
      'may now answer 202',
    ],
    ['an answered field goes', (made) => delete answer(made)['properties']!['note'], '201/note is gone'],
    [
      'an answered field may be missing',
      (made) => set(answer(made), { required: ['id'] }),
      '201/status may now be missing',
    ],
    [
      'an answered field says something new',
      (made) => set(answer(made)['properties']!['status']!, { enum: ['open', 'done', 'lost'] }),
      '201/status may now be something else: "lost"',
    ],
    [
      'an answered field may be null',
      (made) => set(answer(made)['properties']!, { id: { anyOf: [text, { type: 'null' }] } }),
      '201/id may now be of another type: null',
    ],
  ])('%s', (_name, change, expected) => {
    const found = after(change);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  test.each<[string, (made: Json) => unknown]>([
    ['nothing changes', () => undefined],
    ['an operation comes', (made) => set(made['paths']!, { '/v1/more': made['paths']!['/v1/health'] })],
    ['another right is enough, too', (made) => set(post(made), { 'x-rights': ['operator', 'auditor', 'admin'] })],
    ['a field may be sent', (made) => set(body(made)['properties']!, { more: text })],
    ['a field takes more', (made) => set(body(made)['properties']!['kind']!, { enum: ['call', 'mail', 'visit'] })],
    ['a field is answered', (made) => set(answer(made)['properties']!, { more: text })],
    ['an answered field is always there', (made) => set(answer(made), { required: ['id', 'status', 'note'] })],
    [
      'a problem goes, and another comes',
      (made) => {
        delete post(made)['responses']!['409'];
        set(post(made)['responses']!, { 422: { content: {} } });
      },
    ],
  ])('%s: it does not', (_name, change) => {
    expect(after(change)).toEqual([]);
  });
});

describe('a version', () => {
  test.each([
    ['0.1.0', '0.1.9', false],
    ['0.1.0', '0.2.0', true],
    ['0.9.0', '1.0.0', true],
    ['1.2.0', '1.3.0', false],
    ['1.2.0', '2.0.0', true],
    ['1.0.0', '0.9.0', false],
  ])('after %s, %s may break clients: %s', (released, current, may) => {
    expect(mayBreak(released, current)).toBe(may);
  });

  test('of ours breaks no client of the last release, unless it says so (npm run api-diff)', () => {
    const [released, current] = [releasedDocument(), currentDocument()];
    const broken = breakingChanges(released, current);
    expect(mayBreak(released.info.version, current.info.version) ? [] : broken).toEqual([]);
  });
});
