import { beforeAll, describe, expect, test, vi } from 'vitest';
import { rebateCalls } from '../../../support/rebate-calls.ts';

const csv = (amount: string) =>
  [
    'Record ID,Settlement Period,Order Reference,Service Category,Currency,Base Amount,Rebate Rate,Rebate Amount,Status',
    `A1,2026-10,ORD-1,Compute,USD,100,0.05,${amount},Settled`,
  ].join('\n');
const asked = { period: '2026-10', reason: 'The campaign of October was cancelled' };

/** A period that has something current, and a later sync whose snapshot was held back. */
async function setup() {
  const desk = await rebateCalls();
  const first = await desk.takeIn(await desk.bring(csv('5')));
  await desk.end(first.json.upload.sync);
  const current = desk.makeCurrent('2026-10', await desk.sync(first.json.upload.sync));
  const uploadId = await desk.bring(csv('500'));
  const { json } = await desk.takeIn(uploadId);
  const sync: string = json.upload.sync;
  const [read] = (await desk.sync(sync)).periods;
  if (!read) throw new Error('no period');
  const held = { ...read, state: 'held' as const, doubts: ['odd_total' as const], previous: current.manifest };
  await desk.end(sync, 'held', { periods: [held] });
  const accept = (json: object = asked, sent: object = {}, syncId = sync) =>
    desk.request('POST /v1/rebate-syncs/{syncId}/acceptance', { syncId }, { json, ...sent });
  return { ...desk, uploadId, held: sync, before: first.json.upload.sync, accept };
}

beforeAll(() => vi.stubEnv('POWERTOOLS_DEV', 'true'));

describe('B12: what a sync held back', () => {
  test('is taken in once a person accepts it with a reason, by a sync that names both', async () => {
    const desk = await setup();
    expect((await desk.read(desk.uploadId)).json.upload.status).toBe('held');
    const { status, json } = await desk.accept();
    expect(status).toBe(202);
    expect(await desk.sync(json.sync)).toMatchObject({
      origin: 'acceptance',
      accepts: { sync: desk.held, reason: asked.reason },
      upload: desk.uploadId,
      owner: desk.operator,
      periods: [{ period: '2026-10' }],
    });
  });

  test('is accepted by finance alone', async () => {
    const desk = await setup();
    expect((await desk.accept(asked, { rights: 'operator auditor' })).json.code).toBe('right_missing');
  });

  test('is accepted for a period that it was held for, and no other', async () => {
    const desk = await setup();
    expect((await desk.accept({ ...asked, period: '2026-09' })).json.code).toBe('nothing_held');
    expect((await desk.accept(asked, {}, desk.before)).json.code).toBe('nothing_held');
  });

  test('is out of date once something newer is current, which is named', async () => {
    const desk = await setup();
    desk.makeCurrent('2026-10', { id: 'rsy_01kb8q3y7tf4mx6z9w1c5v9zz9', upload: undefined });
    expect((await desk.accept()).json).toMatchObject({
      code: 'newer_rebates',
      params: { period: '2026-10', holder: 'rsy_01kb8q3y7tf4mx6z9w1c5v9zz9' },
    });
  });

  test('is accepted once, however often it is asked', async () => {
    const desk = await setup();
    const first = await desk.accept(asked, { key: 'one-and-the-same' });
    expect((await desk.accept(asked, { key: 'one-and-the-same' })).json).toEqual(first.json);
    expect((await desk.accept()).json.code).toBe('sync_at_work');
  });
});
