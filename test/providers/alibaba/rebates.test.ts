import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { addressOfObject } from '../../../functions/providers/alibaba/bucket.ts';
import { createDownload, DownloadFailed } from '../../../functions/rebates/adapters/download.ts';
import { readHeader } from '../../../functions/rebates/files/read-header.ts';
import { Commission, partner, startBench } from '../../support/alibaba-bench.ts';
import { json, key, portAt, ref, type Scripted, startAlibaba, success, valueOf } from '../../support/alibaba-port.ts';
import { inPieces } from '../../support/statement.ts';

const month = '2026-10';
const bucket = {
  name: 'commission-files',
  region: 'ap-southeast-1',
  prefix: 'desk/',
  role: 'acs:ram::5100010000000001:role/commission-files',
  keyId: 'LTAI5tUserOfTheBucket',
  keySecret: 'secret-of-the-bucket',
};
const roleKeys = { AccessKeyId: 'STS.roleKey0001', AccessKeySecret: 'secret-of-the-role', SecurityToken: 'role+token' };
const session = json({ Credentials: { ...roleKeys, Expiration: '2026-11-22T02:45:00Z' }, AssumedRoleUser: {} });
const list = (files: readonly object[], more: object = {}) =>
  json({ ...success, Data: { PartnerUid: 'u', BillMonth: '202610', FileList: files, ...more } });
const file = (FileName: string, BucketSyncStatus = 'SUCCEEDED') => ({
  CommissionPolicyName: '202610_FY27_TEST',
  FileName,
  BucketSyncStatus,
});

/** A provider that answers a question about files as told; keys of the role it always gives, unless told otherwise. */
async function startPushing(answer: Scripted, role: Scripted = session, timeoutMs = 10_000) {
  const bench = await startAlibaba(({ action }) => (action === 'AssumeRole' ? role : answer), timeoutMs);
  bench.keys.push({ ...key, rebateBucket: bucket });
  return bench;
}

async function readyFiles(bench: { port: Awaited<ReturnType<typeof startPushing>>['port'] }) {
  const read = await valueOf(bench.port.readRebateFiles(ref, month));
  if (read.state !== 'ready') throw new Error(read.state);
  return read.files;
}

describe('R116: the files that are pushed into the partner’s bucket', () => {
  test('are asked for by keys of the bucket’s role, which may put there and nothing else, for a quarter of an hour', async () => {
    const bench = await startPushing(list([file('a.xlsx')]));
    await readyFiles(bench);
    const [writer, question, reader] = bench.came;
    expect(bench.came.map(({ action, headers }) => [action, headers['x-acs-version']])).toEqual([
      ['AssumeRole', '2015-04-01'],
      ['GetIntlCommissionDetailFileList', '2025-02-27'],
      ['AssumeRole', '2015-04-01'],
    ]);
    expect(writer?.headers.authorization).toContain(`Credential=${bucket.keyId},`);
    expect(question?.headers.authorization).toContain(`Credential=${key.keyId},`);
    expect(writer?.parameters).toMatchObject({ RoleArn: bucket.role, DurationSeconds: '900' });
    const allowed = (policy = '') => (JSON.parse(policy) as { Statement: unknown }).Statement;
    const Resource = ['acs:oss:*:*:commission-files/desk/*'];
    expect(allowed(writer?.parameters['Policy'])).toEqual([{ Effect: 'Allow', Action: ['oss:PutObject'], Resource }]);
    expect(allowed(reader?.parameters['Policy'])).toEqual([{ Effect: 'Allow', Action: ['oss:GetObject'], Resource }]);
    expect(question?.parameters).toEqual({
      BillMonth: '202610',
      OssAccessKeyId: roleKeys.AccessKeyId,
      OssAccessKeySecret: roleKeys.AccessKeySecret,
      OssSecurityToken: roleKeys.SecurityToken,
      OssBucketName: 'commission-files',
      OssEndpoint: bench.url,
      OssRegion: 'ap-southeast-1',
    });
    const official = Object.values(Commission.GetIntlCommissionDetailFileListRequest.names());
    expect(official).toEqual(expect.arrayContaining(Object.keys(question?.parameters ?? {})));
  });

  test('are there once each of them has arrived, each once and in the order of their names', async () => {
    const bench = await startPushing(list([file('b.xlsx'), file('a.xlsx', 'succeeded'), file('b.xlsx')]));
    const files = await readyFiles(bench);
    expect(files.map(({ name }) => name)).toEqual(['a.xlsx', 'b.xlsx']);
    expect(new URL(files[0].address).pathname).toBe('/commission-files/desk/a.xlsx');
  });

  test.each([
    ['INIT', 'making'],
    ['PROCESSING', 'making'],
    ['init', 'making'],
    ['Failed', 'push_failed'],
  ])('of which one is %s are not there yet', async (status, state) => {
    const bench = await startPushing(list([file('a.xlsx'), file('b.xlsx', status)]));
    expect(await valueOf(bench.port.readRebateFiles(ref, month))).toMatchObject({ state });
    expect(bench.came.map(({ action }) => action)).toEqual(['AssumeRole', 'GetIntlCommissionDetailFileList']);
  });

  test('of a month without any are no outage', async () => {
    for (const files of [list([]), list([], { FileList: null })])
      expect(await valueOf((await startPushing(files)).port.readRebateFiles(ref, month))).toMatchObject({
        state: 'not_available',
        receipts: [{ action: 'GetIntlCommissionDetailFileList', requestId: 'r-1' }],
      });
  });

  test('may carry fields that nobody documents, and lack those that we do not read', async () => {
    const bench = await startPushing(
      list([{ FileName: 'a.xlsx', BucketSyncStatus: 'SUCCEEDED', New: { of: ['what'] } }], {
        PartnerUid: 92233720368547758070n.toString(),
        BillMonth: null,
        Extra: 1,
      }),
    );
    expect(await readyFiles(bench)).toHaveLength(1);
  });
});

