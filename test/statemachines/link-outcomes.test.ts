import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outcomes } from '../../functions/links/request-status.ts';
import { isWayAt, type LinkWay, linkWays, type SiteWays, statesAt } from '../../statemachines/link-outcomes.ts';
import { waysSuite } from '../support/ways.ts';

const fileText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const ways: readonly LinkWay[] = Object.values(linkWays);

/** Each kind of site that there is, and every way that it has. */
const kinds: Readonly<Record<string, SiteWays>> = {
  'one that approves': { approves: true, examines: false, byHand: false, namesRemedy: true, tellsUser: true },
  'one that examines': { approves: true, examines: true, byHand: true, namesRemedy: false, tellsUser: false },
  'one that asks nobody': { approves: false, examines: false, byHand: false, namesRemedy: false, tellsUser: true },
  'one that is invited to by hand': {
    approves: false,
    examines: false,
    byHand: true,
    namesRemedy: false,
    tellsUser: false,
  },
};
const waysOfSites = Object.fromEntries(
  Object.entries(kinds).flatMap(([kind, site]) =>
    Object.entries<LinkWay>(linkWays)
      .filter(([, way]) => isWayAt(way, site))
      .map(([name, way]) => [`${name} at ${kind}`, { ...way, states: statesAt(way, site) }]),
  ),
);

describe('the ways that link requests end on', () => {
  waysSuite('link.asl.json', waysOfSites, outcomes);

  test('include those that the README shows', () => {
    const shown = [...fileText('README.md').matchAll(/^\| (\w+) \| (LoadRequest[^|]*?) \|$/gm)];
    expect(shown.map(([, outcome]) => outcome)).toEqual([...outcomes]);
    for (const [, outcome, states] of shown) {
      expect(ways.map((way) => [way.outcome, way.states.join(', ')])).toContainEqual([outcome, states]);
    }
  });
});
