import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isUnbindOutcome } from '../../../functions/unbinds/status.ts';
import { type Desk, expectOk, sharedDesk, statesEntered } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { eventually, unbinding } from './unbinding.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

const rows = Object.entries<Scenario>(scenarios).map(([way, scenario]) => ({ way, scenario }));

describe.concurrent('an unbind, through the pretend console', () => {
  test.for(rows)('$way', async ({ scenario }) => {
    const { outcome, flags = [], terms, tier, play } = scenario;
    const u = await unbinding(desk, { ...(terms && { terms }), ...(tier && { tier }) });
    await play(u);
    const done = await eventually(
      'end',
      async () => {
        const now = await u.look();
        return isUnbindOutcome(now.status) ? now : undefined;
      },
      () => JSON.stringify(u.seen.at(-1)),
    );
    expect(done).toMatchObject({ status: outcome, flags: [...flags] });
    expect(await statesEntered(desk, done.execution)).toMatchSnapshot();
    const { link } = (await expectOk(u.operator.getLink({ params: { linkId: u.linkId } }))).json;
    expect(link.status).toBe(outcome === 'completed' ? 'unbound' : 'active');
  });
}, 300_000);
