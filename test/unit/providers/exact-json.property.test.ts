import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readExactJson } from '../../../functions/providers/exact-json.ts';

test('any number comes out as the text that was written', () => {
  const written = fc.oneof(
    fc.bigInt().map(String),
    fc.tuple(fc.bigInt(), fc.nat()).map(([whole, part]) => `${whole}.${part}00`),
    fc.constantFrom('1e30', '-0', '0.1', '9223372036854775807', '12345678901234567.890'),
  );
  fc.assert(
    fc.property(written, (number) => {
      expect(readExactJson(`{"a":[${number}],"b":${number}}`)).toEqual({ a: [number], b: number });
    }),
  );
});

test('whatever holds no number is read as JSON is', () => {
  const value = fc.jsonValue({ depthSize: 'small' }).filter((one) => !/\d/.test(JSON.stringify(one)));
  fc.assert(
    fc.property(value, (one) => {
      const text = JSON.stringify(one);
      expect(readExactJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('what is no JSON is none', () => {
  for (const text of ['', '<html>', '{"a":', '01']) expect(readExactJson(text)).toBeUndefined();
});