test('an address of an object is the one that the official client of object storage signs', () => {
  const keys = { AccessKeyId: 'STS.testid', AccessKeySecret: 'testsecret', SecurityToken: 'test+token/with=signs' };
  const at = { at: '2026-11-22T02:30:05.000Z', endpoint: undefined };
  // made once by ali-oss 6.23.0: signatureUrlV4('GET', 900, undefined, name) at that second
  const official = new URL(
    [
      'https://commission-files.oss-ap-southeast-1.aliyuncs.com/desk/202610_FY27%20%E6%94%BF%E7%AD%96(1)_4397912340.xlsx?',
      'x-oss-credential=STS.testid%2F20261122%2Fap-southeast-1%2Foss%2Faliyun_v4_request',
      '&x-oss-date=20261122T023005Z&x-oss-expires=900&x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-security-token=test%2Btoken%2Fwith%3Dsigns&x-oss-signature=8a8db7051808f26ed0d0daf59daebcdd55fa9634f7b7bc0bc57272ea5ce13d06',
    ].join(''),
  );
  const ours = new URL(addressOfObject(bucket, 'desk/202610_FY27 政策(1)_4397912340.xlsx', keys, at));
  expect(ours.origin).toBe('https://commission-files.oss-ap-southeast-1.aliyuncs.com');
  expect(Object.fromEntries(ours.searchParams)).toEqual(Object.fromEntries(official.searchParams));
  expect(decodeURIComponent(ours.pathname)).toBe(decodeURIComponent(official.pathname));
});

const error = (Code: string, status: number, headers = {}) =>
  json({ HostId: 'agency', Code, Message: `${Code} in words` }, status, headers);

