import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHuaweiControl } from '../../../local/simulators/huawei/control-client.ts';
import { startHuaweiSimulator } from '../../../local/simulators/huawei/simulator.ts';
import { customer, officialCall, partner, startBench } from '../../support/huawei-bench.ts';

const budget = { customer_id: customer, budget_amount: 42 };

async function startLinked() {
  const bench = await startBench();
  await bench.linked();
  const amount = async () => (await bench.control.readState()).customers[customer]?.budget?.amount;
  return { ...bench, amount, set: () => bench.call('UpdateSubCustomerBudget', budget) };
}

describe('a fault on order', () => {
  test.each([
    [{ kind: 'throttle' }, { httpStatusCode: 429, errorCode: 'CBC.0250' }],
    [{ kind: 'busy' }, { httpStatusCode: 500, errorCode: 'CBC.0999' }],
    [
      { kind: 'error', code: 'CBC.0156' },
      { httpStatusCode: 403, errorCode: 'CBC.0156' },
    ],
    [
      { kind: 'error', code: 'CBC.12345' },
      { httpStatusCode: 400, errorCode: 'CBC.12345' },
    ],
    [{ kind: 'http', status: 502 }, { httpStatusCode: 502 }],
    [{ kind: 'drop', effect: 'none' }, { httpStatusCode: undefined }],
  ] as const)('%o has no effect', async (fault, thrown) => {
    const { control, amount, set } = await startLinked();
    await control.addFault({ fault, action: 'UpdateSubCustomerBudget', customer });
    await expect(set()).rejects.toMatchObject(thrown);
    expect(await amount()).toBe('1000.00');
    await set();
    expect(await amount()).toBe('42.00');
  });

  test.each([
    [{ kind: 'drop', effect: 'done' }, undefined],
    [{ kind: 'http', status: 504, effect: 'done' }, 504],
  ] as const)('%o takes the answer away, not the effect', async (fault, httpStatusCode) => {
    const { control, amount, set } = await startLinked();
    await control.addFault({ fault, match: { budget_amount: 42 } });
    await expect(set()).rejects.toMatchObject({ httpStatusCode });
    expect(await amount()).toBe('42.00');
  });

  test('may be an error code inside HTTP 200, or an answer that is none', async () => {
    const { control, call } = await startLinked();
    await control.addFault({ fault: { kind: 'error', code: 'CBC.5002' } });
    expect(await call('ListSubCustomers')).toMatchObject({ httpStatusCode: 200, error_code: 'CBC.5002' });
    await control.addFault({ fault: { kind: 'malformed' } });
    // The official core swallows what is no JSON.
    expect(await call('ListSubCustomers')).toEqual({ httpStatusCode: 200 });
    await control.addFault({ fault: { kind: 'no_envelope' } });
    expect(await call('ListSubCustomers')).toEqual({ httpStatusCode: 200 });
  });

  test('holds a call that the client leaves, and does it when it is released', async () => {
    const { control, amount, url, keyOf } = await startLinked();
    await control.addFault({ fault: { kind: 'hold', when: 'before' } });
    const left = officialCall(url, await keyOf(), 'UpdateSubCustomerBudget', budget, { timeoutMs: 300 });
    await expect(left).rejects.toMatchObject({ errorMsg: expect.stringContaining('timeout') });
    await control.awaitHeldCall();
    expect(await amount()).toBe('1000.00');
    await control.releaseCalls();
    await expect.poll(amount).toBe('42.00');
  });
});

test('a simulator goes on where it stopped, and its control API speaks HTTP', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'huawei-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stateFile = join(folder, 'state.json');
  const first = await startHuaweiSimulator({ port: 0, stateFile, seed: { seed: 3 } });
  const control = createHuaweiControl(first.url);
  const { accounts } = await control.listAccounts();
  const { token } = await control.sendInvitation({ partner: accounts[0]?.id ?? '', by: 'qr' });
  const refused = control.acceptInvitation('nothing', customer);
  await expect(refused).rejects.toMatchObject({ status: 404, code: 'no_such_invitation' });
  await first.close();
  const second = await startHuaweiSimulator({ port: 0, stateFile });
  onTestFinished(() => second.close());
  expect((await second.control.readState()).invitations).toMatchObject([{ token, by: 'qr' }]);
});

test('the demo’s partners have customers of their own, and a seed says the same twice', async () => {
  const { control } = await startBench({ seed: {} });
  const one = await control.readState();
  const count = (id: string) => Object.values(one.customers).filter((each) => each.partner === id).length;
  expect(Object.keys(one.partners).map(count)).toEqual([12, 3, 4]);
  expect(count(partner)).toBe(12);
  await control.reset({});
  expect((await control.readState()).customers).toEqual(one.customers);
  const wrong = control.reset({ partners: [{ id: customer, accountName: 'a', name: 'b', parent: partner }] });
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_input' });
});
