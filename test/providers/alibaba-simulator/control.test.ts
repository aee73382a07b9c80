import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAlibabaControl } from '../../../local/simulators/alibaba/control-client.ts';
import { startAlibabaSimulator } from '../../../local/simulators/alibaba/simulator.ts';
import { signAcs3 } from '../../support/acs3-signer.ts';
import { days, partner, startBench } from '../../support/alibaba-bench.ts';

const customer = { uid: '1215848086704806', nickname: 'Wrenhollow Games Ltd', email: 'ops@wrenhollow.example.com' };

describe('the control API over HTTP', () => {
  test('has the abilities of the one in process', async () => {
    const { url, control, clientOf, linked } = await startBench();
    const remote = createAlibabaControl(url);
    expect(await remote.listAccounts()).toEqual(await control.listAccounts());
    await linked(customer.uid);
    await remote.openTermination({ by: partner, uid: customer.uid });
    await (await clientOf()).listCountries();
    expect(await remote.readState()).toEqual(await control.readState());
    const { calls } = await remote.listCalls({ action: 'ListCountries' });
    expect(calls).toMatchObject([{ n: 1, account: partner, parameters: {}, outcome: 'ok' }]);
  });

  test('says what is wrong with a body', async () => {
    const { url } = await startBench();
    const answer = await fetch(new URL('/_control/customers', url), {
      method: 'POST',
      body: JSON.stringify({ uid: 'twelve', colour: 'red' }),
    });
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { message: string } };
    expect(error.message).toContain('An id has 1 to 19 digits.');
    expect(error.message).toContain('colour');
  });

  test('never shows secrets of keys with the state', async () => {
    const { control, keyOf } = await startBench();
    const { accessKeySecret } = await keyOf();
    expect(JSON.stringify(await control.readState())).not.toContain(accessKeySecret);
  });

  test('refuses what lacks what it needs, or names a column that no file has', async () => {
    const { control } = await startBench();
    await expect(control.setCustomer({ uid: customer.uid })).rejects.toMatchObject({ status: 400 });
    await expect(control.release(customer.uid)).rejects.toMatchObject({ status: 404, code: 'no_such_account' });
    await control.setCustomer(customer);
    await expect(control.release(customer.uid)).rejects.toMatchObject({ status: 409, code: 'not_linked' });
    await expect(control.associate('77')).rejects.toMatchObject({ status: 404, code: 'no_such_invitation' });
    const rows = [{ Colour: 'red' }];
    await expect(
      control.setBill({ account: partner, month: '2026-10', type: 'MarginReportV2', rows }),
    ).rejects.toMatchObject({ code: 'no_such_column' });
  });

  test('disables and adds keys', async () => {
    const { control, keyOf, send } = await startBench();
    const { accessKeyId } = await keyOf();
    await control.disableKey(accessKeyId);
    await control.addKey({ account: partner, accessKeyId: 'LTAIchosen', accessKeySecret: 'a chosen secret' });
    expect(await send({ action: 'ListCountries', method: 'GET' })).toMatchObject({ status: 200 });
    await expect(control.addKey({ account: partner, accessKeyId: 'LTAIchosen' })).rejects.toMatchObject({
      status: 409,
    });
  });
});

