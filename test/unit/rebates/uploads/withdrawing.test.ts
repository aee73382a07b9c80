import { beforeAll, describe, expect, test, vi } from 'vitest';
import { rebateCalls } from '../../../support/rebate-calls.ts';

const line = (id: string, period = '2026-10') => `${id},${period},ORD-${id},Compute,USD,100,0.05,5,Settled`;
const statement = [
  'Record ID,Settlement Period,Order Reference,Service Category,Currency,Base Amount,Rebate Rate,Rebate Amount,Status',
  line('A1'),
  line('A2', '2026-09'),
].join('\n');
type Desk = Awaited<ReturnType<typeof rebateCalls>>;

beforeAll(() => vi.stubEnv('POWERTOOLS_DEV', 'true'));

describe('a wrong upload', () => {
  const takenIn = async (desk: Desk, text: string) => {
    const uploadId = await desk.bring(text);
    await desk.end((await desk.takeIn(uploadId)).json.upload.sync);
    return uploadId;
  };

  test('is withdrawn by a sync of the periods that it brought, and its history stays', async () => {
    const desk = await rebateCalls();
    const uploadId = await takenIn(desk, statement);
    const { status, json } = await desk.withdraw(uploadId);
    expect({ status, upload: json.upload }).toMatchObject({
      status: 202,
      upload: { status: 'withdrawing', withdrawal: { reason: 'Another account’s export', by: desk.operator } },
    });
    expect(await desk.sync(json.upload.withdrawal.sync)).toMatchObject({
      origin: 'withdrawal',
      upload: uploadId,
      periods: [{ period: '2026-09' }, { period: '2026-10' }],
    });
    await desk.end(json.upload.withdrawal.sync, 'unchanged');
    expect((await desk.read(uploadId)).json).toMatchObject({ upload: { status: 'withdrawn' }, download: {} });
    expect((await desk.withdraw(uploadId)).json.code).toBe('not_allowed_now');
  });

  test('stays while a later one is current, which is named', async () => {
    const desk = await rebateCalls();
    const first = await takenIn(desk, statement);
    const second = await takenIn(desk, `${statement}\n${line('A4')}`);
    expect((await desk.withdraw(first)).json).toMatchObject({
      code: 'newer_rebates',
      params: { period: expect.any(String), holder: second },
    });
  });

  test('stays when something newer becomes current while it is being withdrawn', async () => {
    const desk = await rebateCalls();
    const uploadId = await takenIn(desk, statement);
    desk.tables.raceNext(() =>
      desk.tables.seed('desk', {
        ...desk.tables.items('desk').find(({ sk }) => sk === 'PERIOD#2026-10')!,
        version: 2,
      }),
    );
    expect((await desk.withdraw(uploadId)).json.code).toBe('changed_meanwhile');
    expect((await desk.read(uploadId)).json.upload.status).toBe('taken_in');
  });

  test('that changed nothing has nothing to take back', async () => {
    const desk = await rebateCalls();
    const uploadId = await desk.bring(statement);
    await desk.end((await desk.takeIn(uploadId)).json.upload.sync, 'unchanged');
    const { json } = await desk.withdraw(uploadId);
    expect(json.code).toBe('nothing_to_withdraw');
  });

  test('says beforehand what can be done with it, and why the rest can not', async () => {
    const desk = await rebateCalls();
    const uploadId = await takenIn(desk, statement);
    const { actions } = (await desk.read(uploadId, { rights: 'auditor' })).json.upload;
    expect(actions).toContainEqual(expect.objectContaining({ name: 'withdrawRebateUpload', because: 'right_missing' }));
    const mine = (await desk.read(uploadId)).json.upload.actions;
    expect(mine).toContainEqual(expect.objectContaining({ name: 'withdrawRebateUpload', allowed: true }));
    expect(mine).toContainEqual(
      expect.objectContaining({ name: 'takeInRebateUpload', allowed: false, because: 'not_allowed_now' }),
    );
  });
});