describe('B12: a no of the provider is told as what it is, and never as a month without files', () => {
  const cases: readonly (readonly [string, Scripted, object])[] = [
    ['no partner of the first tier', error('InvalidRequest.NoPermissions.NotPartner', 400), { code: 'partner_barred' }],
    [
      'a key without the right',
      error('InvalidRequest.NoPermissions.RamNoPermission', 400),
      { kind: 'not_allowlisted', needs: 'key_permission' },
    ],
    ['a key that is turned away', error('InvalidAccessKeyId.NotFound', 404), { kind: 'credentials' }],
    ['our clock', error('InvalidTimeStamp.Expired', 400), { kind: 'credentials' }],
    ['a parameter', error('MissingOssBucketName', 400), { kind: 'refused', code: 'other' }],
    ['the rate', error('Throttling.User', 400, { 'x-acs-retry-after': '4200' }), { retryAfterSeconds: 5 }],
    ['a system error', error('InternalError', 500), { kind: 'provider_down' }],
    ['a system error in an HTTP 200', json({ Success: false, Code: '1109' }), { kind: 'provider_down' }],
    [
      'Success: false in an HTTP 200',
      json({ Success: false, Code: 'InvalidRequest.NoPermissions', Message: 'no' }),
      { kind: 'not_allowlisted' },
    ],
    ['a code that nobody documents', json({ Success: false, Code: '4711' }), { kind: 'refused', code: 'other' }],
    ['a broken connection', 'drop', { kind: 'provider_down' }],
    ['half of its JSON', { text: '{"Success":true,"Data":{' }, { kind: 'malformed_answer' }],
    ['no data at all', json(success), { kind: 'malformed_answer' }],
    ['a word that is no state', list([file('a.xlsx', 'DONE')]), { kind: 'malformed_answer' }],
    ['a file without a name', list([{ BucketSyncStatus: 'SUCCEEDED' }]), { kind: 'malformed_answer' }],
    ['the files of another month', list([file('a.xlsx')], { BillMonth: '202609' }), { kind: 'malformed_answer' }],
  ];

  test.each(cases)('%s', async (_what, answer, failure) => {
    const { port } = await startPushing(answer);
    expect(await port.readRebateFiles(ref, month)).toMatchObject({ ok: false, error: failure });
  });

  test('no answer in time', async () => {
    const { port } = await startPushing('hold', session, 200);
    expect(await port.readRebateFiles(ref, month)).toMatchObject({ error: { raw: { code: 'timeout' } } });
  });

  test.each([
    ['who is no user', error('NoPermission', 403), { kind: 'not_allowlisted', needs: 'key_permission' }],
    ['a role that is not there', error('EntityNotExist.Role', 404), { kind: 'refused', code: 'other' }],
    ['a policy', error('InvalidParameter.PolicyGrammar', 400), { kind: 'refused', code: 'input_invalid' }],
    ['a key that is disabled', error('InvalidAccessKeyId.Inactive', 400), { kind: 'credentials' }],
    ['keys without a token', json({ Credentials: { AccessKeyId: 'x' } }), { kind: 'malformed_answer' }],
  ])('keys of the role are not given, for %s: nothing is asked for', async (_what, role, failure) => {
    const { port, came } = await startPushing(list([]), role);
    expect(await port.readRebateFiles(ref, month)).toMatchObject({ ok: false, error: failure });
    expect(came.map(({ action }) => action)).not.toContain('GetIntlCommissionDetailFileList');
  });
});

describe('the account’s margin report, where it has no bucket', () => {
  test('is behind a link that comes without a scheme and is fetched by TLS', async () => {
    const link = 'intl-reseller-month-bill.oss.example/statements/a.csv?Expires=1&Signature=of%2Bit';
    for (const told of [link, `//${link}`, `http://${link}`]) {
      const { port, came } = await startAlibaba(() => json({ ...success, Data: { BillLinkCSV: told } }));
      expect(await valueOf(port.readRebateFiles(ref, month))).toMatchObject({
        state: 'ready',
        files: [{ name: 'MarginReportV2-2026-10', address: `https://${link}` }],
      });
      expect(came[0]?.parameters).toEqual({ BillOwner: '1', BillType: 'MarginReportV2', Month: month });
    }
  });

  test('of a month without one is no outage', async () => {
    for (const Data of [{}, { BillLinkCSV: '' }, null]) {
      const { port } = await startAlibaba(() => json({ ...success, Data }));
      expect(await valueOf(port.readRebateFiles(ref, month))).toMatchObject({ state: 'not_available' });
    }
  });

  test('is not read instead of files when the key can not be read', async () => {
    const { port } = portAt('http://127.0.0.1:9', async () => Promise.reject(new Error('down')));
    expect(await port.readRebateFiles(ref, month)).toMatchObject({ error: { kind: 'not_sent' } });
  });

  test('has its error told by its code, in an HTTP 200 as well', async () => {
    const { port } = await startAlibaba(() => json({ Success: false, Code: '3030', Message: '3030' }));
    expect(await port.readRebateFiles(ref, month)).toMatchObject({ error: { kind: 'refused', raw: { code: '3030' } } });
  });
});

describe('secrets', () => {
  test('keys, tokens and addresses stand in no note, no error and no log, also where the provider quotes them', async () => {
    const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const warned = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => {
      printed.mockRestore();
      warned.mockRestore();
    });
    const quoted = `POST ?OssAccessKeySecret=${roleKeys.AccessKeySecret}&OssSecurityToken=role%2Btoken from ${roleKeys.AccessKeyId}`;
    const answers: readonly Scripted[] = [
      'drop',
      { text: `{"OssAccessKeySecret":"${roleKeys.AccessKeySecret}"` },
      error('Whatever', 500),
      list([file('a.xlsx')]),
      list([file('a.xlsx', roleKeys.AccessKeySecret)]),
    ];
    const shown: unknown[] = [];
    for (const answer of answers) {
      const bench = await startPushing(answer);
      const read = await bench.port.readRebateFiles(ref, month);
      shown.push(bench.notes, read.ok ? read.value.receipts : read.error);
    }
    const quoting = await startPushing(json({ Success: false, Code: '1001', Message: quoted }));
    await quoting.port.readRebateFiles(ref, month);
    shown.push(quoting.notes);
    const secrets = [
      bucket.keySecret,
      bucket.keyId,
      key.keySecret,
      key.keyId,
      'role%2Btoken',
      ...Object.values(roleKeys),
    ];
    for (const secret of secrets) expect(JSON.stringify(shown)).not.toContain(secret);
    expect([...printed.mock.calls, ...warned.mock.calls].map(([text]) => String(text)).join('')).toBe('');
  });
});

