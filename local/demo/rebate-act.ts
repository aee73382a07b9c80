import { instant } from '../../functions/kernel/clock.ts';
import { type Period, periodOf } from '../../functions/rebates/period.ts';
import type { LocalCloud } from '../cloud.ts';
import type { Say } from '../command.ts';
import { runDueWork, runNights } from '../due-work.ts';
import { readInbox } from '../front/inbox.ts';
import { demo } from '../seed/cast.ts';
import { clockOffset, setClock } from '../set-clock.ts';
import { expectOk, fin, olivia, until, type Walk } from './walk.ts';

type Owed = {
  readonly cloud: LocalCloud;
  readonly account: `acc_${string}`;
  readonly partner: string;
  readonly period: Period;
  readonly customers: readonly string[];
};

const DAY = 86_400;
const DIGEST_SECONDS = 900;

/**
 * What the provider owes is read in two nights. In between it changes four lines: three that are explained to the cent, and
 * one that nothing explains. Finance is told by mail, and an empty list says what is to blame.
 */
export async function rebateAct({ cloud, step }: Walk): Promise<void> {
  const owed = await step('A night: what the provider owes is read, line by line', async (say) => {
    const found = await whatIsOwed(cloud);
    await publish(found, asPublished);
    await night(found, say);
    const query = { account: found.account, period: found.period };
    const { periods } = expectOk(await (await fin(cloud)).getRebateSummary({ query })).json;
    for (const { period, records, sums } of periods)
      say(`${period}: ${records} lines, ${sums.map(({ amount, currency }) => `${amount} ${currency}`).join(', ')}`);
    return found;
  });
  const syncId = await step('The provider changes four of them; the next night says which, and why', async (say) => {
    await publish(owed, asCorrected);
    const { id } = await night(owed, say);
    await whatChanged(owed, id, say);
    return id;
  });
  await step('Finance has it in one line of its mail', async (say) => {
    // mail is gathered for a quarter of an hour
    await setClock(cloud, clockOffset(cloud) + DIGEST_SECONDS);
    say(await until('the mail to finance', () => lineMailed(cloud, syncId)));
  });
  await step('Where is my rebate? An empty list says what is to blame', (say) => whyEmpty(owed, say));
}

/** A line of the provider's file: its order, base, rate, amount, and what was refunded of it. */
type Line = readonly [order: string, base: string, rate: string, amount: string, refund?: string];

const asPublished: readonly Line[] = [
  ['20261012880041', '1228.00', '0.05', '61.40'],
  ['20261012880042', '800.00', '0.05', '40.00'],
  ['20261012880043', '512.00', '0.05', '25.60'],
  ['20261012880044', '300.00', '0.05', '15.00'],
  ['20261012880045', '96.00', '0.05', '4.80'],
];
const asCorrected: readonly Line[] = [
  ['20261012880041', '1228.00', '0.06', '73.68'],
  ['20261012880042', '840.00', '0.05', '42.00'],
  ['20261012880043', '512.00', '0.05', '20.00', '-5.60'],
  ['20261012880044', '300.00', '0.05', '14.20'],
  ['20261012880045', '96.00', '0.05', '4.80'],
];

async function whatIsOwed(cloud: LocalCloud): Promise<Owed> {
  const { items } = expectOk(await (await olivia(cloud)).listPartnerAccounts({ query: { limit: 100 } })).json;
  const account = items.find(({ environment, site }) => environment === 'production' && site === 'tencent-intl');
  if (account === undefined) throw new Error('The reseller has no production account: npm start -- --fresh');
  const { partnerId: partner } = account;
  const { customers } = await cloud.tencent.readState();
  return {
    cloud,
    account: account.id,
    partner,
    period: periodOf('Asia/Shanghai', instant(Date.now() + clockOffset(cloud) * 1000)),
    customers: Object.values(customers).flatMap(({ uin, reseller }) => (reseller === partner ? [uin] : [])),
  };
}

async function publish({ cloud, partner, period, customers }: Owed, lines: readonly Line[]): Promise<void> {
  await cloud.tencent.setRebates({
    account: partner,
    month: period,
    put: lines.map(([order, base, rate, amount, refund = ''], index) => ({
      'Record ID': `CD-${order}`,
      'Order ID': order,
      'Customer UIN': customers[index] ?? '',
      'Record Type': 'Commission',
      'Product Code': 'cvm',
      'Product Name': 'Cloud Virtual Machine',
      Currency: 'USD',
      'Commission Base': base,
      'Commission Rate': rate,
      Refund: refund,
      'Commission Amount': amount,
      Status: 'Settled',
    })),
  });
}

/** A day goes by, and the account's night with it. */
async function night({ cloud, account, partner }: Owed, say: Say) {
  const nights = async () => {
    const query = { account, origin: 'night', limit: 100 } as const;
    return expectOk(await (await fin(cloud)).listRebateSyncs({ query })).json.items;
  };
  const known = new Set((await nights()).map(({ id }) => id));
  await setClock(cloud, clockOffset(cloud) + DAY);
  await runNights(cloud);
  const read = await until('the night to be worked in', async () =>
    (await nights()).find(({ id, status }) => !known.has(id) && status === 'completed'),
  );
  say(`${partner}, night of ${read.night}. ${read.standing}`);
  return read;
}

async function whatChanged({ cloud, account, period }: Owed, syncId: `rsy_${string}`, say: Say): Promise<void> {
  const client = await fin(cloud);
  const of = { params: { syncId }, query: { period, limit: 100 } };
  for (const { id } of expectOk(await client.listRebateSyncChanges(of)).json.items) {
    const params = { accountId: account, period, recordId: id };
    const [latest] = expectOk(await client.getRebate({ params })).json.history;
    say(`${id}: ${latest?.words.join('; ')}`);
  }
}

async function lineMailed(cloud: LocalCloud, syncId: string): Promise<string | undefined> {
  await runDueWork(cloud);
  const mails = await readInbox(cloud.engineUrl);
  const mail = mails.find(({ to, text }) => to.includes(demo.finance) && text.includes(syncId));
  return mail?.text
    .split('\n')
    .find((line) => line.includes(syncId))
    ?.replace(/^- /, '');
}

/** Somebody looks for a line that was settled among those that were paid out. */
async function whyEmpty({ cloud, account, period }: Owed, say: Say): Promise<void> {
  const query = { account, period, order: asPublished[0]?.[0], status: 'paid' } as const;
  const { query: asked, text, trace } = expectOk(await (await fin(cloud)).whyRebatesAreEmpty({ query })).json;
  say(asked.sentence);
  for (const { tried, found } of trace) say(`  ${tried}: ${found}`);
  say(text);
}
