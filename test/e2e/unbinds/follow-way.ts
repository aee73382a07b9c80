import { expect } from 'vitest';
import { isUnbindOutcome } from '../../../functions/unbinds/status.ts';
import { type UnbindWayName, unbindStatesAt, unbindWays } from '../../../statemachines/unbind-outcomes.ts';
import { expectOk, statesEntered } from '../../support/desk.ts';
import { eventually } from './eventually.ts';
import { expectTold } from './told.ts';
import { type Seen, type Unbinding } from './unbinding.ts';

/**
 * The case comes to the end of this way: with its outcome, the states of its machine in their order, a gapless timeline, a
 * party waited for in every wait, each party told once, and the link as it has to be then.
 */
export async function expectWay(u: Unbinding, way: UnbindWayName, flags: Seen['flags'] = []): Promise<void> {
  const done = await eventually(
    'end',
    async () => {
      const now = await u.look();
      return isUnbindOutcome(now.status) ? now : undefined;
    },
    () => JSON.stringify(u.seen.at(-1)),
  );
  const { outcome } = unbindWays[way];
  const states = unbindStatesAt(unbindWays[way], u.asksForCard);
  expect(done).toMatchObject({ status: outcome, flags: [...flags], attempt: 1 });
  const entered = await eventually('end of the execution', async () => {
    const now = await statesEntered(u.desk, done.execution);
    return now.length >= states.length ? now : undefined;
  });
  expect(entered).toEqual(states);
  await expectFollowed(u);
  await expectTold(u);
  const { link } = (await expectOk(u.operator.getLink({ params: { linkId: u.linkId } }))).json;
  expect(link.status).toBe(outcome === 'completed' || outcome === 'migrated_away' ? 'unbound' : 'active');
}

/** Its timeline is gapless, and whoever waited was waited for by name and until when. */
export async function expectFollowed({ operator, id, seen }: Unbinding): Promise<void> {
  const query = { limit: 100 };
  const { items } = (await expectOk(operator.getUnbindTimeline({ params: { unbindId: id() }, query }))).json;
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
  for (const { status, waitingOn, turn } of seen) {
    expect(waitingOn !== undefined).toBe(status.startsWith('awaiting_'));
    expect(turn.length).toBeGreaterThan(10);
  }
}
