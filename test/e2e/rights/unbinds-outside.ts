import { readUnbind } from '../../../functions/unbinds/change-unbind.ts';
import { expectOk } from '../../support/desk.ts';
import { type Bench, hand, type Probe } from './probe.ts';
import { brought } from './requests.ts';

const header = 'Record Number,Customer UIN,Customer Name,Origin,Submitted At,Status,Deadline';
const accountOf = ({ reseller }: Bench) => reseller.accountId as `acc_${string}`;
const now = () => new Date().toISOString();

/** A case of what a customer has started at the provider, as the list of its console brings it. */
export async function started(bench: Bench) {
  const { desk, reseller, operator } = bench;
  const { customer } = await brought({ desk, reseller }, 'linked');
  const at = now().slice(0, 19).replace('T', ' ');
  const row = `UB${customer.uin},${customer.uin},Lantern,Customer,${at},Under review by reseller,`;
  const body = `${header}\n${row}\n`;
  const taken = (await expectOk(operator.uploadUnbindingList({ params: { accountId: accountOf(bench) }, body }))).json;
  const id = taken.rows[0]?.unbind;
  if (!id) throw new Error(JSON.stringify(taken));
  return { org: reseller.org, id };
}

/** What customers and distributors bring into unbinding from outside. */
export const unbindsOutsideProbes: readonly Probe[] = [
  {
    group: 'unbinds-write',
    does: 'takes the list of what customers have started, and makes cases of it',
    act: async (bench) => {
      const { id } = await started(bench);
      await expectOk(bench.operator.acknowledgeClock({ params: { unbindId: id }, body: {} }));
    },
  },
  {
    group: 'unbinds-read',
    does: 'shows the daily look, and a distributor what it is asked',
    act: async (bench) => {
      await started(bench);
      await expectOk(bench.auditor.getDailyLook({ params: { accountId: accountOf(bench) } }));
      await expectOk(bench.auditor.listDailyLooks({ query: {} }));
      await expectOk(bench.auditor.listDistributorReviews({ query: {} }));
    },
  },
  {
    group: 'unbinds-work',
    does: 'opens the look of the day',
    act: async (bench) => {
      const { desk, reseller } = bench;
      await hand(desk, 'unbinds-work', {
        kind: 'unbind.daily-look',
        org: reseller.org,
        id: accountOf(bench),
        at: now(),
      });
    },
  },
  {
    group: 'unbinds-work',
    does: 'brings a review that nobody has in hand before a second person',
    act: async (bench) => {
      const { org, id } = await started(bench);
      await hand(bench.desk, 'unbinds-work', { kind: 'unbind.clock', org, id: `${id}#1`, at: now() });
      const clock = (await readUnbind(bench.desk.tables, org, id))?.reviewClock;
      if (!clock?.escalated) throw new Error(JSON.stringify(clock));
    },
  },
];
