import { beforeAll, expect, test, vi } from 'vitest';
import { rebateCalls } from '../../../support/rebate-calls.ts';

const header =
  'Record ID,Settlement Period,Order Reference,Service Category,Currency,Base Amount,Rebate Rate,Rebate Amount,Status';
const line = (id: string, amount = '5') => `${id},2026-10,ORD-${id},Compute,USD,100,0.05,${amount},Settled`;
const statement = (...lines: readonly string[]) => [header, ...lines].join('\n');

beforeAll(() => vi.stubEnv('POWERTOOLS_DEV', 'true'));

async function setup() {
  const desk = await rebateCalls();
  const records = () =>
    desk.tables
      .items('desk')
      .filter(({ pk }) => pk.includes('#REBATES#2026-10#'))
      .map(({ id, amount }) => [id, amount] as const)
      .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const takenIn = async (text: string, more: object = {}) => {
    desk.time.now += 60_000;
    const uploadId = await desk.bring(text, more);
    const { json } = await desk.takeIn(uploadId);
    const sync = await desk.work(json.upload.sync);
    return { uploadId, sync, status: (await desk.read(uploadId)).json.upload.status };
  };
  const takeBack = async (uploadId: string) => {
    desk.time.now += 60_000;
    const { json } = await desk.withdraw(uploadId);
    expect(await desk.work(json.upload.withdrawal.sync)).toMatchObject({ status: 'completed' });
    expect((await desk.read(uploadId)).json.upload.status).toBe('withdrawn');
  };
  return { ...desk, records, takenIn, takeBack };
}

test('R121: exports are taken in by the engine, and a wrong one leaves as it came', async () => {
  const desk = await setup();
  const first = await desk.takenIn(statement(line('A1'), line('A2')));
  expect([first.status, desk.records()]).toEqual([
    'taken_in',
    [
      ['A1', '5'],
      ['A2', '5'],
    ],
  ]);
  const wrong = await desk.takenIn(statement(line('A1'), line('A2', '7'), line('A3')));
  expect([wrong.status, desk.records()]).toEqual([
    'taken_in',
    [
      ['A1', '5'],
      ['A2', '7'],
      ['A3', '5'],
    ],
  ]);
  expect((await desk.withdraw(first.uploadId)).json).toMatchObject({
    code: 'newer_rebates',
    params: { holder: wrong.uploadId },
  });
  await desk.takeBack(wrong.uploadId);
  expect(desk.records()).toEqual([
    ['A1', '5'],
    ['A2', '5'],
  ]);
  // what is believed again is by the first upload again, which can be taken back in its turn
  await desk.takeBack(first.uploadId);
  expect(desk.records()).toEqual([]);
});

test('B12: an export that says that nothing is left is held until a person accepts it', async () => {
  const desk = await setup();
  await desk.takenIn(statement(line('A1')));
  const { uploadId, sync, status } = await desk.takenIn(`${header}\n`, { period: '2026-10' });
  expect([status, desk.records()]).toEqual(['held', [['A1', '5']]]);
  const json = { period: '2026-10', reason: 'The provider has cancelled the campaign' };
  const accepted = await desk.request('POST /v1/rebate-syncs/{syncId}/acceptance', { syncId: sync.id }, { json });
  expect((await desk.read(uploadId)).json.upload.status).toBe('syncing');
  desk.time.now += 60_000;
  expect(await desk.work(accepted.json.sync)).toMatchObject({ status: 'completed' });
  expect((await desk.read(uploadId)).json.upload.status).toBe('taken_in');
  expect(desk.records()).toEqual([]);
  await desk.takeBack(uploadId);
  expect(desk.records()).toEqual([['A1', '5']]);
});
