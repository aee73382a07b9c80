import { describe, expect, test } from 'vitest';
import type { FaultOrder } from '../../../local/simulators/faults.ts';
import { officialClient, reseller, secondLevel, startBench } from '../../support/tencent-bench.ts';

const uin = '200099990001';
const remark = { ClientUin: uin, Remark: 'written' };

async function startFaulty(fault: FaultOrder['fault']) {
  const bench = await startBench();
  await bench.linked(uin);
  await bench.control.addFault({ action: 'ModifyClientRemark', fault });
  const client = await bench.clientOf();
  const readRemark = async () => (await bench.control.readState()).customers[uin]?.remark;
  const call = () => client.request('ModifyClientRemark', remark);
  return { ...bench, call, readRemark };
}

describe('a fault on order', () => {
  test.each([
    [{ kind: 'throttle' } as const, { code: 'RequestLimitExceeded' }],
    [{ kind: 'busy' } as const, { code: 'OperationDenied.ServiceBusy' }],
    [{ kind: 'error', code: 'OperationDenied' } as const, { code: 'OperationDenied' }],
    [{ kind: 'http', status: 502, effect: 'none' } as const, { httpCode: 502 }],
    [{ kind: 'drop', effect: 'none' } as const, { message: expect.stringMatching(/socket hang up|ECONNRESET/) }],
    [{ kind: 'malformed', effect: 'none' } as const, { type: 'invalid-json' }],
    [{ kind: 'no_envelope', effect: 'none' } as const, { name: 'TypeError' }],
  ])('%o reaches the official client, without effect, once', async (fault, error) => {
    const { call, readRemark } = await startFaulty(fault);
    await expect(call()).rejects.toMatchObject(error);
    expect(await readRemark()).toBe('');
    await call();
    expect(await readRemark()).toBe('written');
  });

  test.each([
    { kind: 'drop', effect: 'done' } as const,
    { kind: 'http', status: 500, effect: 'done' } as const,
    { kind: 'malformed', effect: 'done' } as const,
    { kind: 'no_envelope', effect: 'done' } as const,
  ])('%o loses the answer of a call that took effect', async (fault) => {
    const { call, readRemark, control } = await startFaulty(fault);
    await expect(call()).rejects.toBeInstanceOf(Error);
    expect(await readRemark()).toBe('written');
    expect((await control.listCalls()).calls).toMatchObject([{ outcome: 'ok', fault: fault.kind }]);
  });

  test('slow answers as usual, later', async () => {
    const { call } = await startFaulty({ kind: 'slow', ms: 5 });
    expect(await call()).toMatchObject({ ClientRemark: 'written' });
  });

  test('timeout leaves the client without answer and the provider without effect', async () => {
    const { url, keyOf, readRemark, control } = await startFaulty({ kind: 'timeout' });
    const hasty = officialClient(url, await keyOf(), 1);
    await expect(hasty.request('ModifyClientRemark', remark)).rejects.toMatchObject({
      message: expect.stringContaining('network timeout'),
    });
    expect(await readRemark()).toBe('');
    expect((await control.listFaults()).faults).toEqual([]);
  });

  test('timeout ends early when it is released', async () => {
    const { call, control } = await startFaulty({ kind: 'timeout' });
    const answer = call().catch((error: unknown) => error);
    await control.awaitHeldCall();
    await control.releaseCalls();
    expect(await answer).toBeInstanceOf(Error);
  });

  test.each([
    ['before', ''],
    ['after', 'written'],
  ] as const)('hold %s the effect can be awaited and released', async (when, whileHeld) => {
    const { call, control, readRemark } = await startFaulty({ kind: 'hold', when });
    const answer = call();
    const held = await control.awaitHeldCall();
    expect(held).toMatchObject({ action: 'ModifyClientRemark', account: reseller });
    expect(await readRemark()).toBe(whileHeld);
    expect(await control.releaseCalls(held.faultId)).toEqual({ released: 1 });
    expect(await answer).toMatchObject({ ClientRemark: 'written', RequestId: held.requestId });
  });

  test('a call that is held before its effect takes effect on release, though its client has long left', async () => {
    const { url, keyOf, control, readRemark } = await startFaulty({ kind: 'hold', when: 'before' });
    const hasty = officialClient(url, await keyOf(), 1);
    await expect(hasty.request('ModifyClientRemark', remark)).rejects.toBeInstanceOf(Error);
    expect(await readRemark()).toBe('');
    expect(await control.releaseCalls()).toEqual({ released: 1 });
    await expect.poll(readRemark).toBe('written');
  });

  test('meets only the action, account and parameters it names, as often as it says', async () => {
    const { control, clientOf, linked } = await startBench();
    await linked(uin);
    await linked('200099990002', secondLevel);
    await control.addFault({ fault: { kind: 'busy' }, account: reseller, match: { Remark: 'bad' }, times: 2 });
    const [own, other] = [await clientOf(), await clientOf(secondLevel)];
    const write = (Remark: string) => own.request('ModifyClientRemark', { ClientUin: uin, Remark });
    await write('good');
    await other.request('ModifyClientRemark', { ClientUin: '200099990002', Remark: 'bad' });
    await expect(write('bad')).rejects.toMatchObject({ code: 'OperationDenied.ServiceBusy' });
    expect((await control.listFaults()).faults).toMatchObject([{ remaining: 1, times: 2 }]);
    await expect(write('bad')).rejects.toMatchObject({ code: 'OperationDenied.ServiceBusy' });
    await write('bad');
  });

  test('can be taken back', async () => {
    const { call, control } = await startFaulty({ kind: 'busy' });
    expect(await control.clearFaults()).toEqual({ cleared: 1 });
    await call();
  });

  test('is not used up by a call whose signature does not stand', async () => {
    const { send, control } = await startFaulty({ kind: 'busy' });
    await send({ action: 'ModifyClientRemark', secretKey: 'wrong key' });
    expect((await control.listFaults()).faults).toHaveLength(1);
  });
});

test('waiting for a held call ends with 408 when none comes', async () => {
  const { control } = await startBench();
  await expect(control.awaitHeldCall({ timeoutMs: 5 })).rejects.toMatchObject({ status: 408, code: 'not_held' });
});

test('a reset lets held calls go without answer, effect or trace in the new world', async () => {
  const { call, control } = await startFaulty({ kind: 'hold', when: 'before' });
  const answer = call().catch((error: unknown) => error);
  await control.awaitHeldCall();
  await control.reset();
  expect(await answer).toBeInstanceOf(Error);
  expect((await control.listCalls()).calls).toEqual([]);
});
