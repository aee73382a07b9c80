import { afterAll, beforeAll, describe, test } from 'vitest';
import type { UnbindWayName } from '../../../statemachines/unbind-outcomes.ts';
import { type Desk, sharedDesk } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { expectWay } from './follow-way.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { unbinding } from './unbinding.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

const rows = Object.entries<Scenario>(scenarios).map(([way, scenario]) => ({ way: way as UnbindWayName, scenario }));

describe.concurrent('R087–R096: an unbind, through the pretend console', () => {
  test.for(rows)('$way, and each party told once of each transition', async ({ way, scenario }) => {
    const { terms, flags = [], play } = scenario;
    const u = await unbinding(desk, { ...(terms && { terms }) });
    await play(u);
    await expectWay(u, way, flags);
  });
}, 600_000);
