import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Desk, sharedDesk } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { playWay, waysAt } from './play-way.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

describe.concurrent('R087–R096: an unbind, through the pretend console', () => {
  test.for(waysAt('tencent-intl'))('$way, and each party told once of each transition', async (row) => {
    await playWay(desk, row);
  });
}, 600_000);
