import type * as z from 'zod';
import type { UnbindStatus } from '../../functions/unbinds/status.ts';
import type { UnbindView } from '../../functions/unbinds/view.ts';
import type { LocalCloud } from '../cloud.ts';
import type { Say } from '../command.ts';
import { runDueWork } from '../due-work.ts';
import { clockOffset, setClock } from '../set-clock.ts';
import { accountAt, expectOk, expectProblem, olivia, petra, until, type Walk } from './walk.ts';
import { submitForm } from './web-form.ts';

type Shown = z.infer<typeof UnbindView>;
type Leaving = {
  readonly cloud: LocalCloud;
  readonly linkId: `link_${string}`;
  readonly uin: string;
  readonly name: string;
};

const DAY = 86_400;

/**
 * A customer leaves by the provider's own process: what stands in its way, mended; a second person; the run sheet; the
 * customer's word in the pretend console; completion, proved; a bill that comes late; and a case that the customer starts,
 * which the provider decides by its own clock.
 */
export async function unbindAct({ cloud, handsOn, step }: Walk): Promise<void> {
  const leaving = await step('A customer is to go: what stands in its way', (say) => whatBlocks(cloud, say));
  const unbindId = await step('Mended, and asked for; a second person agrees', (say) => askFor(leaving, say));
  await step('Olivia submits by the run sheet', (say) => submitByHand(leaving, unbindId, say));
  await step('The customer confirms at the provider', async (say) => {
    const page = `${cloud.tencentUrl}/console/account?uin=${leaving.uin}`;
    say(page);
    if (handsOn) say('Open it and press Confirm Unbinding.');
    else await cloud.tencent.answerUnbinding({ uin: leaving.uin, answer: 'confirm' });
    await until(handsOn ? undefined : 'the customer’s word at the provider', async () => {
      const { records } = await cloud.tencent.listUnbindings({ uin: leaving.uin });
      return records[0]?.status === 'customer_confirmation' ? undefined : records[0];
    });
    await work(cloud, unbindId, { purpose: 'customer_confirmation', choice: 'confirmed' });
    await stands(cloud, unbindId, 'awaiting_initiator', say);
    expectOk(await (await olivia(cloud)).takeUpUnbind({ params: { unbindId }, body: {} }));
    await stands(cloud, unbindId, 'awaiting_completion', say);
  });
  await step('The provider completes; two looks a day apart prove it', async (say) => {
    await absent(cloud, unbindId, say);
    await work(cloud, unbindId, { purpose: 'completion', choice: 'unbound' });
    const ended = await stands(cloud, unbindId, 'completed', say);
    const { link } = expectOk(await (await olivia(cloud)).getLink({ params: { linkId: leaving.linkId } })).json;
    say(`${link.id}: ${link.status}. ${ended.turn}`);
    await certificate(cloud, unbindId, say);
  });
  await step('A bill comes late', (say) => lateBill(leaving, unbindId, say));
  await step('Another customer starts to unbind, and nobody looks for ten days', (say) => byTheClock(cloud, say));
}

/** Some link of the seeded book, with two things in its way. */
async function whatBlocks(cloud: LocalCloud, say: Say): Promise<Leaving> {
  const link = await linkWithoutCase(cloud, 'last');
  const { accountId: uin, name } = link.customer;
  await cloud.tencent.setCustomer({
    uin,
    cardBound: true,
    detailsComplete: true,
    creditRemaining: '-0.01',
    uninterruptedService: { prepaid: false, postpaid: true },
  });
  say(`${name}, account ${uin}: credit −0.01, and it may run on when it does not pay`);
  const leaving = { cloud, linkId: link.id, uin, name };
  await readAnew(leaving);
  const { preconditions } = expectOk(
    await (await olivia(cloud)).previewUnbind({ body: { linkId: link.id, ...lookedUp('postpaid') } }),
  ).json;
  for (const { name: check, mode, result, found, remedy } of preconditions)
    if (result !== 'pass') say(`  ${result}  ${check} (${mode}${found ? `: ${found}` : ''}) → ${remedy?.path ?? ''}`);
  return leaving;
}

/** A proved link of which nobody has started to let go, so that the act can be seen again. */
async function linkWithoutCase(cloud: LocalCloud, which: 'first' | 'last') {
  const client = await olivia(cloud);
  const partnerAccountId = await accountAt(cloud, 'tencent-intl');
  const query = { limit: 100, verified: 'effective', partnerAccountId } as const;
  const { items } = expectOk(await client.listLinks({ query })).json;
  for (const link of which === 'first' ? items : items.toReversed()) {
    const { items: cases } = expectOk(await client.listUnbinds({ query: { linkId: link.id } })).json;
    if (cases.length === 0) return link;
  }
  throw new Error('No link is proved and free. Start over with `npm start -- --fresh`.');
}

