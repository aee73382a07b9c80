import type { PolicyTerms } from '../../../functions/parties/index.ts';
import type { Period } from '../../../functions/rebates/period.ts';
import { foundAlibabaReseller } from '../../support/alibaba-reseller.ts';
import { foundChinaReseller } from '../../support/china-reseller.ts';
import { type Desk, expectOk, foundReseller, type Reseller } from '../../support/desk.ts';
import { foundHuaweiReseller } from '../../support/huawei-reseller.ts';

type Serves = NonNullable<Parameters<Desk['cloud']['tencent']['setRebates']>[0]['serves']>;

/** A line of the provider's file by its columns; what is not said is as it usually is. */
export type Line = Readonly<Record<string, string>> & { readonly 'Record ID': string };

/** What a provider tells of a month from now on. */
export type Told = {
  readonly put?: readonly Line[];
  readonly remove?: readonly string[];
  readonly serves?: Serves;
  readonly readyAfter?: number;
};

/** A reseller with an account at a site, whose rebates the provider there tells as it is told to. */
export type RebateSite = (
  desk: Desk,
  terms: PolicyTerms,
) => Promise<{ readonly reseller: Reseller; readonly tell: (month: Period, change: Told) => Promise<void> }>;

/** A commission of five per cent, to the cent, unless more is said. */
export function line(id: string, base: string, amount: string, more: Readonly<Record<string, string>> = {}): Line {
  return { 'Record ID': id, 'Order ID': `ORD-${id}`, 'Commission Base': base, 'Commission Amount': amount, ...more };
}

/** What every line of the file says unless a test says otherwise. */
const usual = {
  'Customer UIN': '200012345678',
  'Record Type': 'Commission',
  'Product Code': 'cvm',
  'Product Name': 'Cloud Virtual Machine',
  Currency: 'USD',
  'Commission Rate': '0.05',
  Status: 'Pending',
};

/** International Tencent Cloud: a file a month, behind a link. */
export const tencentRebates: RebateSite = async (desk, terms) => {
  const reseller = await foundReseller(desk, terms);
  return {
    reseller,
    tell: async (month, { put = [], remove = [], serves = 'whole', readyAfter = 0 }) => {
      await desk.cloud.tencent.setRebates({
        account: reseller.partner,
        month,
        put: put.map((each) => ({ ...usual, ...each })),
        remove: [...remove],
        serves,
        readyAfter,
      });
    },
  };
};

/**
 * Alibaba Cloud International: two workbooks a month, one for each policy, pushed into a bucket of the reseller's own. Its
 * lines have no ids and no status; they are told apart by their order.
 */
export const alibabaRebates: RebateSite = async (desk, terms) => {
  const { alibaba } = desk.cloud;
  const reseller = await foundAlibabaReseller(desk, terms);
  const { bucket, key } = await alibaba.addBucket({ account: reseller.partner, name: `rebates-${reseller.partner}` });
  const { accounts } = await alibaba.listAccounts();
  const own = accounts.find(({ uid }) => uid === reseller.partner)?.keys[0];
  if (!own) throw new Error('no key');
  const { name, region, role } = bucket;
  const admin = await reseller.as('admin');
  await expectOk(
    admin.setCredentials({
      params: { accountId: reseller.accountId as `acc_${string}` },
      body: {
        keyId: own.accessKeyId,
        keySecret: own.accessKeySecret,
        rebateBucket: { name, region, prefix: 'pushed/', role, keyId: key.accessKeyId, keySecret: key.accessKeySecret },
      },
    }),
  );
  await alibaba.setAccount({ uid: reseller.partner, readings: { pushPrefix: 'pushed/' } });
  const told = new Map<string, Line>();
  return {
    reseller,
    tell: async (month, { put = [], remove = [], serves = 'whole' }) => {
      for (const each of put) told.set(`${month} ${each['Record ID']}`, each);
      for (const id of remove) told.delete(`${month} ${id}`);
      const rows = [...told].filter(([at]) => at.startsWith(month)).map(([, each]) => atAlibaba(each));
      const files = ['FY27_A', 'FY27_B'].map((policy, index) => ({
        policy: `${month.replace('-', '')}_${policy}`,
        rows: rows.filter((_, at) => at % 2 === index),
        serves,
      }));
      await alibaba.setCommission({ account: reseller.partner, month: month.replace('-', ''), files });
    },
  };
};

/** The columns of its workbooks, each with what a line of ours calls it. */
const alibabaColumns = {
  'Customer UID': 'Customer UIN',
  'Order ID': 'Order ID',
  'Product Code': 'Product Code',
  'Product Name': 'Product Name',
  Currency: 'Currency',
  'Commissionable Amount': 'Commission Base',
  'Commission Rate': 'Commission Rate',
  Commission: 'Commission Amount',
};

function atAlibaba(told: Line): Record<string, string> {
  const cells: Readonly<Record<string, string>> = { ...usual, ...told };
  return Object.fromEntries(Object.entries(alibabaColumns).map(([here, there]) => [here, cells[there] ?? '']));
}

/** Huawei Cloud International: nobody tells; somebody brings what Partner Center exports. */
export const huaweiRebates: RebateSite = async (desk, terms) => ({
  reseller: await foundHuaweiReseller(desk, terms),
  tell: () => Promise.reject(new Error('no call tells rebates there')),
});

/** Tencent Cloud's China site: a list with a row for each partner account, in fen; neither customers nor orders are told. */
export const tencentChinaRebates: RebateSite = async (desk, terms) => {
  const reseller = await foundChinaReseller(desk, terms);
  return {
    reseller,
    tell: async (month, { put = [], remove = [] }) => {
      const rows = put.map(({ 'Record ID': uin, 'Commission Amount': amount = '0', Status: flag = 'NORMAL' }) => ({
        uin,
        amt: Math.round(Number(amount) * 100),
        flag,
      }));
      await desk.cloud.tencent.china.setRebates({ account: reseller.partner, month, put: rows, remove: [...remove] });
    },
  };
};
