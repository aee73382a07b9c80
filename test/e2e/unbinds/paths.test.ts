import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isUnbindOutcome } from '../../../functions/unbinds/status.ts';
import { type UnbindWayName, unbindWays } from '../../../statemachines/unbind-outcomes.ts';
import { type Desk, expectOk, sharedDesk, statesEntered } from '../../support/desk.ts';
import { beatDueWork } from '../../support/due-beat.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { eventually, type Unbinding, unbinding } from './unbinding.ts';

let desk: Desk;
let due: ReturnType<typeof beatDueWork>;

beforeAll(async () => {
  desk = await sharedDesk();
  due = beatDueWork(desk);
});
afterAll(() => due?.end());

const rows = Object.entries<Scenario>(scenarios).map(([way, scenario]) => ({ way: way as UnbindWayName, scenario }));

describe.concurrent('R087–R096: an unbind, through the pretend console', () => {
  test.for(rows)('$way', async ({ way, scenario }) => {
    const { flags = [], terms, play } = scenario;
    const u = await unbinding(desk, { ...(terms && { terms }) });
    await play(u);
    const done = await eventually(
      'end',
      async () => {
        const now = await u.look();
        return isUnbindOutcome(now.status) ? now : undefined;
      },
      () => JSON.stringify(u.seen.at(-1)),
    );
    const { outcome, states } = unbindWays[way];
    expect(done).toMatchObject({ status: outcome, flags: [...flags], attempt: 1 });
    const entered = await eventually('end of the execution', async () => {
      const now = await statesEntered(desk, done.execution);
      return now.length >= states.length ? now : undefined;
    });
    expect(entered).toEqual(states);
    await expectFollowed(u);
    const { link } = (await expectOk(u.operator.getLink({ params: { linkId: u.linkId } }))).json;
    expect(link.status).toBe(outcome === 'completed' ? 'unbound' : 'active');
  });
}, 600_000);

/** Its timeline is gapless, and whoever waited was waited for by name and until when. */
async function expectFollowed({ operator, id, seen }: Unbinding): Promise<void> {
  const query = { limit: 100 };
  const { items } = (await expectOk(operator.getUnbindTimeline({ params: { unbindId: id() }, query }))).json;
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
  for (const { status, waitingOn, turn } of seen) {
    expect(waitingOn !== undefined).toBe(status.startsWith('awaiting_'));
    expect(turn.length).toBeGreaterThan(10);
  }
}
