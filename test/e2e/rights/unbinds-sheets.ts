import { createHash } from 'node:crypto';
import { systemClock } from '../../../functions/kernel/clock.ts';
import { newId } from '../../../functions/kernel/ids.ts';
import { readLink } from '../../../functions/links/link.ts';
import { readPolicy } from '../../../functions/parties/index.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { readUnbind } from '../../../functions/unbinds/change-unbind.ts';
import { startOfResellers } from '../../../functions/unbinds/course.ts';
import { createUnbind, newUnbind } from '../../../functions/unbinds/new-unbind.ts';
import type { Unbind } from '../../../functions/unbinds/unbind.ts';
import { expectOk } from '../../support/desk.ts';
import { type Bench, hand, type Probe } from './probe.ts';
import { brought } from './requests.ts';

/** A case that is to be submitted at the provider, written without any of the desk's functions. */
export async function waitingCase(
  { desk, reseller, me }: Pick<Bench, 'desk' | 'reseller' | 'me'>,
  status: Unbind['status'] = 'awaiting_submission',
) {
  const { requestId, customer } = await brought({ desk, reseller }, 'linked');
  const request = await desk.tables.get('desk', recordKey(reseller.org, requestId));
  const link = await readLink(desk.tables, reseller.org, String(request?.['linkId']));
  if (!link) throw new Error(`${requestId} has no link`);
  const deps = { clock: systemClock(), newId };
  const course = {
    distributorReviews: false,
    cardKnown: true,
    submits: 'operator',
    ready: true,
    agreed: true,
  } as const;
  const record = newUnbind(
    deps,
    link,
    await readPolicy(desk.tables, reseller.org),
    { ...startOfResellers, ...course, status },
    {
      createdBy: me.member,
      owner: me.member,
      asks: 'Tamarisk Cloud Services Pte. Ltd.',
      because: 'The contract has ended',
      preconditions: [],
      facts: [],
    },
  );
  await desk.tables.transact(createUnbind(record, { kind: 'member', id: me.member }, deps));
  return { org: reseller.org, customer, execution: record.execution, params: { unbindId: record.id } };
}

export type Case = Awaited<ReturnType<typeof waitingCase>>;
const now = () => new Date().toISOString();

/** Announces a file and uploads it. */
async function uploaded({ operator }: Bench, { params }: Case) {
  const text = `what the provider’s console shows at ${now()}`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const body = { contentType: 'text/plain', bytes: Buffer.byteLength(text), sha256, redacted: true } as const;
  const { evidence, upload } = (await expectOk(operator.addUnbindEvidence({ params, body }))).json;
  const put = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: text });
  if (!put.ok) throw new Error(`the upload answers ${put.status}`);
  return { text, id: evidence.id };
}

/** Ticks every step of a sheet; what a step asks for is said with the last one. */
async function ticked({ operator }: Bench, { params }: Case, steps: number, last: object, purpose?: 'completion') {
  const named = { ...(purpose && { purpose }) };
  for (let step = 1; step < steps; step += 1)
    await expectOk(operator.tickUnbindSheet({ params: { ...params, step }, body: named }));
  const body = { ...named, time: now(), reference: 'UB-1', ...last };
  return (await expectOk(operator.tickUnbindSheet({ params: { ...params, step: steps }, body }))).json.sheet;
}

async function submitted(bench: Bench) {
  const one = await waitingCase(bench);
  const file = await uploaded(bench, one);
  const sheet = await ticked(bench, one, 6, { evidence: [file.id] });
  if (sheet.state !== 'done') throw new Error(JSON.stringify(sheet));
  return { ...one, file };
}

/** What operators do at the provider by hand, and what the desk sees there by itself. */
export const unbindsSheetsProbes: readonly Probe[] = [
  { group: 'unbinds-write', does: 'takes a submission by its run sheet, proved by a file', act: submitted },
  {
    group: 'unbinds-write',
    does: 'takes in what has become of a customer, confirmed by a second person',
    act: async (bench) => {
      const one = await submitted(bench);
      await ticked(bench, one, 3, { choice: 'unbound' }, 'completion');
      const approver = await bench.reseller.as('approver');
      await expectOk(approver.confirmUnbindSheet({ params: one.params, body: { purpose: 'completion' } }));
    },
  },
  {
    group: 'unbinds-read',
    does: 'shows a run sheet, and hands out a file',
    act: async (bench) => {
      const { params, file } = await submitted(bench);
      await expectOk(bench.auditor.getUnbindSheet({ params }));
      const known = { ...params, evidenceId: file.id };
      const { download } = (await expectOk(bench.auditor.getUnbindEvidence({ params: known }))).json;
      const answer = await fetch(download?.url ?? '');
      if ((await answer.text()) !== file.text) throw new Error(`the download answers ${answer.status}`);
    },
  },
  {
    group: 'unbinds-provider',
    does: 'sees that a customer is gone while another is still there',
    act: async (bench) => {
      const { desk, reseller } = bench;
      await brought({ desk, reseller }, 'linked');
      const { org, params, customer } = await waitingCase(bench);
      await desk.cloud.tencent.unbind(customer.uin);
      await hand(desk, 'unbinds-provider', { kind: 'unbind.look', org, id: params.unbindId, at: now() });
      const seen = await readUnbind(desk.tables, org, params.unbindId);
      if (seen?.looked?.customer !== 'gone') throw new Error(JSON.stringify(seen?.looked));
    },
  },
];
