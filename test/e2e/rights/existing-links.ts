import { recordKey } from '../../../functions/timeline/index.ts';
import { type DeskClient, expectOk, foundReseller, type Reseller } from '../../support/desk.ts';
import { until } from './links.ts';
import { type Bench, hand, type Probe } from './probe.ts';
import { brought } from './requests.ts';

const linked = async ({ desk, reseller }: Pick<Bench, 'desk' | 'reseller'>) => {
  const { requestId, customer } = await brought({ desk, reseller }, 'linked');
  const record = await desk.tables.get('desk', recordKey(reseller.org, requestId));
  return { params: { linkId: record?.['linkId'] as `link_${string}` }, customer };
};
const as = (reseller: Reseller, right: 'approver' | 'verifier'): Promise<DeskClient> => reseller.as(right);

/** What becomes of links that exist. */
export const existingLinksProbes: readonly Probe[] = [
  {
    group: 'links-live',
    does: 'refuses a permit and tells of it',
    act: async (bench) => {
      const { params } = await linked(bench);
      await expectOk(bench.operator.askPermit({ params, body: { access: 'manage', operation: 'RunInstances' } }));
    },
  },
  {
    group: 'links-live',
    does: 'stops a link, takes the way out and lifts the stop',
    act: async (bench) => {
      const { params } = await linked(bench);
      const body = { reason: 'the subsidiary’s account was linked' };
      await expectOk(bench.operator.stopLink({ params, body }));
      const wayOut = { wayOut: 'support_case', reference: 'T-2026-114', ...body } as const;
      await expectOk(bench.operator.chooseWayOut({ params, body: wayOut }));
      await expectOk((await as(bench.reseller, 'approver')).liftStop({ params, body }));
    },
  },
  {
    group: 'links-live',
    does: 'asks for a change of a link',
    act: async (bench) => {
      const { params, customer } = await linked(bench);
      // a change looks the customer up in the reseller's own records
      const row = `C-${customer.uin},Lantern Logistics,tencent-intl,${customer.uin}`;
      await expectOk(bench.operator.importCustomers({ body: `reference,name,site,account_id\n${row}\n` }));
      const scope = { access: 'manage', because: 'We run their database from June', agreement: 'MSA 114' } as const;
      const change = { types: ['billing' as const, 'management' as const], scope };
      const body = {
        change,
        reason: 'They booked the managed tier',
        gathered: ['access_agreement'],
        confirm: { customer: true as const, types: true as const },
      };
      await expectOk(bench.operator.requestLinkChange({ params, body }));
    },
  },
  {
    group: 'links-live',
    does: 'takes in that a customer has changed',
    act: async (bench) => {
      const { params } = await linked(bench);
      const body = { country: 'SG', note: 'moved its seat' };
      await expectOk(bench.operator.reportAttributeChange({ params, body }));
    },
  },
  {
    group: 'links-live',
    does: 'lists the readings of a partner account’s customers',
    act: async ({ auditor, reseller }) => {
      const params = { accountId: reseller.accountId as `acc_${string}` };
      await expectOk(auditor.listAdoptions({ params }));
    },
  },
  {
    group: 'links-provider',
    does: 'reads a partner account’s customers and compares them with its links',
    act: async (bench) => {
      const { desk, operator, reseller } = bench;
      const params = { accountId: reseller.accountId as `acc_${string}` };
      const { id } = (await expectOk(operator.startAdoption({ params }))).json.adoption;
      const item = { kind: 'link.adopt', org: reseller.org, id, at: new Date().toISOString() };
      await until(bench, recordKey(reseller.org, id), 'status', 'done')(() => hand(desk, 'links-provider', item));
    },
  },
  {
    group: 'verification-write',
    does: 'verifies on request and notes what the customer sees',
    act: async (bench) => {
      const { params } = await linked(bench);
      const verifier = await as(bench.reseller, 'verifier');
      await expectOk(verifier.verifyLink({ params, body: {} }));
      const body = { seesReseller: 'yes', canSignIn: true, at: new Date().toISOString() } as const;
      await expectOk(verifier.recordCustomerView({ params, body }));
    },
  },
  {
    group: 'verification',
    does: 'reads at the provider whether a link works',
    act: async ({ desk }) => {
      // one whose key no worker has kept
      const reseller = await foundReseller(desk);
      const { params } = await linked({ desk, reseller });
      const at = (await desk.tables.get('desk', recordKey(reseller.org, params.linkId)))?.['nextCheckAt'];
      await hand(desk, 'verification', { kind: 'link.verify', org: reseller.org, id: params.linkId, at });
      const auditor = await reseller.as('auditor');
      const { verification } = (await expectOk(auditor.getLinkVerification({ params }))).json;
      if (!JSON.stringify(verification).includes('"pass"')) throw new Error(JSON.stringify(verification));
    },
  },
  {
    group: 'links-read',
    does: 'shows a link’s checklist and compares it with a good one',
    act: async (bench) => {
      const { params } = await linked(bench);
      await expectOk(bench.auditor.getLinkVerification({ params }));
      await expectOk(bench.auditor.getLinkComparison({ params }));
    },
  },
];
