import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outcomes } from '../../functions/links/request-status.ts';
import { type LinkWay, linkWays } from '../../statemachines/link-outcomes.ts';
import { waysSuite } from '../support/ways.ts';

const fileText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const ways: readonly LinkWay[] = Object.values(linkWays);

describe('the ways that link requests end on', () => {
  waysSuite('link.asl.json', linkWays, outcomes);

  test('include those that the README shows', () => {
    const shown = [...fileText('README.md').matchAll(/^\| (\w+) \| (LoadRequest[^|]*?) \|$/gm)];
    expect(shown.map(([, outcome]) => outcome)).toEqual([...outcomes]);
    for (const [, outcome, states] of shown) {
      expect(ways.map((way) => [way.outcome, way.states.join(', ')])).toContainEqual([outcome, states]);
    }
  });
});
