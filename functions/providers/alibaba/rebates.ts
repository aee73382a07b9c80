import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { RebateBucket } from '../../parties/credentials.ts';
import type { Calls } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import type { PortDeps } from '../port-deps.ts';
import { effects, type PartnerAccountRef, type ProviderReads } from '../provider.ts';
import type { RebateFile } from '../rebates.ts';
import type { Secrets } from '../secrets.ts';
import { actions, type Wire } from './actions.ts';
import { addressOfObject, policyFor, SESSION_SECONDS, storageAt } from './bucket.ts';
import type { RoleKeys } from './schema.ts';

/** The partner's own bill, not those of its customers. */
const OWN_BILL = '1';
const { stage } = effects.readRebateFiles;

type Asks = Pick<PortDeps, 'secrets' | 'clock' | 'endpoint'> & {
  readonly calls: Calls<Wire>;
  /** Calls with the key of the bucket's user in place of the account's. */
  readonly bucketCalls: Calls<Wire>;
};

/**
 * What the partner earns in a month. With a bucket: the commission files that the provider pushes there (asking is what
 * makes it push, so the keys to do so go with each question), fetched from there once all of them have arrived. Without:
 * its margin report, behind a link.
 */
export function createRebates(asks: Asks): Pick<ProviderReads, 'readRebateFiles'> {
  return {
    async readRebateFiles(ref, period) {
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw new InvariantBroken('a period that is no month');
      const key = await asks.secrets.key(ref);
      // not to be taken for an account without a bucket
      if (!key.ok) {
        const kind = key.error.kind === 'missing' ? 'credentials' : 'not_sent';
        return err({ kind, stage, raw: { code: null, message: key.error.because } });
      }
      const { rebateBucket } = key.value;
      return rebateBucket ? pushedFiles(asks, ref, rebateBucket, period) : marginReport(asks, ref, period);
    },
  };
}

/** Where calls for the bucket find their key. */
export function bucketKeys(secrets: Secrets): Secrets {
  return {
    async key(...of) {
      const known = await secrets.key(...of);
      if (!known.ok) return known;
      const { rebateBucket } = known.value;
      return rebateBucket
        ? ok(rebateBucket)
        : err({ kind: 'missing', because: 'no bucket is stored for this account' });
    },
  };
}

async function pushedFiles(
  asks: Asks,
  ref: PartnerAccountRef,
  bucket: RebateBucket,
  period: string,
): ReturnType<ProviderReads['readRebateFiles']> {
  const { clock, endpoint, calls } = asks;
  const writer = await roleKeys(asks, ref, bucket, 'oss:PutObject');
  if (!writer.ok) return writer;
  const month = period.replace('-', '');
  const asked = await calls.read({
    ref,
    action: actions.pushCommission,
    parameters: {
      BillMonth: month,
      OssAccessKeyId: writer.value.AccessKeyId,
      OssAccessKeySecret: writer.value.AccessKeySecret,
      OssSecurityToken: writer.value.SecurityToken,
      OssBucketName: bucket.name,
      OssEndpoint: storageAt(bucket, endpoint),
      OssRegion: bucket.region,
    },
    stage,
  });
  if (!asked.ok) return asked;
  const { answer, receipts } = asked.value;
  const { BillMonth, FileList } = answer.Data;
  if (BillMonth !== null && BillMonth !== month) return err(notAsDocumented('the files of another month'));
  const states = FileList.map(({ BucketSyncStatus }) => BucketSyncStatus);
  if (states.includes('failed')) return ok({ state: 'push_failed', receipts });
  if (states.some((state) => state !== 'succeeded')) return ok({ state: 'making', receipts });
  const names = [...new Set(FileList.map(({ FileName }) => FileName))].toSorted();
  if (names.length === 0) return ok({ state: 'not_available', receipts });
  const reader = await roleKeys(asks, ref, bucket, 'oss:GetObject');
  if (!reader.ok) return reader;
  const signing = { at: clock.now(), endpoint };
  const fileOf = (name: string): RebateFile => ({
    name,
    address: addressOfObject(bucket, `${bucket.prefix}${name}`, reader.value, signing),
  });
  const [first = '', ...others] = names;
  return ok({ state: 'ready', files: [fileOf(first), ...others.map(fileOf)], receipts });
}

/** Keys of the role for one thing only; asked for anew each time, so that none is kept. */
async function roleKeys(
  { bucketCalls }: Asks,
  ref: PartnerAccountRef,
  bucket: RebateBucket,
  action: 'oss:PutObject' | 'oss:GetObject',
): Promise<Result<RoleKeys, ReadFailure>> {
  const parameters = {
    RoleArn: bucket.role,
    RoleSessionName: 'reseller-desk',
    DurationSeconds: String(SESSION_SECONDS),
    Policy: policyFor(bucket, action),
  };
  const taken = await bucketCalls.read({ ref, action: actions.assumeRole, parameters, stage });
  return taken.ok ? ok(taken.value.answer.Credentials) : taken;
}

async function marginReport(
  { calls, endpoint }: Asks,
  ref: PartnerAccountRef,
  period: string,
): ReturnType<ProviderReads['readRebateFiles']> {
  const parameters = { BillOwner: OWN_BILL, BillType: 'MarginReportV2', Month: period };
  const read = await calls.read({ ref, action: actions.readMonthlyBill, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const link = answer.Data?.BillLinkCSV;
  if (!link) return ok({ state: 'not_available', receipts });
  const address = withScheme(link, endpoint);
  if (!URL.canParse(address)) return err(notAsDocumented('BillLinkCSV is no address'));
  return ok({ state: 'ready', files: [{ name: `MarginReportV2-${period}`, address }], receipts });
}

/** Links come without a scheme. Whatever they come with, they are fetched by TLS, unless they lead to a simulator. */
function withScheme(link: string, endpoint: string | undefined): string {
  const bare = link.replace(/^(https?:)?\/\//i, '');
  const simulator = endpoint && new URL(endpoint);
  return simulator && bare.startsWith(`${simulator.host}/`) ? `${simulator.protocol}//${bare}` : `https://${bare}`;
}

function notAsDocumented(what: string): ReadFailure {
  return { kind: 'malformed_answer', stage, raw: { code: null, message: `not as documented: ${what}` } };
}
