import { expect, test } from 'vitest';
import { fill } from '../../../functions/kernel/texts.ts';

test('a name that ends in a full stop ends the sentence, too', () => {
  const values = { customer: 'Larkspur Logistics Pte. Ltd.', left: 3 };
  expect(fill('It is linked to {customer}. Next', values)).toBe('It is linked to Larkspur Logistics Pte. Ltd. Next');
  expect(fill('{customer} and Attempts left: {left}.', values)).toBe(
    'Larkspur Logistics Pte. Ltd. and Attempts left: 3.',
  );
});

test('a name that nobody gave stays visible', () => {
  expect(fill('Dear {who}.', {})).toBe('Dear {who}.');
});
