import { describe, expect, test } from 'vitest';
import type { FaultOrder } from '../../../local/simulators/faults.ts';
import { Agency, agencyClient, partner, startBench } from '../../support/alibaba-bench.ts';

const uid = '1215848086704806';
const freeze = new Agency.EditEndUserStatusRequest({ uid: Number(uid), creditStatus: 'postPayFreeze' });

async function startFaulty(fault: FaultOrder['fault']) {
  const bench = await startBench();
  await bench.linked(uid);
  await bench.control.addFault({ action: 'EditEndUserStatus', customer: uid, fault });
  const client = await bench.clientOf();
  const isFrozen = async () => (await bench.control.readState()).customers[uid]?.isFrozen;
  return { ...bench, isFrozen, call: () => client.editEndUserStatus(freeze) };
}

describe('a fault on order', () => {
  test.each([
    [{ kind: 'throttle' } as const, { statusCode: 400, retryAfter: 1000 }],
    [{ kind: 'error', code: 'InvalidRequest.NoPermissions' } as const, { code: 'InvalidRequest.NoPermissions' }],
    [{ kind: 'http', status: 502, effect: 'none' } as const, { name: 'SyntaxError' }],
    [{ kind: 'drop', effect: 'none' } as const, { message: expect.stringMatching(/socket hang up|ECONNRESET/) }],
    [{ kind: 'malformed', effect: 'none' } as const, { name: 'SyntaxError' }],
  ])('%o reaches the official client, without effect, once', async (fault, error) => {
    const { call, isFrozen } = await startFaulty(fault);
    await expect(call()).rejects.toMatchObject(error);
    expect(await isFrozen()).toBe(false);
    await call();
    expect(await isFrozen()).toBe(true);
  });

  test.each([
    [{ kind: 'busy' } as const, { code: '1109', data: 'false' }],
    [{ kind: 'error', code: '3040' } as const, { code: '3040', data: 'false' }],
  ])('%o arrives in HTTP 200, as the business layer has it', async (fault, answer) => {
    const { call, isFrozen } = await startFaulty(fault);
    expect((await call()).body).toMatchObject(answer);
    expect(await isFrozen()).toBe(false);
  });

  test.each([
    { kind: 'drop', effect: 'done' } as const,
    { kind: 'http', status: 503, effect: 'done' } as const,
    { kind: 'malformed', effect: 'done' } as const,
  ])('%o loses the answer of a call that took effect', async (fault) => {
    const { call, isFrozen, control } = await startFaulty(fault);
    await expect(call()).rejects.toBeInstanceOf(Error);
    expect(await isFrozen()).toBe(true);
    expect((await control.listCalls()).calls).toMatchObject([{ outcome: 'ok', fault: fault.kind }]);
  });

  test('no_envelope is an answer without a word', async () => {
    const { call } = await startFaulty({ kind: 'no_envelope', effect: 'none' });
    expect((await call()).body).not.toHaveProperty('code');
  });

  test('timeout leaves the client without answer and the provider without effect', async () => {
    const { url, keyOf, isFrozen } = await startFaulty({ kind: 'timeout' });
    const hasty = agencyClient(url, await keyOf(), 300);
    await expect(hasty.editEndUserStatus(freeze)).rejects.toBeInstanceOf(Error);
    expect(await isFrozen()).toBe(false);
  });

  test.each([
    ['before', false],
    ['after', true],
  ] as const)('hold %s the effect can be awaited and released', async (when, whileHeld) => {
    const { call, control, isFrozen } = await startFaulty({ kind: 'hold', when });
    const answer = call();
    expect(await control.awaitHeldCall()).toMatchObject({ action: 'EditEndUserStatus', account: partner });
    expect(await isFrozen()).toBe(whileHeld);
    await control.releaseCalls();
    expect((await answer).body).toMatchObject({ data: 'true' });
  });

  test('meets only the parameters that it names, as they are on the wire', async () => {
    const { control, clientOf, linked } = await startBench();
    await linked(uid);
    await control.addFault({ fault: { kind: 'throttle' }, match: { CreditStatus: 'postPayThaw' } });
    const client = await clientOf();
    await client.editEndUserStatus(freeze);
    const thaw = new Agency.EditEndUserStatusRequest({ uid: Number(uid), creditStatus: 'postPayThaw' });
    await expect(client.editEndUserStatus(thaw)).rejects.toMatchObject({ statusCode: 400 });
  });

  test('is not used up by a call whose signature does not stand', async () => {
    const { send, control } = await startFaulty({ kind: 'busy' });
    await send({ action: 'EditEndUserStatus', method: 'GET', accessKeySecret: 'wrong secret' });
    expect((await control.listFaults()).faults).toHaveLength(1);
  });
});
