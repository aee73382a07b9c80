import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { decisionKey, decisionName } from '../../../functions/decisions/decision.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { answerPage, expectOk, foundReseller, newCustomer, wishFor } from '../../support/desk.ts';
import { heldToken } from '../../support/desk-faults.ts';
import { sites } from '../sites.ts';
import { type Bench, hand, type Probe, renew } from './probe.ts';
import {
  brought,
  decide,
  mailed,
  poll,
  questionOf,
  type Request,
  runTask,
  startMachine,
  untilMachineEnds,
} from './requests.ts';

const cancel = (request: Request, { operator }: Bench) =>
  expectOk(
    operator.cancelLinkRequest({ params: { requestId: request.requestId }, body: { reason: 'typed by mistake' } }),
  );

const work = (request: Request, kind: 'decision.expire' | 'decision.deliver' | 'link.watch') => {
  const { desk, reseller, requestId } = request;
  const id = kind === 'link.watch' ? requestId : decisionName(questionOf(request));
  const group = kind === 'link.watch' ? 'links-work' : 'decisions-work';
  return hand(desk, group, { kind, org: reseller.org, id, at: new Date().toISOString() });
};

const answer = async (link: string, form: Record<string, string>, status = 200) => {
  const page = await answerPage(link, form);
  if (page.status !== status) throw new Error(`the page answers ${page.status}`);
};

/** Does it until it shows in the record. */
export const until =
  (request: Pick<Request, 'desk'>, key: Parameters<Bench['desk']['tables']['get']>[1], field: string, value: unknown) =>
  async (again: () => Promise<unknown>) =>
    vi.waitFor(
      async () => {
        await again();
        const found = (await request.desk.tables.get('desk', key))?.[field];
        if (found !== value) throw new Error(`${field} is ${String(found)}, not ${String(value)}`);
      },
      { timeout: 15_000, interval: 200 },
    );

