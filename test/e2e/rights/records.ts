import { S3Client } from '@aws-sdk/client-s3';
import { plusSeconds, secondsBetween } from '../../../functions/kernel/clock.ts';
import { s3Anchors } from '../../../functions/timeline/adapters/anchors-s3.ts';
import { hoursAfter } from '../../../functions/timeline/anchor.ts';
import { CLOSED_AFTER_SECONDS, lastClosedHour } from '../../../functions/timeline/anchor-hours.ts';
import { anchorBucketOf } from '../../../scripts/verify-timeline.ts';
import { expectOk } from '../../support/desk.ts';
import { type Bench, invoke, type Probe, renew } from './probe.ts';
import { brought } from './requests.ts';

let imports = 0;

/** Imports a customer, and the same one again with another account. */
const importTwice = async ({ operator }: Bench) => {
  imports += 1;
  const reference = `C-${Date.now()}-${imports}`;
  const file = (account: string) =>
    `reference,name,site,account_id\n${reference},Lantern Logistics,tencent-intl,${account}\n`;
  const account = String(200_100_000_000 + (Date.now() % 1_000_000) * 10 + (imports % 10));
  await expectOk(operator.importCustomers({ body: file(account) }));
  await expectOk(operator.importCustomers({ body: file(account.replace(/^2001/, '2002')) }));
  return reference;
};

/** An hour is anchored once and for ever, so each time the clock of the anchors stands an hour later. */
async function anchorNextHour({ desk }: Bench) {
  const anchors = s3Anchors(await anchorBucketOf('local', desk.cloud.aws), new S3Client(desk.cloud.aws));
  const newest = (await anchors.hours()).at(-1);
  const now = new Date().toISOString();
  const next = newest === undefined ? lastClosedHour(now) : hoursAfter(newest, 1);
  const over = plusSeconds(`${hoursAfter(next, 1)}:00:00.000Z`, CLOSED_AFTER_SECONDS);
  await renew(desk, 'timeline-anchor', Math.max(0, secondsBetween(now, over)));
  try {
    await invoke(desk, 'timeline-anchor', {});
  } finally {
    await renew(desk, 'timeline-anchor');
  }
  if (!(await anchors.hours()).includes(next)) throw new Error(`${next} is not anchored`);
}

/** What the desk keeps besides links: the reseller's own records, and the proof of its history. */
export const recordsProbes: readonly Probe[] = [
  { group: 'customers-write', does: 'imports customers and takes in what changed', act: importTwice },
  {
    group: 'customers-read',
    does: 'lists and shows customers',
    act: async (bench) => {
      const reference = await importTwice(bench);
      await expectOk(bench.auditor.readCustomer({ params: { reference } }));
      await expectOk(bench.auditor.listCustomers({ query: { name: 'Lantern' } }));
    },
  },
  {
    group: 'clocks-read',
    does: 'lists every deadline, with those whose owner has to be looked up',
    act: async ({ desk, reseller, auditor }) => {
      const { requestId } = await brought({ desk, reseller }, 'invited');
      const { items } = (await expectOk(auditor.listClocks({ query: { limit: 100 } }))).json;
      if (!items.some((clock) => clock.record === requestId && clock.for === 'invitation_lapse'))
        throw new Error('the invitation has no clock');
    },
  },
  {
    group: 'timeline-read',
    does: 'audits requests and a record’s timeline',
    act: async ({ desk, reseller, auditor }) => {
      const { requestId } = await brought({ desk, reseller }, 'asked');
      await expectOk(auditor.auditLinkRequests());
      await expectOk(auditor.auditTimeline({ params: { recordId: requestId } }));
    },
  },
  {
    group: 'timeline-anchor',
    does: 'anchors the hours that are over',
    act: anchorNextHour,
  },
];