/** The simulator with a bucket, a port whose account has it, and October's commission. */
async function simulated(serves: 'whole' | 'half' | 'dead' = 'whole') {
  const bench = await startBench();
  const made = await bench.control.addBucket({ account: partner, name: bucket.name });
  const rebateBucket = {
    ...bucket,
    role: made.bucket.role,
    keyId: made.key.accessKeyId,
    keySecret: made.key.accessKeySecret,
  };
  await bench.control.setAccount({ uid: partner, readings: { pushPrefix: bucket.prefix } });
  const rows = [{ 'Customer UID': '1215848086704806', Currency: 'USD', Commission: '12345678901.123456789' }];
  const files = [
    { policy: '202610_FY27_A', rows, serves },
    { policy: '202610_FY27_B', rows: [], serves: 'whole' as const },
  ];
  await bench.control.setCommission({ account: partner, month: '202610', files });
  const keyOf = async () => {
    const { accessKeyId, accessKeySecret } = await bench.keyOf();
    return { keyId: accessKeyId, keySecret: accessKeySecret, rebateBucket };
  };
  const at = portAt(bench.url, keyOf, 10_000, bench.passASecond);
  at.time.ms = Date.now();
  const download = createDownload({ loopback: [bench.url] });
  const ask = () => at.port.readRebateFiles(ref, month);
  const because = (failed: Promise<unknown>) =>
    failed.then(
      () => undefined,
      (thrown: unknown) => (thrown instanceof DownloadFailed ? thrown.because : thrown),
    );
  return { ...bench, ...at, download, ask, because };
}

describe('at a provider that speaks the wire', () => {
  test('R116: files are pushed while they are asked for, and then fetched with every digit', async () => {
    const { ask, download, port } = await simulated();
    expect([await valueOf(ask()), await valueOf(ask())]).toMatchObject([{ state: 'making' }, { state: 'making' }]);
    const files = await readyFiles({ port });
    expect(files.map(({ name }) => name.slice(0, 13))).toEqual(['202610_FY27_A', '202610_FY27_B']);
    const header = await readHeader(inPieces(await buffer(await download(files[0].address))));
    expect(header).toMatchObject({ ok: true, value: { samples: [expect.arrayContaining(['12345678901.123456789'])] } });
  });

  test('B12: a bucket that takes nothing is told as that, not as a month without files', async () => {
    const { ask } = await simulated('dead');
    const asked = [await valueOf(ask()), await valueOf(ask()), await valueOf(ask()), await valueOf(ask())];
    expect(asked.map(({ state }) => state)).toEqual(['making', 'making', 'push_failed', 'making']);
  });

  test('B12: half a file is not taken for the whole, and an address is good until its keys end', async () => {
    const { ask, port, download, because, control } = await simulated('half');
    for (let count = 0; count < 2; count += 1) await ask();
    const [{ address }] = await readyFiles({ port });
    expect(await because(download(address).then((bytes) => buffer(bytes)))).toBe('cut_short');
    await control.moveClock({ advanceMs: 901_000 });
    expect(await because(download(address))).toBe('address_expired');
  });

  test('the margin report comes as CSV, from this computer alone without TLS', async () => {
    const { control, url, keyOf } = await startBench();
    const row = { 'Customer UID': '1215848086704806', Currency: 'USD', Margin: '0.000000001' };
    await control.setBill({ account: partner, month, type: 'MarginReportV2', rows: [row] });
    const { accessKeyId, accessKeySecret } = await keyOf();
    const { port } = portAt(url, async () => ({ keyId: accessKeyId, keySecret: accessKeySecret }));
    const [{ address }] = await readyFiles({ port });
    expect(String(await buffer(await createDownload({ loopback: [url] })(address)))).toContain('0.000000001');
    await expect(createDownload()(address)).rejects.toThrow('not_secure');
  });
});
