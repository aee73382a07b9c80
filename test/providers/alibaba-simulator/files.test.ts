import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readTable } from '../../../functions/rebates/files/read-table.ts';
import { Agency, Commission, partner, secondTier, startBench } from '../../support/alibaba-bench.ts';

const month = '2026-10';
const row = { 'Customer UID': '1215848086704806', Currency: 'USD', Margin: '12.30', 'Product Name': '弹性, "计算"' };

async function startWithBill(more: object = {}) {
  const bench = await startBench();
  await bench.control.setBill({ account: partner, month, type: 'MarginReportV2', rows: [row, row], ...more });
  const client = await bench.clientOf();
  const bill = async (billType = 'MarginReportV2') =>
    (await client.getMonthlyBill(new Agency.GetMonthlyBillRequest({ billOwner: '1', billType, month }))).body?.data;
  return { ...bench, bill };
}

async function cellsOf(file: Buffer): Promise<string[][]> {
  const lines: string[][] = [];
  for await (const { cells } of readTable(Readable.from([file]), 'file')) lines.push([...cells]);
  return lines;
}

describe('a monthly bill', () => {
  test('is behind two links without a scheme, as CSV and as a workbook', async () => {
    const { bill, url } = await startWithBill();
    const links = await bill();
    expect(links?.billLinkCSV).toMatch(new RegExp(`^${new URL(url).host}/statements/.*Expires=\\d+&`));
    const csv = await (await fetch(`http://${links?.billLinkCSV}`)).text();
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain('"弹性, ""计算"""');
    const workbook = Buffer.from(await (await fetch(`http://${links?.billLinkXLSX}`)).arrayBuffer());
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
    expect((await cellsOf(workbook)).at(1)).toContain('弹性, "计算"');
  });

  test('is served to nobody once the link is too old, or changed', async () => {
    const { bill, control } = await startWithBill();
    const link = `http://${(await bill())?.billLinkCSV}`;
    expect((await fetch(link.replace(month, '2026-09'))).status).toBe(403);
    await control.moveClock({ advanceMs: 3_700_000 });
    expect((await fetch(link)).status).toBe(403);
    expect((await fetch(`http://${(await bill())?.billLinkCSV}`)).status).toBe(200);
  });

  test('has no links in a month without one', async () => {
    const { bill } = await startWithBill();
    expect(await bill('MonthlyInstanceConsumeV2')).toEqual(
      expect.not.objectContaining({ billLinkCSV: expect.anything() }),
    );
  });

  test('can be empty, short, cut off or gone', async () => {
    const linesOf = async (serves: 'empty' | 'short') => {
      const { bill } = await startWithBill({ serves });
      return (await (await fetch(`http://${(await bill())?.billLinkCSV}`)).text()).trim().split('\r\n').length;
    };
    expect(await linesOf('empty')).toBe(1);
    expect(await linesOf('short')).toBe(2);
    const { bill: cut } = await startWithBill({ serves: 'half' });
    const broken = fetch(`http://${(await cut())?.billLinkCSV}`).then((answer) => answer.text());
    await expect(broken).rejects.toThrow('terminated');
    const { bill: gone } = await startWithBill({ serves: 'dead' });
    expect((await fetch(`http://${(await gone())?.billLinkCSV}`)).status).toBe(404);
  });
});

/** A bucket that takes what is put into it, or nothing. */
async function startBucket() {
  const objects = new Map<string, { body: Buffer; authorization: string; token: string }>();
  const bucket = { takes: true, objects, url: '' };
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { authorization = '', 'x-amz-security-token': token = '' } = request.headers;
      const path = new URL(request.url ?? '', 'http://bucket').pathname;
      if (bucket.takes) objects.set(path, { body, authorization, token: String(token) });
      response.writeHead(bucket.takes ? 200 : 403).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  bucket.url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
  return bucket;
}

