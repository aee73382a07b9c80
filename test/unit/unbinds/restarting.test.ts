import { describe, expect, test } from 'vitest';
import { DAY } from '../../support/link-desk.ts';
import { unbindDesk } from '../../support/unbind-desk.ts';

/** Executions die, and others carry on: the record decides which one may write. */
async function setup() {
  const desk = await unbindDesk();
  const id = await desk.startUnbind({ agreed: true });
  await desk.settle();
  const die = async (attempt: number) => {
    desk.unbinding.abort(`${id}-${attempt}`);
    await desk.work.UNBINDS_WORK_QUEUE({ detail: { input: JSON.stringify({ org: desk.org, requestId: id }) } });
  };
  return { ...desk, id, die };
}

describe('an unbind whose machine dies', () => {
  test('goes on under another execution, in the wait that it was in', async () => {
    const { id, die, unbind, pass, passed, observe } = await setup();
    const { waitingOn } = unbind(id);
    await die(1);
    await pass(61);
    expect(unbind(id)).toMatchObject({ attempt: 2, status: 'awaiting_submission', waitingOn });
    expect(passed(id, 2)).toEqual(['LoadUnbind', 'AwaitSubmission']);
    await observe(id, 'submitted');
    expect(passed(id, 2).at(-1)).toBe('AwaitCustomerConfirmation');
  });

  test('takes up what was observed while no machine was there', async () => {
    const { id, die, unbind, pass, passed, see } = await setup();
    await die(1);
    await see(id, 'submitted');
    await pass(61);
    expect(unbind(id).status).toBe('awaiting_customer_confirmation');
    expect(passed(id, 2)).toEqual(['LoadUnbind', 'AwaitCustomerConfirmation']);
  });

  test('four times is failed, open to what is seen at the provider after all', async () => {
    const { id, die, unbind, pass, observe, lockOf, told } = await setup();
    for (const attempt of [1, 2, 3, 4]) {
      await die(attempt);
      await pass(DAY);
    }
    expect(unbind(id)).toMatchObject({ status: 'failed', failure: { code: 'machine_died' } });
    expect((await lockOf(unbind(id)))?.unbind).toBeUndefined();
    await observe(id, 'submitted');
    expect(unbind(id)).toMatchObject({ status: 'awaiting_customer_confirmation', attempt: 5 });
    expect(told(id)).toContain('unbind.reopened');
  });
});
