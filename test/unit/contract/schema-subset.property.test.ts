import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { gaps, type Schema } from '../../../scripts/schema-subset.ts';

const resolve = (ref: string): never => {
  throw new Error(ref);
};
const gapsOf = (sub: Schema, sup: Schema, kept = false) =>
  gaps({ schema: sub, resolve }, { schema: sup, resolve }, kept);

/** A schema together with values that it takes. */
type Drawn = { readonly schema: Schema; readonly value: fc.Arbitrary<unknown> };
const names = ['a', 'b', 'c'] as const;

const { drawn } = fc.letrec<{ drawn: Drawn }>((tie) => ({
  drawn: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'schema' },
    fc.tuple(fc.nat(3), fc.integer({ min: 3, max: 6 })).map(
      ([minLength, maxLength]): Drawn => ({
        schema: { type: 'string', minLength, maxLength },
        value: fc.string({ minLength, maxLength, unit: 'grapheme-ascii' }),
      }),
    ),
    fc.tuple(fc.integer({ min: -3, max: 0 }), fc.integer({ min: 0, max: 3 })).map(
      ([minimum, maximum]): Drawn => ({
        schema: { type: 'integer', minimum, maximum },
        value: fc.integer({ min: minimum, max: maximum }),
      }),
    ),
    fc
      .subarray(['x', 'y', 'z'], { minLength: 1 })
      .map((values): Drawn => ({ schema: { type: 'string', enum: values }, value: fc.constantFrom(...values) })),
    fc.constant<Drawn>({ schema: { type: 'boolean' }, value: fc.boolean() }),
    fc.constant<Drawn>({ schema: { type: 'null' }, value: fc.constant(null) }),
    tie('drawn').map(
      ({ schema, value }): Drawn => ({
        schema: { type: 'array', items: schema, maxItems: 3 },
        value: fc.array(value, { maxLength: 3 }),
      }),
    ),
    fc
      .record({
        parts: fc.array(tie('drawn'), { minLength: 3, maxLength: 3 }),
        named: fc.subarray([...names]),
        open: fc.boolean(),
      })
      .chain(({ parts, named, open }) =>
        fc.subarray(named).map((required): Drawn => {
          const of = (name: (typeof names)[number]) => parts[names.indexOf(name)];
          const properties = Object.fromEntries(named.map((name) => [name, of(name)?.schema ?? {}]));
          const values = Object.fromEntries(named.map((name) => [name, of(name)?.value ?? fc.constant(0)]));
          return {
            schema: { type: 'object', properties, required, ...(!open && { additionalProperties: false }) },
            value: fc.record(values, { requiredKeys: required, noNullPrototype: true }),
          };
        }),
      ),
    fc.array(tie('drawn'), { minLength: 2, maxLength: 3 }).map(
      (kinds): Drawn => ({
        schema: { anyOf: kinds.map(({ schema }) => schema) },
        value: fc.oneof(...kinds.map(({ value }) => value)),
      }),
    ),
  ),
}));

const takes = (schema: Schema, value: unknown) => z.fromJSONSchema(schema as never).safeParse(value).success;

describe('what one schema takes and another does not', () => {
  test('is nothing between a schema and itself, however it is written', () => {
    fc.assert(
      fc.property(drawn, fc.boolean(), ({ schema }, kept) => {
        expect(gapsOf(schema, { description: 'the same', allOf: [schema] }, kept)).toEqual([]);
        expect(gapsOf({ anyOf: [schema, schema] }, schema, kept)).toEqual([]);
        expect(gapsOf(schema, {}, false)).toEqual([]);
      }),
    );
  });

  test('is found whenever there is a value of the one that the other refuses', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(drawn, drawn)
          .chain(([sub, sup]) => fc.tuple(fc.constant(sub.schema), fc.constant(sup.schema), sub.value)),
        ([sub, sup, value]) => {
          fc.pre(takes(sub, value) && !takes(sup, value));
          expect(gapsOf(sub, sup)).not.toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each<[string, Schema, Schema, object]>([
    ['a whole number is a number', { type: 'integer' }, { type: 'number' }, []],
    ['a fixed text is a text', { const: 'a' }, { type: 'string', maxLength: 3 }, []],
    ['a value more', { enum: ['a', 'b'] }, { enum: ['a'] }, [{ at: '', why: 'value', what: '"b"' }]],
    ['null', { type: ['string', 'null'] }, { type: 'string' }, [{ at: '', why: 'type', what: 'null' }]],
    [
      'a lower limit',
      { type: 'integer', minimum: 0 },
      { type: 'integer', minimum: 1 },
      [{ at: '', why: 'limit', what: 'minimum' }],
    ],
    ['no limit', { type: 'string' }, { type: 'string', maxLength: 9 }, [{ at: '', why: 'limit', what: 'maxLength' }]],
    [
      'another pattern',
      { type: 'string' },
      { type: 'string', pattern: '^a' },
      [{ at: '', why: 'form', what: 'pattern' }],
    ],
    [
      'a map’s values',
      { type: 'object', additionalProperties: { type: 'string' } },
      { type: 'object', additionalProperties: { type: 'integer' } },
      [{ at: '/*', why: 'type', what: 'string' }],
    ],
  ])('knows %s', (_name, sub, sup, expected) => {
    expect(gapsOf(sub, sup)).toEqual(expected);
  });

  test('tells the nearest of several kinds', () => {
    const kind = (is: string, more: object) => ({
      type: 'object',
      properties: { is: { const: is }, ...more },
      required: ['is', ...Object.keys(more)],
    });
    const sup = { oneOf: [kind('a', { text: { type: 'string' } }), kind('b', {})] };
    expect(gapsOf(kind('a', { text: { type: 'integer' } }), sup)).toEqual([
      { at: '/text', why: 'type', what: 'integer' },
    ]);
  });
});
