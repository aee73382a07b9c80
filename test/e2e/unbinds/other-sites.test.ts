import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Desk, sharedDesk } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { playWay, waysAt } from './play-way.ts';
import { type PlayedSite, unbindSites } from './sites.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

const [, ...others] = Object.keys(unbindSites) as PlayedSite[];

/** So many of a site's ways are played at once, each with a reseller of its own: a small machine answers them in time. */
const AT_ONCE = 6;

/** Each test tells what became of one way. */
describe.each(others)(
  'R087–R096: an unbind at %s, through its pretend console',
  (site) => {
    const rows = waysAt(site);
    let played: Map<string, Promise<void>>;

    beforeAll(() => {
      const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());
      played = new Map(
        rows.map((row, index) => {
          const way = (lanes[index % AT_ONCE] ?? Promise.resolve()).then(() => playWay(desk, row));
          lanes[index % AT_ONCE] = way.catch(() => undefined);
          return [row.way, way];
        }),
      );
    });

    test.for(rows)('$way, and each party told once of each transition', async ({ way }) => {
      await played.get(way);
    });
  },
  600_000,
);