/** What Olivia found in the provider's console, where no call tells. */
function lookedUp(privilege: string) {
  const note = 'Partner Center, looked up just now';
  const clear = (['not_in_group', 'no_savings_unit', 'discounts_off'] as const).map((check) => ({
    check,
    found: 'clear',
    note,
  }));
  return {
    conditions: [...clear, { check: 'no_suspension_privilege' as const, found: privilege, note }],
    secondLevel: null,
  };
}

async function readAnew({ cloud, linkId }: Leaving): Promise<void> {
  const params = { linkId };
  expectOk(await (await olivia(cloud)).checkUnbindReadiness({ params, body: {} }));
  await until('the customer’s account to be read', async () => {
    await runDueWork(cloud);
    const { readiness } = expectOk(await (await olivia(cloud)).getUnbindReadiness({ params })).json;
    return readiness.reading.inHand ? undefined : readiness;
  });
}

async function askFor(leaving: Leaving, say: Say): Promise<Shown['id']> {
  const { cloud, linkId, uin } = leaving;
  const client = await olivia(cloud);
  const { notice } = expectOk(await client.getUnbindNotice({ query: { language: 'en' } })).json;
  const { version, language, sha256 } = notice;
  const wish = (privilege: string) => ({
    linkId,
    because: 'The contract has ended and is not renewed',
    notice: { version, language, sha256 },
    capacity: { as: 'holder' as const },
    attestations: notice.attestations.map(({ name }) => name),
    ...lookedUp(privilege),
    cardKnown: true,
  });
  say(`As it is: ${expectProblem(await client.submitUnbind({ body: wish('postpaid') })).title}`);
  await cloud.tencent.setCustomer({
    uin,
    creditRemaining: '0',
    uninterruptedService: { prepaid: false, postpaid: false },
  });
  await readAnew(leaving);
  const { unbind } = expectOk(await client.submitUnbind({ body: wish('clear') })).json;
  for (const { on, text } of unbind.effects) say(`  ${on}: ${text}`);
  await stands(cloud, unbind.id, 'awaiting_second_person', say);
  expectOk(
    await (await petra(cloud)).decideUnbindSecondPerson({
      params: { unbindId: unbind.id },
      body: { verdict: 'agree' },
    }),
  );
  await stands(cloud, unbind.id, 'awaiting_submission', say);
  return unbind.id;
}

async function submitByHand({ cloud, uin }: Leaving, unbindId: Shown['id'], say: Say): Promise<void> {
  const { customers } = await cloud.tencent.readState();
  const account = customers[uin]?.reseller ?? '';
  const page = `${cloud.tencentUrl}/console/unbind?account=${account}&uin=${uin}`;
  say(page);
  const { sheet } = expectOk(
    await (await olivia(cloud)).getUnbindSheet({ params: { unbindId }, query: { language: 'en' } }),
  ).json;
  for (const { number, text } of sheet.steps) say(`  ${number}. ${text}`);
  await submitForm(page, { noticeAccepted: 'on' });
  const { records } = await cloud.tencent.listUnbindings({ uin });
  await work(cloud, unbindId, { reference: records[0]?.number ?? '' });
  await stands(cloud, unbindId, 'awaiting_customer_confirmation', say);
}

type Words = {
  readonly purpose?: 'customer_confirmation' | 'completion';
  readonly choice?: string;
  readonly reference?: string;
};

/** Works a run sheet to its end; Petra confirms what nothing undoes. */
async function work(
  cloud: LocalCloud,
  unbindId: Shown['id'],
  { purpose, choice, reference = 'MSG-1' }: Words,
): Promise<void> {
  const client = await olivia(cloud);
  const query = { language: 'en' as const, ...(purpose && { purpose }) };
  const { sheet } = expectOk(await client.getUnbindSheet({ params: { unbindId }, query })).json;
  const time = new Date(Date.now() + clockOffset(cloud) * 1000).toISOString();
  for (const { number, needs } of sheet.steps) {
    const body = {
      ...(purpose && { purpose }),
      ...((needs.includes('reference') || needs.includes('proof')) && { reference }),
      ...(needs.includes('time') && { time }),
      ...(needs.includes('choice') && { choice }),
    };
    expectOk(await client.tickUnbindSheet({ params: { unbindId, step: number }, body }));
  }
  if (!sheet.secondPerson) return;
  expectOk(
    await (await petra(cloud)).confirmUnbindSheet({ params: { unbindId }, body: { ...(purpose && { purpose }) } }),
  );
}

