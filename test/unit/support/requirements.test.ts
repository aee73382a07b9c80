import { describe, expect, test } from 'vitest';
import { requirementMap, requirements, requirementsIn, type TestReport } from '../../../scripts/requirements.ts';
import { req } from '../../support/requirements.ts';

const rows = requirementsIn(`
## Linking

| # | The desk | Accepted when |
|---|---|---|
| R001 | leads | the steps are in order |
| R002 | has one request | it is the same |

## Beyond

| B01 | has one board | nothing is lost |
`);

const report = (...tests: { titles: string[]; status?: string; file?: string }[]): TestReport => ({
  testResults: tests.map(({ titles, status = 'passed', file = 'test/unit/one.test.ts' }) => ({
    name: `${process.cwd()}/${file}`,
    assertionResults: [{ status, ancestorTitles: titles.slice(0, -1), title: titles.at(-1) ?? '' }],
  })),
});

describe('the numbered rows', () => {
  test('have no gap and no double', () => {
    const numbers = (letter: string, count: number, digits: number) =>
      Array.from({ length: count }, (_, n) => `${letter}${String(n + 1).padStart(digits, '0')}`);
    expect([...requirements().keys()]).toEqual([...numbers('R', 147, 3), ...numbers('B', 24, 2)]);
  });

  test('can’t have one number twice', () => {
    expect(() => requirementsIn('| R001 | a | b |\n| R001 | c | d |')).toThrow('R001');
  });
});

describe('a test’s name', () => {
  test('carries the numbers of its rows', () => {
    expect(req('R042', 'B14', 'the wait says which document is missing')).toBe(
      '[R042] [B14] the wait says which document is missing',
    );
  });

  test.each([
    ['a number beyond the last', 'R999'],
    ['a number that is too short', 'R42'],
    ['a number of the other kind beyond its last', 'B25'],
  ] as const)('can’t carry %s', (_, number) => {
    expect(() => req('R001', number, 'something')).toThrow(number);
  });
});

describe('the map', () => {
  test('gives each row the tests that passed, and says which rows have none', () => {
    const map = requirementMap(
      rows,
      report(
        { titles: ['R001: asks in order'] },
        { titles: ['the board', 'keeps all (B01)'], file: 'test/e2e/b.test.ts' },
      ),
    );
    expect(map).toContain('**R001** leads: the steps are in order.\n\n- `test/unit/one.test.ts`: R001: asks in order');
    expect(map).toContain('- `test/e2e/b.test.ts`: the board › keeps all (B01)');
    expect(map).toContain('2 of 3 rows');
    expect(map).toContain('No test names these yet: R002.');
  });

  test('counts no test that failed', () => {
    expect(requirementMap(rows, report({ titles: ['R001: in order'], status: 'failed' }))).toContain('0 of 3 rows');
  });

  test('names a group of tests once when the number is the group’s', () => {
    const map = requirementMap(rows, report({ titles: ['R002 by site', 'one'] }, { titles: ['R002 by site', 'two'] }));
    expect(map.match(/R002 by site/g)).toHaveLength(1);
  });

  test('is the same in whatever order the tests ran', () => {
    const tests = ['b', 'a', 'c'].map((letter) => ({ titles: [`R001: ${letter}`], file: `test/${letter}.test.ts` }));
    expect(requirementMap(rows, report(...tests))).toBe(requirementMap(rows, report(...tests.toReversed())));
  });

  test('refuses a number that is no row, with the file that names it', () => {
    expect(() => requirementMap(rows, report({ titles: ['R003: what'] }))).toThrow('test/unit/one.test.ts');
  });
});
