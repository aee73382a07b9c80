import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { addressOfObject, policyFor } from '../../../functions/providers/alibaba/bucket.ts';
import { readTable } from '../../../functions/rebates/files/read-table.ts';
import { Agency, Commission, partner, type RoleKeys, secondTier, startBench } from '../../support/alibaba-bench.ts';

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

const allow = (action: string, prefix = '') =>
  policyFor({ ...bucketOf, prefix }, action === 'put' ? 'oss:PutObject' : 'oss:GetObject');
const bucketOf = {
  name: 'commission-files',
  region: 'ap-southeast-1',
  prefix: '',
  role: `acs:ram::${partner}:role/commission-files`,
  keyId: 'unused',
  keySecret: 'unused',
};

async function startCommission(serves: 'whole' | 'dead' | 'half' = 'whole') {
  const bench = await startBench();
  const { control, url } = bench;
  const of = await control.addBucket({ account: partner, name: bucketOf.name });
  const rows = [{ 'Customer UID': '1215848086704806', Currency: 'USD', Commission: '1.10' }];
  const { files } = await control.setCommission({
    account: partner,
    month: '202610',
    files: [{ policy: '202610_FY27_TEST', rows, serves }],
  });
  const ask = async (more: object = {}, account = partner, by?: RoleKeys) => {
    const writer = by ?? (await bench.roleKeys(of, allow('put')));
    const request = new Commission.GetIntlCommissionDetailFileListRequest({
      billMonth: '202610',
      ossAccessKeyId: writer.AccessKeyId,
      ossAccessKeySecret: writer.AccessKeySecret,
      ossSecurityToken: writer.SecurityToken,
      ossBucketName: bucketOf.name,
      ossEndpoint: url,
      ossRegion: bucketOf.region,
      ...more,
    });
    const { body } = await (await bench.commissionClientOf(account)).getIntlCommissionDetailFileList(request);
    return body?.data?.fileList?.map(({ bucketSyncStatus }) => bucketSyncStatus);
  };
  const addressOf = (name: string, keys: RoleKeys, at = new Date().toISOString()) =>
    addressOfObject(bucketOf, name, keys, { at, endpoint: url });
  const fetched = async (name: string, policy = allow('get')) =>
    fetch(addressOf(name, await bench.roleKeys(of, policy)));
  return { ...bench, of, ask, addressOf, fetched, name: files[0]?.name ?? '' };
}

describe('commission', () => {
  test('is pushed into the caller’s bucket by its credentials, one step per question', async () => {
    const { ask, fetched, name, control } = await startCommission();
    expect([await ask(), await ask(), await ask()]).toEqual([['INIT'], ['PROCESSING'], ['SUCCEEDED']]);
    const [head, line] = await cellsOf(Buffer.from(await (await fetched(name)).arrayBuffer()));
    expect(head).toContain('Commission');
    expect(line).toEqual(expect.arrayContaining(['202610', partner, '202610_FY27_TEST', '1.10']));
    await control.setAccount({ uid: partner, readings: { pushStatusCase: 'lower' } });
    expect(await ask()).toEqual(['succeeded']);
    expect((await control.readState()).objects).toEqual([{ bucket: bucketOf.name, name, serves: 'whole' }]);
  });

  test('fails where the bucket does not take it, and is pushed again when asked again', async () => {
    const { ask, control, roleKeys, of } = await startCommission();
    const elsewhere = await roleKeys(of, allow('put', 'elsewhere/'));
    for (const state of ['INIT', 'PROCESSING', 'FAILED']) expect(await ask({}, partner, elsewhere)).toEqual([state]);
    expect((await control.readState()).objects).toEqual([]);
    expect([await ask(), await ask(), await ask()]).toEqual([['INIT'], ['PROCESSING'], ['SUCCEEDED']]);
    expect((await control.readState()).objects).toHaveLength(1);
  });

  test.each([
    ['only to this computer', { ossEndpoint: 'http://oss-ap-southeast-1.aliyuncs.com' }],
    ['only into a bucket that there is', { ossBucketName: 'no-such-bucket' }],
    ['only with its region', { ossRegion: 'cn-beijing' }],
    ['only with the token of its keys', { ossSecurityToken: 'another' }],
    ['only with their secret', { ossAccessKeySecret: 'another' }],
  ])('goes %s', async (_what, more) => {
    const { ask, control } = await startCommission();
    expect([await ask(more), await ask(more), await ask(more)]).toEqual([['INIT'], ['PROCESSING'], ['FAILED']]);
    expect((await control.readState()).objects).toEqual([]);
  });

  test('is pushed again after a success where the account is set so, under its prefix', async () => {
    const { ask, control, fetched, name } = await startCommission();
    await control.setAccount({ uid: partner, readings: { repeatedPush: 'push', pushPrefix: 'in/' } });
    expect([await ask(), await ask(), await ask()]).toEqual([['INIT'], ['PROCESSING'], ['INIT']]);
    expect((await fetched(`in/${name}`)).status).toBe(200);
  });

  test('is told to T1 partners alone, with all credentials; a month without any has no files', async () => {
    const { ask } = await startCommission();
    await expect(ask({}, secondTier)).rejects.toMatchObject({ code: 'InvalidRequest.NoPermissions.NotPartner' });
    await expect(ask({ ossSecurityToken: '' })).rejects.toMatchObject({ code: 'MissingOssSecurityToken' });
    expect(await ask({ billMonth: '202609' })).toEqual([]);
  });

  test('leaves no credentials in the log of calls', async () => {
    const { ask, control, roleKeys, of } = await startCommission();
    const writer = await roleKeys(of, allow('put'));
    await ask({}, partner, writer);
    const log = JSON.stringify(await control.readState());
    expect(log).toContain('"BillMonth":"202610"');
    for (const secret of [...Object.values(writer), of.key.accessKeySecret]) expect(log).not.toContain(secret);
  });
});

