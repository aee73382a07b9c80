import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTencentControl } from '../../../local/simulators/tencent/control-client.ts';
import { startTencentSimulator } from '../../../local/simulators/tencent/simulator.ts';
import { signTc3 } from '../../support/tc3-signer.ts';
import { days, reseller, startBench, tokenOf } from '../../support/tencent-bench.ts';

const customer = { uin: '200099990001', name: 'Wrenhollow Games Ltd', email: 'ops@wrenhollow.example.com' };

describe('the control API over HTTP', () => {
  test('has the abilities of the one in process', async () => {
    const { url, control, clientOf, linked } = await startBench();
    const remote = createTencentControl(url);
    expect(await remote.listAccounts()).toEqual(await control.listAccounts());
    await linked('200099990002');
    await remote.applyUnasked({ partner: reseller, ...customer });
    await (await clientOf()).request('DescribeCustomerUin', { Page: 1, PageSize: 10 });
    expect(await remote.readState()).toEqual(await control.readState());
    const { calls } = await remote.listCalls({ action: 'DescribeCustomerUin', after: 0 });
    expect(calls).toMatchObject([{ n: 1, account: reseller, parameters: { Page: 1, PageSize: 10 }, outcome: 'ok' }]);
    expect((await remote.listCalls({ after: 1 })).calls).toEqual([]);
  });

  test('says what is wrong with a body', async () => {
    const { url } = await startBench();
    const answer = await fetch(new URL('/_control/customers/submit', url), {
      method: 'POST',
      body: JSON.stringify({ token: 'abc', uin: 'twelve', name: 'x', email: 'x@example.com', colour: 'red' }),
    });
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain('A UIN has 5 to 15 digits.');
    expect(error.message).toContain('colour');
  });

  test('refuses what is not JSON, and names what there is when asked for what there is not', async () => {
    const { url } = await startBench();
    const status = async (path: string, body: string) =>
      (await fetch(new URL(path, url), { method: 'POST', body })).status;
    expect(await status('/_control/faults', '{')).toBe(400);
    expect(await status('/_control/unbinds', '{}')).toBe(404);
  });

  test('never shows secret keys with the state', async () => {
    const { control, keyOf } = await startBench();
    const { secretKey } = await keyOf();
    expect(JSON.stringify(await control.readState())).not.toContain(secretKey);
  });

  test('refuses an account that lacks what it needs', async () => {
    const { control } = await startBench();
    await expect(control.setCustomer({ uin: '200099990001' })).rejects.toMatchObject({ status: 400 });
    await expect(control.unbind('200099990001')).rejects.toMatchObject({ status: 404, code: 'no_such_account' });
    await control.setCustomer(customer);
    await expect(control.unbind(customer.uin)).rejects.toMatchObject({ status: 409, code: 'not_linked' });
  });
});

test('the clock moves by, to and relative to the wall clock, and goes on from there', async () => {
  const { control, passASecond } = await startBench();
  const { wall } = await control.readClock();
  expect(await control.moveClock(days(2))).toMatchObject({ wall, offsetMs: 172_800_000 });
  await control.moveClock({ set: '2030-01-01T00:00:00.000Z' });
  passASecond();
  expect((await control.readClock()).now).toBe('2030-01-01T00:00:01.000Z');
  expect(await control.moveClock({ offsetMs: 0 })).toMatchObject({ offsetMs: 0 });
});

