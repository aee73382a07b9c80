import { gzipSync } from 'node:zlib';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { toStored } from '../../../functions/kernel/stored.ts';
import { s3Objects } from '../../../functions/rebates/adapters/objects-s3.ts';
import { canonicalLine, lineHash, type Rebate } from '../../../functions/rebates/rebate.ts';
import { objectKeys } from '../../../functions/rebates/snapshot/manifest.ts';
import {
  periodKey,
  periodVersionKey,
  type RebatePeriod,
  rebatePeriodShape,
} from '../../../functions/rebates/store/period-record.ts';
import {
  type RebateItem,
  rebateIndexKeys,
  rebateKey,
  rebateShape,
} from '../../../functions/rebates/store/rebate-item.ts';
import { deployed } from '../../../local/cloud.ts';
import { expectOk } from '../../support/desk.ts';
import type { Bench, Probe } from './probe.ts';

const period = '2026-09';
const line: Rebate = {
  id: 'A-1',
  period,
  kind: 'rebate',
  status: 'settled',
  order: 'ORD-77',
  customer: '200012345678',
  currency: 'USD',
  amount: '5',
};

/** A period with one line as a sync would have left it. */
async function known({ desk, reseller: { org, accountId } }: Bench) {
  const at = new Date().toISOString();
  const text = canonicalLine(line);
  const sha256 = `${lineHash(text)}${lineHash(`${text}.`)}`;
  const totals = [{ currency: 'USD', status: 'settled' as const, records: 1, amount: '5' }];
  const manifest = { period, sha256, records: 1, bytes: text.length + 1, totals, madeAt: at };
  const sync = 'rsy_01k9x3m6h7e8ts5c0v9w1y3z1c';
  const record: RebatePeriod = {
    org,
    account: accountId,
    period,
    manifest,
    sync,
    acceptedAt: at,
    since: at,
    version: 1,
    readAt: at,
  };
  const item: RebateItem = {
    ...line,
    org,
    account: accountId,
    hash: lineHash(text),
    firstSeenAt: at,
    changedAt: at,
    sync,
  };
  const put = { op: 'put', table: 'desk', expect: [], refusal: 'exists' } as const;
  const stored = toStored(rebatePeriodShape, record);
  await expectOk(
    desk.tables.transact([
      {
        ...put,
        key: rebateKey(org, accountId, period, line.id),
        fields: { ...toStored(rebateShape, item), ...rebateIndexKeys(item) },
      },
      { ...put, key: periodKey(org, accountId, period), fields: stored },
      { ...put, key: periodVersionKey(org, accountId, period, at), fields: stored },
    ]),
  );
  return { at, body: gzipSync(`${text}\n`), key: objectKeys.snapshot(org, accountId, manifest) };
}

/** The bucket that the deployed group reads. */
export async function bucketOf({ desk }: Bench): Promise<string> {
  const FunctionName = `${deployed.functionPrefix}rebates-read`;
  const { Environment } = await new LambdaClient(desk.cloud.aws).send(
    new GetFunctionConfigurationCommand({ FunctionName }),
  );
  return Environment?.Variables?.['REBATES_BUCKET'] ?? '';
}

/** What is asked about rebates. */
export const rebatesAskedProbes: readonly Probe[] = [
  {
    group: 'rebates-read',
    does: 'lists rebates by shards, order and customer, one with its history, and as of an instant',
    act: async (bench) => {
      const { desk, reseller } = bench;
      const account = reseller.accountId as `acc_${string}`;
      const { at, body, key } = await known(bench);
      await s3Objects(await bucketOf(bench), new S3Client(desk.cloud.aws)).putNew(key, body);
      const finance = await reseller.as('finance');
      const questions = [{}, { order: 'ORD-77' }, { customer: '200012345678' }, { asOf: at }];
      for (const filters of questions) {
        const query = { account, period, ...filters };
        const { items } = (await expectOk(finance.listRebates({ query }))).json;
        if (items.length !== 1) throw new Error(`${JSON.stringify(filters)} finds ${items.length}`);
      }
      const params = { accountId: account, period, recordId: line.id };
      await expectOk(finance.getRebate({ params, query: {} }));
      await expectOk(finance.getRebateSummary({ query: { account } }));
      await expectOk(finance.listDistributedRebates({ query: {} }));
      const asked = { account, period, order: 'ORD-78', customer: '200012345679' };
      await expectOk(finance.whyRebatesAreEmpty({ query: asked }));
    },
  },
];