async function startCommission(serves: 'whole' | 'dead' = 'whole') {
  const [bench, bucket] = [await startBench(), await startBucket()];
  const rows = [{ 'Customer UID': '1215848086704806', Currency: 'USD', Commission: '1.10' }];
  const { files } = await bench.control.setCommission({
    account: partner,
    month: '202610',
    files: [{ policy: '202610_FY27_TEST', rows, serves }],
  });
  const ask = async (more: object = {}, account = partner) => {
    const request = new Commission.GetIntlCommissionDetailFileListRequest({
      billMonth: '202610',
      ossAccessKeyId: 'STS.writer',
      ossAccessKeySecret: 'secret of the writer',
      ossSecurityToken: 'token of the writer',
      ossBucketName: 'commission',
      ossEndpoint: bucket.url,
      ossRegion: 'ap-southeast-1',
      ...more,
    });
    const { body } = await (await bench.commissionClientOf(account)).getIntlCommissionDetailFileList(request);
    return body?.data?.fileList?.map(({ bucketSyncStatus }) => bucketSyncStatus);
  };
  return { ...bench, bucket, ask, name: files[0]?.name ?? '' };
}

describe('commission', () => {
  test('is pushed into the caller’s bucket by its credentials, one step per question', async () => {
    const { ask, bucket, name, control } = await startCommission();
    expect([await ask(), await ask(), await ask()]).toEqual([['INIT'], ['PROCESSING'], ['SUCCEEDED']]);
    const object = bucket.objects.get(`/commission/${name}`);
    expect(object?.authorization).toContain('STS.writer');
    expect(object?.token).toBe('token of the writer');
    const [head, line] = await cellsOf(object?.body ?? Buffer.alloc(0));
    expect(head).toContain('Commission');
    expect(line).toEqual(expect.arrayContaining(['202610', partner, '202610_FY27_TEST', '1.10']));
    await control.setAccount({ uid: partner, readings: { pushStatusCase: 'lower' } });
    bucket.objects.clear();
    expect(await ask()).toEqual(['succeeded']);
    expect(bucket.objects.size).toBe(0);
  });

  test('fails where the bucket takes nothing, and is pushed again when asked again', async () => {
    const { ask, bucket } = await startCommission();
    bucket.takes = false;
    await ask();
    await ask();
    bucket.takes = true;
    expect([await ask(), await ask(), await ask()]).toEqual([['INIT'], ['PROCESSING'], ['SUCCEEDED']]);
    expect(bucket.objects.size).toBe(1);
  });

  test('is pushed again after a success where the account is set so, under its prefix', async () => {
    const { ask, bucket, control, name } = await startCommission();
    await control.setAccount({ uid: partner, readings: { repeatedPush: 'push', pushPrefix: 'in/' } });
    for (let count = 0; count < 2; count += 1) await ask();
    bucket.objects.clear();
    expect([await ask(), await ask(), await ask()]).toEqual([['INIT'], ['PROCESSING'], ['INIT']]);
    expect([...bucket.objects.keys()]).toEqual([`/commission/in/${name}`]);
  });

  test('never leaves this computer', async () => {
    const { ask } = await startCommission();
    const away = { ossEndpoint: 'http://oss-ap-southeast-1.aliyuncs.com' };
    await ask(away);
    await ask(away);
    expect(await ask(away)).toEqual(['INIT']);
  });

  test('is told to T1 partners alone, with all credentials; a month without any has no files', async () => {
    const { ask } = await startCommission();
    await expect(ask({}, secondTier)).rejects.toMatchObject({ code: 'InvalidRequest.NoPermissions.NotPartner' });
    await expect(ask({ ossSecurityToken: '' })).rejects.toMatchObject({ code: 'MissingOssSecurityToken' });
    expect(await ask({ billMonth: '202609' })).toEqual([]);
  });

  test('leaves no credentials in the log of calls', async () => {
    const { ask, control } = await startCommission();
    await ask();
    const log = JSON.stringify(await control.readState());
    expect(log).toContain('"BillMonth":"202610"');
    expect(log).not.toContain('of the writer');
    expect(log).not.toContain('STS.writer');
  });
});