async function stands(cloud: LocalCloud, unbindId: Shown['id'], status: UnbindStatus, say: Say): Promise<Shown> {
  const shown = await until(`the unbind to be ${status}`, async () => {
    await runDueWork(cloud);
    const { unbind } = expectOk(await (await olivia(cloud)).getUnbind({ params: { unbindId } })).json;
    return unbind.status === status ? unbind : undefined;
  });
  say(`${shown.status}: ${shown.turn}`);
  return shown;
}

/** The desk looks, waits a day by its clock, and looks again. */
async function absent(cloud: LocalCloud, unbindId: Shown['id'], say: Say): Promise<void> {
  const absence = async () => {
    await runDueWork(cloud);
    return expectOk(await (await olivia(cloud)).getUnbind({ params: { unbindId } })).json.unbind.absence;
  };
  const first = await until('the customer to be missing', async () => (await absence())?.first);
  say(`missing since ${first}, while other customers are listed`);
  await setClock(cloud, clockOffset(cloud) + DAY + 3600);
  say(`certain since ${await until('the second look', async () => (await absence())?.confirmed)}`);
}

async function certificate(cloud: LocalCloud, unbindId: Shown['id'], say: Say): Promise<void> {
  const { certificate: signed } = await until('the certificate', async () => {
    await runDueWork(cloud);
    const answer = await (await olivia(cloud)).getUnbindCertificate({ params: { unbindId } });
    return answer.ok ? answer.value.json : undefined;
  });
  const verify = `${cloud.deskUrl}/verify`;
  const page = await fetch(verify, { method: 'POST', body: new URLSearchParams({ receipt: signed.jws }) });
  say(`${signed.id} at ${verify}: ${/data-code="(\w+)"/.exec(await page.text())?.[1] ?? page.status}`);
}

/** The provider goes on answering for the customer, and its next bill has something in it. */
async function lateBill({ cloud, uin }: Leaving, unbindId: Shown['id'], say: Say): Promise<void> {
  const money = async () => {
    await runDueWork(cloud);
    return expectOk(await (await olivia(cloud)).getUnbindMoney({ params: { unbindId } })).json.money;
  };
  const { customers } = await cloud.tencent.readState();
  const [former] = customers[uin]?.formerResellers ?? [];
  if (former) await cloud.tencent.setAccount({ uin: former, releasedBills: 'answer' });
  await cloud.tencent.addBill({ uin, amount: '12.34' });
  await setClock(cloud, clockOffset(cloud) + 37 * DAY);
  const [charge] = await until('the late bill', async () => {
    const { lateCharges } = await money();
    return lateCharges.length > 0 ? lateCharges : undefined;
  });
  say(
    `${charge?.period}: ${charge?.amount.amount} ${charge?.amount.currency} came after the end; finance is told once`,
  );
}

/** The operator uploads the provider's list of the day; then everybody is silent. */
async function byTheClock(cloud: LocalCloud, say: Say): Promise<void> {
  const link = await linkWithoutCase(cloud, 'first');
  const { items: accounts } = expectOk(await (await olivia(cloud)).listPartnerAccounts({ query: { limit: 100 } })).json;
  const account = accounts.find(({ id }) => id === link.partnerAccount.id);
  if (account === undefined) throw new Error('The link’s partner account is not listed.');
  const { number, deadline } = await cloud.tencent.startUnbinding(link.customer.accountId);
  say(`${link.customer.name} has opened ${number}; the provider decides by itself at ${deadline}`);
  const { csv } = await cloud.tencent.exportUnbindings(link.partnerAccount.partnerId);
  expectOk(await (await olivia(cloud)).uploadUnbindingList({ params: { accountId: account.id }, body: csv }));
  const found = await until('the case to be made', async () => {
    const { items: cases } = expectOk(await (await olivia(cloud)).listUnbinds({ query: { linkId: link.id } })).json;
    return cases[0];
  });
  await stands(cloud, found.id, 'awaiting_review', say);
  await setClock(cloud, clockOffset(cloud) + 9 * DAY);
  const { items: clocks } = expectOk(await (await olivia(cloud)).listClocks({ query: { limit: 100 } })).json;
  for (const { owner, until: at } of clocks.filter(({ record }) => record === found.id))
    say(`on the clock board until ${at}, owner ${owner}`);
  await setClock(cloud, clockOffset(cloud) + 2 * DAY);
  const decided = await stands(cloud, found.id, 'awaiting_completion', say);
  say(`flags: ${decided.flags.join(', ')}`);
}