describe('keys of a role', () => {
  test('are given to the user of its bucket alone, who may do nothing else', async () => {
    const { of, roleKeys, keyOf, send, control } = await startCommission();
    const ownKey = await keyOf();
    await expect(roleKeys({ ...of, key: ownKey }, allow('put'))).rejects.toMatchObject({ code: 'NoPermission' });
    const other = await control.addBucket({ account: partner, name: 'another-bucket' });
    await expect(roleKeys({ ...of, key: other.key }, allow('put'))).rejects.toMatchObject({ code: 'NoPermission' });
    const nobody = { bucket: { role: `acs:ram::${partner}:role/nobody` }, key: of.key };
    await expect(roleKeys(nobody, allow('put'))).rejects.toMatchObject({ code: 'EntityNotExist.Role' });
    expect(await send({ action: 'ListCountries', method: 'GET', ...of.key })).toMatchObject({
      status: 400,
      Code: 'InvalidRequest.NoPermissions',
    });
  });

  test('need a policy in its grammar, and live for a quarter of an hour at least', async () => {
    const { of, roleKeys } = await startCommission();
    await expect(roleKeys(of, 'everything')).rejects.toMatchObject({ code: 'InvalidParameter.PolicyGrammar' });
    await expect(roleKeys(of, allow('put'), { DurationSeconds: '60' })).rejects.toMatchObject({
      code: 'InvalidParameter',
    });
  });

  test('fetch what their policy names, until they end', async () => {
    const { ask, fetched, name, addressOf, roleKeys, of, control } = await startCommission();
    for (let count = 0; count < 2; count += 1) await ask();
    expect((await fetched(name)).status).toBe(200);
    expect((await fetched(name, allow('get', name.slice(0, 6)))).status).toBe(200);
    expect((await fetched(name, allow('get', 'elsewhere/'))).status).toBe(403);
    expect((await fetched(name, allow('put'))).status).toBe(403);
    expect((await fetched('nothing.xlsx')).status).toBe(404);
    const reader = await roleKeys(of, allow('get'));
    const good = addressOf(name, reader);
    for (const bad of [good.replace(/.$/, (last) => (last === '0' ? '1' : '0')), good.replace(/x-oss-expires=\d+/, '')])
      expect((await fetch(bad)).status).toBe(403);
    const old = new Date(Date.now() - 1_000_000).toISOString();
    expect(await (await fetch(addressOf(name, reader, old))).text()).toContain('AccessDenied');
    await control.moveClock({ advanceMs: 901_000 });
    expect(await (await fetch(good)).text()).toContain('InvalidAccessKeyId');
  });

  test('get half of an object where it is set so', async () => {
    const { ask, fetched, name } = await startCommission('half');
    for (let count = 0; count < 2; count += 1) await ask();
    await expect(fetched(name).then((answer) => answer.arrayBuffer())).rejects.toThrow('terminated');
  });
});