describe('a seed', () => {
  const at = new Date('2026-11-21T10:00:00.000Z');

  /** A fixed run of calls and customer actions; what every call was answered, as text. */
  async function transcript(seed: number) {
    const bench = await startBench({ seed: { seed }, now: () => at, publicUrl: 'http://simulator.example' });
    const key = await bench.keyOf();
    const texts: string[] = [];
    const call = async (action: string, parameters: object) => {
      const body = JSON.stringify(parameters);
      const headers = signTc3({ ...key, action, body, timestamp: at.getTime() / 1000, host: new URL(bench.url).host });
      texts.push(await (await fetch(bench.url, { method: 'POST', headers, body })).text());
    };
    await call('CreateAndSendClientInvitationMail', { Email: 'it@example.com' });
    const link = String(JSON.parse(texts[0] ?? '').Response.InvitationLink);
    await bench.control.submitByLink({ token: tokenOf(link), ...customer });
    await bench.control.moveClock(days(1));
    await call('QueryPendingClientsV2', { Page: 1, PageSize: 10 });
    await call('ApproveClientApply', { ClientUin: Number(customer.uin), ApproveType: 'pass' });
    await call('QueryCustomersCredit', { Page: 1, PageSize: 100 });
    await call('Nonsense', {});
    return { texts, state: await bench.control.readState() };
  }

  test('gives the same bytes for the same calls', async () => {
    expect(await transcript(42)).toEqual(await transcript(42));
  });

  test('differs from another seed', async () => {
    expect((await transcript(42)).texts).not.toEqual((await transcript(43)).texts);
  });

  test('makes as many believable customers as asked, every name and UIN once', async () => {
    const { control } = await startBench();
    const partner = { uin: reseller, name: 'Big Reseller', role: 'reseller' as const, customers: 400 };
    await control.reset({ seed: 3, partners: [partner], strangers: 5 });
    const customers = Object.values((await control.readState()).customers);
    expect(customers.filter((each) => each.reseller === reseller)).toHaveLength(400);
    expect(customers.filter((each) => each.reseller === null)).toHaveLength(5);
    expect(new Set(customers.map(({ name }) => name)).size).toBe(405);
    expect(customers.every(({ email }) => /\.example\.(com|org)$/.test(email))).toBe(true);
    expect(customers.some(({ name }) => /[一-鿿]/.test(name))).toBe(true);
    expect(customers.some(({ name }) => /[a-z]/.test(name))).toBe(true);
  });

  test('has a distributor with second-level resellers and their customers when nothing is asked', async () => {
    const { control, clientOf } = await startBench();
    await control.reset();
    const tree = await (await clientOf('200010000002')).request('QuerySubAgentsDetailV2', { Page: 1, PageSize: 10 });
    expect(tree.Data.map(({ CountOfCustomers }: { CountOfCustomers: number }) => CountOfCustomers).toSorted()).toEqual([
      4, 5,
    ]);
  });

  test('is refused when a second-level reseller has no distributor', async () => {
    const { control } = await startBench();
    const partner = { uin: reseller, name: 'Alone', role: 'second_level_reseller' as const };
    await expect(control.reset({ partners: [partner] })).rejects.toMatchObject({ status: 400 });
  });
});

describe('the state file', () => {
  const stateFile = async () => join(await mkdtemp(join(tmpdir(), 'tencent-simulator-')), 'state.json');

  test('brings everything back after a stop: links, clock, keys, faults, log and the random sequence', async () => {
    const file = await stateFile();
    const first = await startTencentSimulator({ port: 0, stateFile: file });
    await first.control.applyUnasked({ partner: reseller, ...customer });
    await first.control.moveClock({ offsetMs: 86_400_000 });
    await first.control.addFault({ fault: { kind: 'busy' }, times: 3 });
    await first.control.rotateKey(reseller);
    const before = await first.control.readState();
    await first.close();

    const { control, clientOf } = await startBench({ stateFile: file });
    expect(await control.readState()).toEqual(before);
    await expect((await clientOf()).request('QueryVoucherPool', {})).rejects.toMatchObject({
      code: 'OperationDenied.ServiceBusy',
    });
    expect((await control.listFaults()).faults).toMatchObject([{ remaining: 2 }]);
  });

  test('holds an effect before its answer has left, so that a crash in between loses nothing', async () => {
    const file = await stateFile();
    const { control, clientOf } = await startBench({ stateFile: file });
    await control.applyUnasked({ partner: reseller, ...customer });
    await control.addFault({ action: 'ApproveClientApply', fault: { kind: 'hold', when: 'after' } });
    const approve = { ClientUin: Number(customer.uin), ApproveType: 'pass' };
    const answer = (await clientOf()).request('ApproveClientApply', approve);
    await control.awaitHeldCall();
    const kept = JSON.parse(await readFile(file, 'utf8'));
    expect(kept.customers[customer.uin]).toMatchObject({ reseller });
    await control.releaseCalls();
    await answer;
  });

  test('survives a killed process', async () => {
    const file = await stateFile();
    const main = join(import.meta.dirname, '../../../local/simulators/tencent/main.ts');
    const start = async () => {
      const child = spawn(process.execPath, [main, '--state', file], { stdio: ['ignore', 'pipe', 'inherit'] });
      onTestFinished(() => void child.kill('SIGKILL'));
      const [line] = await once(child.stdout, 'data');
      return { child, control: createTencentControl(/http:\S+/.exec(String(line))?.[0] ?? '') };
    };
    const first = await start();
    await first.control.applyUnasked({ partner: reseller, ...customer });
    const before = await first.control.readState();
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(await (await start()).control.readState()).toEqual(before);
  });

  test('stops the start when it is not a state, rather than being written over', async () => {
    const file = await stateFile();
    await writeFile(file, '{"partners":{}}');
    await expect(startTencentSimulator({ port: 0, stateFile: file })).rejects.toThrow('Invalid input');
    expect(await readFile(file, 'utf8')).toBe('{"partners":{}}');
  });
});
