import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createDownload, DownloadFailed } from '../../functions/rebates/adapters/download.ts';
import { columns } from '../../local/simulators/tencent/rebates/columns.ts';
import { reseller } from '../support/tencent-bench.ts';
import { ref, startPort } from '../support/tencent-port.ts';

const month = '2026-10';
const row = (id: string, amount: string) => ({
  'Record ID': id,
  'Customer UIN': '200012345678',
  Currency: 'USD',
  'Commission Amount': amount,
});

/** A simulator whose reseller has two rows in October; its file is there at once. */
async function setup() {
  const bench = await startPort();
  const { control, port, url } = bench;
  const put = [row('r-1', '12.34567891'), row('r-2', '-3')];
  const set = (more: Omit<Parameters<typeof control.setRebates>[0], 'account' | 'month'>) =>
    control.setRebates({ account: reseller, month, ...more });
  await set({ put, readyAfter: 0 });
  const download = createDownload({ loopback: [url] });
  const address = async () => {
    const read = await port.readRebateFiles(ref, month);
    if (!read.ok || read.value.state !== 'ready') throw new Error(JSON.stringify(read));
    return read.value.files[0].address;
  };
  const fetched = async () => String(await buffer(await download(await address())));
  return { ...bench, set, download, address, fetched };
}
const because = (failed: Promise<unknown>) =>
  failed.then(
    () => undefined,
    (error: unknown) => (error instanceof DownloadFailed ? error.because : error),
  );

test('R116: the first question starts the making of a file; later it is there, and is fetched by its address', async () => {
  const { port, set, fetched } = await setup();
  await set({ put: [row('r-3', '1')], readyAfter: 1 });
  expect(await port.readRebateFiles(ref, month)).toMatchObject({ ok: true, value: { state: 'making' } });
  const text = await fetched();
  expect(text.split('\r\n').map((line) => line.split(',')[columns.indexOf('Record ID')])).toEqual([
    'Record ID',
    'r-1',
    'r-2',
    'r-3',
    undefined,
  ]);
  expect(text).toContain(',12.34567891,');
});

test('R116: a month without a file is no outage', async () => {
  const { port } = await setup();
  expect(await port.readRebateFiles(ref, '2026-01')).toMatchObject({ ok: true, value: { state: 'not_available' } });
});

test('B12: a provider that is busy is down, and may be asked again', async () => {
  const { port, control } = await setup();
  await control.addFault({ action: 'DescribeRebateDownloadUrl', times: 3, fault: { kind: 'busy' } });
  expect(await port.readRebateFiles(ref, month)).toMatchObject({ ok: false, error: { kind: 'provider_down' } });
});

test('R116: no note of a call names the address of a file', async () => {
  const { address, notes } = await setup();
  const sign = new URL(await address()).searchParams.get('sign') ?? 'none';
  expect(JSON.stringify(notes)).not.toContain(sign);
});

test('R116: an address is good for an hour', async () => {
  const { address, download, control } = await setup();
  const old = await address();
  await control.moveClock({ advanceMs: 3_700_000 });
  expect(await because(download(old))).toBe('address_expired');
});

test.each([
  ['half', 'cut_short'],
  ['dead', 'status'],
] as const)('B12: a file that is %s is not taken for the whole', async (serves, why) => {
  const { set, fetched } = await setup();
  await set({ serves });
  expect(await because(fetched())).toBe(why);
});

test.each([
  ['empty', 1],
  ['short', 2],
] as const)('B12: a file that is %s comes as it is: whether it may be so is judged later', async (serves, lines) => {
  const { set, fetched } = await setup();
  await set({ serves });
  expect((await fetched()).trim().split('\r\n')).toHaveLength(lines);
});

test('R116: files come by https alone, and no larger than a statement is', async () => {
  const { address } = await setup();
  expect(await because(createDownload()(await address()))).toBe('not_secure');
  const small = createDownload({ loopback: [new URL(await address()).origin], maxBytes: 10 });
  expect(await because(small(await address()))).toBe('too_large');
  expect(await because(createDownload({ loopback: ['http://127.0.0.1:1'] })('http://127.0.0.1:1/x'))).toBe(
    'unreachable',
  );
});

test('R116: changed and removed rows make the file anew', async () => {
  const { set, fetched } = await setup();
  await set({ put: [row('r-2', '-4')], remove: ['r-1'] });
  const text = await fetched();
  expect(text).toContain(',-4,');
  expect(text).not.toContain('r-1');
});