/** What becomes of a wish to link a customer. */
export const linksProbes: readonly Probe[] = [
  {
    group: 'links-write',
    does: 'previews a request',
    act: async ({ desk, reseller, operator }) =>
      expectOk(operator.previewLinkRequest({ body: wishFor(reseller, await newCustomer(desk)) })),
  },
  { group: 'links-write', does: 'makes a request', act: (bench) => brought(bench, 'made') },
  {
    group: 'links-write',
    does: 'cancels a request that waits for its customer, and wakes its machine',
    act: async (bench) => {
      const request = await brought(bench, 'made');
      await startMachine(request);
      await cancel(request, bench);
      await untilMachineEnds(request);
    },
  },
  {
    group: 'links-write',
    does: 'looks whether an address is being invited already',
    act: async ({ desk, reseller, operator }) => {
      const { customer, ...wish } = wishFor(reseller, await newCustomer(desk));
      await renew(desk, 'links-write');
      await expectOk(
        operator.previewLinkRequest({ body: { ...wish, customer: { name: customer.name, country: 'SG' } } }),
      );
    },
  },
  {
    group: 'links-write',
    does: 'lists drafts and discards one with its contact',
    act: async ({ desk, reseller, operator }) => {
      const { confirm: _review, ...body } = wishFor(reseller, await newCustomer(desk));
      const clerk = await reseller.as('enter');
      const { linkDraft } = (await expectOk(clerk.createLinkDraft({ body }))).json;
      await expectOk(operator.listLinkDrafts());
      await expectOk(clerk.discardLinkDraft({ params: { draftId: linkDraft.id } }));
    },
  },
  { group: 'links-tasks', does: 'asks the customer', act: (bench) => brought(bench, 'asked') },
  {
    group: 'links-tasks',
    does: 'asks a second person, having looked who could be one',
    act: async (bench) => {
      const scope = { access: 'manage', because: 'we set its spending limit' };
      const request = await brought(bench, 'asked', { scope });
      await decide(request, 'second_person', 'decline');
    },
  },
  {
    group: 'links-tasks',
    does: 'keeps the token of a state that waits',
    act: async (bench) => {
      const held = { kind: 'customer', token: 'nobody-waits', entered: new Date().toISOString(), retry: 0 };
      await runTask(await brought(bench, 'asked'), 'hold-answer', held);
    },
  },
  {
    group: 'links-tasks',
    does: 'finds an answer that came before its state waited',
    act: async (bench) => {
      const request = await brought(bench, 'agreed');
      const held = { kind: 'customer', token: 'nobody-waits', entered: new Date().toISOString(), retry: 0 };
      await runTask(request, 'hold-answer', held);
    },
  },
  {
    group: 'links-tasks',
    does: 'wakes a state that has nothing to wait for',
    act: async (bench) => {
      const held = { kind: 'customer', token: 'nobody-waits', entered: new Date().toISOString(), retry: 0 };
      await runTask(await brought(bench, 'made'), 'hold-answer', held);
    },
  },
  { group: 'links-tasks', does: 'makes the link', act: (bench) => brought(bench, 'linked') },
  {
    group: 'decisions-public',
    does: 'shows the question',
    act: async (bench) => {
      const page = await fetch(await mailed(await brought(bench, 'asked')));
      if (page.status !== 200) throw new Error(`the page answers ${page.status}`);
    },
  },
  {
    group: 'decisions-public',
    does: 'counts wrong identifiers',
    act: async (bench) => {
      const link = await mailed(await brought(bench, 'asked'));
      await answer(link, { verdict: 'confirmed', accountId: '111111111111' }, 422);
    },
  },
  {
    group: 'decisions-public',
    does: 'takes the customer’s no and wakes the machine',
    act: async (bench) => {
      const request = await brought(bench, 'made');
      await startMachine(request);
      await answer(await mailed(request), { verdict: 'rejected', reason: 'we stay where we are' });
      await untilMachineEnds(request);
    },
  },
  {
    group: 'decisions-work',
    does: 'delivers an answer that nobody has delivered',
    act: async (bench) => {
      const request = await brought(bench, 'made');
      await startMachine(request);
      await decide(request, 'customer', 'rejected');
      await work(request, 'decision.deliver');
      await untilMachineEnds(request);
    },
  },
  {
    group: 'decisions-work',
    does: 'has a request looked at whose state is gone',
    act: async (bench) => {
      const request = await brought(bench, 'asked');
      const held = { kind: 'customer', token: 'nobody-waits', entered: new Date().toISOString(), retry: 0 };
      await runTask(request, 'hold-answer', held);
      await decide(request, 'customer', 'confirmed');
      await work(request, 'decision.deliver');
    },
  },
  {
    group: 'decisions-work',
    does: 'ends a question that nobody has answered',
    act: async ({ desk, hasty }) => {
      const request = await brought({ desk, reseller: hasty }, 'asked');
      const expired = until(request, decisionKey(questionOf(request)), 'status', 'expired');
      await expired(() => work(request, 'decision.expire'));
    },
  },
  {
    group: 'links-provider',
    does: 'invites the customer under a key that it has not seen before',
    act: async ({ desk }) => brought({ desk, reseller: await foundReseller(desk) }, 'invited'),
  },
  { group: 'links-provider', does: 'sees the application', act: (bench) => brought(bench, 'seen') },
  { group: 'links-provider', does: 'approves and prepares', act: (bench) => brought(bench, 'prepared') },
  {
    group: 'links-provider',
    does: 'wakes the machine when the application is there',
    act: async (bench) => {
      const request = await brought(bench, 'made');
      await startMachine(request);
      await decide(request, 'customer', 'confirmed');
      await work(request, 'decision.deliver');
      await heldToken(request.desk, questionOf(request, 'application'));
      await sites['tencent-intl'](request.desk).apply(request.customer);
      await poll(request);
      await untilMachineEnds(request);
    },
  },
  {
    group: 'links-provider',
    does: 'looks for whom the provider itself examines',
    act: async ({ desk }) => {
      const { org, accountId: id } = await sites['tencent-cn'](desk).reseller();
      await hand(desk, 'links-provider', { kind: 'link.poll', org, id, at: new Date().toISOString() });
    },
  },
  {
    group: 'links-provider',
    does: 'ends a request that is cancelled',
    act: async (bench) => {
      const request = await brought(bench, 'invited');
      await cancel(request, bench);
      await runTask(request, 'cancel-request');
    },
  },
  {
    group: 'links-work',
    does: 'starts a machine again that never ran',
    act: async (bench) => {
      const request = await brought(bench, 'made');
      const raised = until(request, recordKey(request.reseller.org, request.requestId), 'attempt', 2);
      await raised(() => work(request, 'link.watch'));
    },
  },
  {
    group: 'links-work',
    does: 'hands over what a disabled member has in hand',
    act: async (bench) => {
      const request = await brought(bench, 'made');
      const { org } = bench.reseller;
      const body = {
        displayName: 'Jun Hao Lim',
        email: `${randomUUID()}@reseller.example`,
        rights: ['operator' as const],
      };
      const { id, version } = (await expectOk(bench.admin.addMember({ body }))).json;
      const params = { requestId: request.requestId };
      await expectOk(bench.operator.assignLinkRequest({ params, body: { owner: id, reason: 'takes it over' } }));
      await expectOk(
        bench.admin.changeMember({ params: { memberId: id }, body: { disabled: true }, ifMatch: version }),
      );
      const item = { kind: 'member.hand-over', org, id, at: new Date().toISOString() };
      const unowned = until(request, recordKey(org, request.requestId), 'owner', 'unowned');
      await unowned(() => hand(bench.desk, 'links-work', item));
    },
  },
  {
    group: 'links-read',
    does: 'shows a request, its timeline and its link',
    act: async ({ desk, reseller, auditor }) => {
      const { requestId } = await brought({ desk, reseller }, 'linked');
      await expectOk(auditor.getLinkRequest({ params: { requestId } }));
      await expectOk(auditor.getLinkRequestTimeline({ params: { requestId } }));
    },
  },
  {
    group: 'links-read',
    does: 'lists requests and links',
    act: async ({ auditor }) => {
      await expectOk(auditor.listLinkRequests());
      await expectOk(auditor.listLinks());
    },
  },
  {
    group: 'links-read',
    does: 'finds the request that a customer’s whole identifier means',
    act: async (bench) => {
      const { customer } = await brought(bench, 'made');
      await expectOk(bench.auditor.listLinkRequests({ query: { customer: customer.uin } }));
    },
  },
  {
    group: 'links-read',
    does: 'lists who is waited for',
    act: ({ auditor }) => expectOk(auditor.listLinkRequests({ query: { waitingOn: 'customer' } })),
  },
];