describe('a seed', () => {
  const at = new Date('2026-11-21T10:00:00.000Z');

  /** A fixed run of calls and customer actions; what every call was answered, as text. */
  async function transcript(seed: number) {
    const bench = await startBench({ seed: { seed }, now: () => at, publicUrl: 'http://simulator.example' });
    const key = await bench.keyOf();
    const texts: string[] = [];
    const call = async (action: string, query: Record<string, string>, method: 'GET' | 'POST' = 'POST') => {
      const host = new URL(bench.url).host;
      const nonce = String(texts.length);
      const headers = signAcs3({ ...key, action, query, method, host, nonce, date: '2026-11-21T10:00:00Z' });
      const search = new URLSearchParams(query).toString();
      texts.push(await (await fetch(`${bench.url}/?${search}`, { method, headers })).text());
    };
    const made = { CustomerName: 'New', CustomerSource: 'website', CustomerTrade: '01', Nation: 'SG' };
    await call('CreateCustomer', made);
    const item = {
      CustomerId: JSON.parse(texts[0] ?? '').Message,
      EmailAddress: 'it@example.com',
      AccountNickname: 'New',
      SubAccountType: '2',
      CreditLine: '10',
      ZeroCreditShutdownPolicy: '3',
      NewBuyStatus: 'ban',
    };
    const numbered = Object.entries(item).map(([name, value]) => [`AccountInfoList.1.${name}`, value]);
    await call('InviteSubAccount', Object.fromEntries(numbered));
    const { invitations } = await bench.control.readState();
    const form = { name: 'New', email: 'it@example.com', country: 'SG' };
    await bench.control.register({ invitation: invitations[0]?.id ?? '', ...form });
    await bench.control.moveClock(days(1));
    await call('GetAccountInfo', { CurrentPage: '1', PageSize: '20', UserType: '1' }, 'GET');
    await call('Nonsense', {});
    // The port is the system's choice, and a refusal names the host.
    return { texts: texts.map((text) => text.replaceAll(new URL(bench.url).host, 'host')), state: invitations };
  }

  test('gives the same bytes for the same calls', async () => {
    expect(await transcript(42)).toEqual(await transcript(42));
  });

  test('differs from another seed', async () => {
    expect((await transcript(42)).texts).not.toEqual((await transcript(43)).texts);
  });

  test('makes as many believable customers as asked; most ids are 16 digits long, some too long for JSON numbers', async () => {
    const { control } = await startBench();
    await control.reset({ seed: 3, partners: [{ uid: partner, name: 'Big', customers: 200 }], strangers: 5 });
    const customers = Object.values((await control.readState()).customers);
    expect(customers.filter((each) => each.partner === partner)).toHaveLength(200);
    expect(customers.filter((each) => each.partner === null)).toHaveLength(5);
    expect(new Set(customers.map(({ nickname }) => nickname)).size).toBe(205);
    expect(customers.every(({ email }) => /\.example\.(com|org)$/.test(email))).toBe(true);
    const lost = customers.filter(({ uid }) => !Number.isSafeInteger(Number(uid)));
    expect(lost.length).toBeGreaterThan(10);
    expect(customers.length - lost.length).toBeGreaterThan(lost.length);
  });

  test('is refused when a T1 partner has a parent, or a T2 partner one that is not there', async () => {
    const { control } = await startBench();
    const one = { uid: partner, name: 'One', parent: '77' };
    await expect(control.reset({ partners: [one] })).rejects.toMatchObject({ status: 400 });
    await expect(control.reset({ partners: [{ ...one, tier: 'T2' }] })).rejects.toMatchObject({ status: 400 });
  });
});

describe('the state file', () => {
  const stateFile = async () => join(await mkdtemp(join(tmpdir(), 'alibaba-simulator-')), 'state.json');

  test('brings everything back after a stop', async () => {
    const file = await stateFile();
    const first = await startAlibabaSimulator({ port: 0, stateFile: file });
    await first.control.setCustomer({ ...customer, partner });
    await first.control.openTermination({ by: partner, uid: customer.uid });
    await first.control.moveClock({ offsetMs: 86_400_000 });
    await first.control.addFault({ fault: { kind: 'busy' }, times: 3 });
    const before = await first.control.readState();
    await first.close();
    const { control, send } = await startBench({ stateFile: file });
    expect(await control.readState()).toEqual(before);
    expect(await send({ action: 'ListCountries', method: 'GET' })).toMatchObject({ Code: '1109' });
    expect((await control.listFaults()).faults).toMatchObject([{ remaining: 2 }]);
  });

  test('survives a killed process', async () => {
    const file = await stateFile();
    const main = join(import.meta.dirname, '../../../local/simulators/alibaba/main.ts');
    const start = async () => {
      const child = spawn(process.execPath, [main, '--state', file], { stdio: ['ignore', 'pipe', 'inherit'] });
      onTestFinished(() => void child.kill('SIGKILL'));
      const [line] = await once(child.stdout, 'data');
      return { child, control: createAlibabaControl(/http:\S+/.exec(String(line))?.[0] ?? '') };
    };
    const first = await start();
    await first.control.setCustomer({ ...customer, partner });
    const before = await first.control.readState();
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(await (await start()).control.readState()).toEqual(before);
  });

  test('stops the start when it is not a state, rather than being written over', async () => {
    const file = await stateFile();
    await writeFile(file, '{"partners":{}}');
    await expect(startAlibabaSimulator({ port: 0, stateFile: file })).rejects.toThrow('Invalid input');
    expect(await readFile(file, 'utf8')).toBe('{"partners":{}}');
  });
});
