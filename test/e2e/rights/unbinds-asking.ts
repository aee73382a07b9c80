import { vi } from 'vitest';
import { recordKey } from '../../../functions/timeline/index.ts';
import { attestationNames } from '../../../functions/unbinds/declaration.ts';
import { readReadiness } from '../../../functions/unbinds/readiness/readiness.ts';
import { askedAt } from '../../support/clear-preconditions.ts';
import { expectOk } from '../../support/desk.ts';
import { type Bench, hand, invoke, type Probe, renew } from './probe.ts';
import { brought } from './requests.ts';
import { waitingCase } from './unbinds-sheets.ts';

const note = 'Looked up in Partner Center';
const because = 'Has to be mended before the unbinding';

/** Asks until it is so; what is left of a piece of work the desk's own beat does. */
const until = (isSo: () => Promise<boolean>) =>
  vi.waitFor(
    async () => {
      if (!(await isSo())) throw new Error('not yet');
    },
    { timeout: 30_000, interval: 500 },
  );

async function linked({ desk, reseller }: Bench): Promise<{ org: string; linkId: `link_${string}` }> {
  const { org } = reseller;
  const { requestId } = await brought({ desk, reseller }, 'linked');
  const request = await desk.tables.get('desk', recordKey(org, requestId));
  return { org, linkId: `link_${String(request?.['linkId']).replace(/^link_/, '')}` };
}

/** A link that has been read at the provider by the desk's own function. */
async function read(bench: Bench) {
  const { desk, operator } = bench;
  const { org, linkId } = await linked(bench);
  const { readiness } = (await expectOk(operator.checkUnbindReadiness({ params: { linkId }, body: {} }))).json;
  await hand(desk, 'unbinds-provider', { kind: 'unbind.read', org, id: linkId, at: readiness.nextAt });
  await until(async () => {
    const reading = await readReadiness(desk.tables, org, linkId);
    return reading?.reading.left.length === 0;
  });
  return { org, linkId };
}

/** Asking for an unbind, what is read before, and what the desk mends at the provider. */
export const unbindsAskingProbes: readonly Probe[] = [
  {
    group: 'unbinds-write',
    does: 'starts an unbind of a link that was read',
    act: async (bench) => {
      const { operator } = bench;
      const { linkId } = await read(bench);
      const { version, language, sha256 } = (await expectOk(operator.getUnbindNotice({ query: {} }))).json.notice;
      const conditions = askedAt('tencent-intl').map((check) => ({ check, found: 'clear', note }));
      const overrides = [{ check: 'credit_not_negative' as const, reason: 'Settled by the final invoice' }];
      await expectOk(operator.previewUnbind({ body: { linkId, conditions } }));
      const said = { conditions, overrides, secondLevel: null, because: 'The contract has ended' };
      const declared = { notice: { version, language, sha256 }, attestations: [...attestationNames] };
      const body = { linkId, ...said, ...declared, capacity: { as: 'holder' as const } };
      await expectOk(operator.submitUnbind({ body }));
    },
  },
  {
    group: 'unbinds-read',
    does: 'lists what stands in the way of links, and what was asked for against it',
    act: async (bench) => {
      const { linkId } = await read(bench);
      await expectOk(bench.auditor.listUnbindReadiness({ query: {} }));
      await expectOk(bench.auditor.getUnbindReadiness({ params: { linkId } }));
      await expectOk(bench.auditor.listApprovedActions({ query: {} }));
    },
  },
  {
    group: 'unbinds-provider',
    does: 'reads a link under a key that it does not remember',
    act: async (bench) => {
      await renew(bench.desk, 'unbinds-provider');
      const { org, linkId } = await read(bench);
      const { customer } = (await readReadiness(bench.desk.tables, org, linkId)) ?? {};
      if (!customer || 'unknown' in customer) throw new Error(JSON.stringify(customer));
    },
  },
  {
    group: 'unbinds-provider',
    does: 'looks at the preconditions before anybody is asked',
    act: async (bench) => {
      const { org, execution, params } = await waitingCase(bench, 'checking');
      const input = { version: 1, org, requestId: params.unbindId, execution };
      await until(async () => {
        await invoke(bench.desk, 'unbinds-provider', { task: 'check-preconditions', ...input }).catch(() => undefined);
        const item = await bench.desk.tables.get('desk', recordKey(org, params.unbindId));
        return item?.['status'] !== 'checking';
      });
    },
  },
  {
    group: 'unbinds-provider',
    does: 'allocates credit that somebody has approved',
    act: async (bench) => {
      const { desk, operator, reseller } = bench;
      const { org, linkId } = await linked(bench);
      const body = { amount: '0.01', currency: 'USD', because };
      const asked = (await expectOk(operator.askCreditAllocation({ params: { linkId }, body }))).json.approvedAction;
      const approver = await reseller.as('approver');
      const params = { actionId: asked.id };
      const decided = (await expectOk(approver.decideApprovedAction({ params, body: { verdict: 'approve' } }))).json;
      const at = decided.approvedAction.decided?.at;
      await hand(desk, 'unbinds-provider', { kind: 'unbind.act', org, id: asked.id, at });
      await until(async () => (await desk.tables.get('desk', recordKey(org, asked.id)))?.['status'] === 'done');
    },
  },
];
