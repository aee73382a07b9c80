import { randomBytes } from 'node:crypto';
import { AdminSetUserPasswordCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createClient } from '../../functions/client.ts';
import { machineCredentials } from '../../local/seed.ts';
import { accessToken } from '../../local/sign-in.ts';
import { tapBus } from '../support/bus-tap.ts';
import {
  answerPage,
  type Desk,
  expectOk,
  foundReseller,
  historyOf,
  mailedLink,
  newCustomer,
  sharedDesk,
  untilStatus,
  wishFor,
} from '../support/desk.ts';
import { logLines } from '../support/engine-logs.ts';
import { storedItems } from '../support/stored-items.ts';
import { follow } from './follow.ts';
import { sites } from './sites.ts';

/** Something that is nowhere else in the world. */
const marker = (what: string) => `${what}${randomBytes(6).toString('hex')}`;

let desk: Desk;
let walked: Awaited<ReturnType<typeof walk>>;

beforeAll(async () => {
  desk = await sharedDesk();
  walked = await walk(desk);
}, 300_000);

/**
 * A whole link with everybody and every secret marked: wrong answers and refusals on the way, because what is not
 * foreseen is what leaks.
 */
async function walk(on: Desk) {
  const bus = await tapBus(on);
  const reseller = await foundReseller(on);
  const member = { name: marker('Olivia '), email: `${marker('olivia-')}@reseller.example`, password: marker('Pw-1') };
  const admin = await reseller.as('admin');
  const { displayName, email } = { displayName: member.name, email: member.email };
  await expectOk(admin.addMember({ body: { displayName, email, rights: ['operator'] } }));
  const known = { UserPoolId: on.cloud.userPoolId, Username: email, Password: member.password, Permanent: true };
  await new CognitoIdentityProviderClient(on.cloud.aws).send(new AdminSetUserPasswordCommand(known));
  const session = await accessToken(on.cloud, email, member.password);
  const operator = createClient({ baseUrl: on.cloud.deskUrl, token: session });
  const machine = await machineCredentials(on.cloud);
  const added = await expectOk(admin.addMachineClient({ body: { name: 'export', ...machine } }));
  await expectOk(admin.removeMachineClient({ params: { memberId: added.json.id } }));

  const person = { name: marker('Contact '), email: `${marker('contact-')}@customer.example` };
  const account = await newCustomer(on);
  const customer = { ...account, email: person.email };
  await on.cloud.tencent.setCustomer({ uin: customer.uin, email: person.email, mobile: '85291827364' });
  const wish = wishFor(reseller, customer);
  const body = { ...wish, contact: { ...wish.contact, name: person.name } };
  await operator.createLinkRequest({ body: { ...body, contact: { ...body.contact, email: `${person.email} or so` } } });
  const { linkRequest } = (await expectOk(operator.createLinkRequest({ body }))).json;
  await operator.createLinkRequest({ body });
  await untilStatus(on, operator, linkRequest.id, 'awaiting_customer');

  const page = await mailedLink(on, customer.email);
  await fetch(page);
  await answerPage(page, { verdict: 'confirmed', accountId: person.email });
  await answerPage(page, { verdict: 'confirmed', accountId: customer.uin });
  await answerPage(page, { verdict: 'rejected', reason: 'too late' });
  await fetch(`${page}/receipt`);
  const pasted = new URLSearchParams({ receipt: `${person.email} ${page}` });
  await fetch(`${on.cloud.deskUrl}/verify`, { method: 'POST', body: pasted });
  await untilStatus(on, operator, linkRequest.id, 'awaiting_application');
  const { invitations } = await on.cloud.tencent.readState();
  const invitation = invitations.find((one) => one.email === customer.email);
  const waiting = await storedItems(on, 'private');
  const taskTokens = waiting
    .filter(({ pk, sk }) => String(pk).includes(linkRequest.id) && String(sk).startsWith('WAITING#'))
    .map(({ token }) => String(token));
  await sites['tencent-intl'](on).apply(customer);
  const { execution } = await untilStatus(on, operator, linkRequest.id, 'completed');

  const history = await historyOf(on, execution);
  const { items: entries } = (
    await expectOk(operator.getLinkRequestTimeline({ params: { requestId: linkRequest.id }, query: { limit: 100 } }))
  ).json;
  await vi.waitFor(() => expect(bus.of(linkRequest.id)).toHaveLength(entries.length), 20_000);
  await bus.close();

  const { accounts } = await on.cloud.tencent.listAccounts();
  const [key] = accounts.find(({ uin }) => uin === reseller.partner)?.keys ?? [];
  const persons = {
    'the contact’s name': person.name,
    'the contact’s address': person.email,
    'the contact’s phone': '85291827364',
    'the member’s name': member.name,
    'the member’s address': member.email,
  };
  const secrets = {
    'the provider’s key': key?.secretKey ?? '',
    'the key’s id': key?.secretId ?? '',
    'the member’s password': member.password,
    'the member’s session': session.split('.')[2] ?? '',
    'the machine’s secret': machine.clientSecret,
    'the one-time link': page.split('/').at(-1) ?? '',
    'the invitation': invitation?.token ?? '',
    ...Object.fromEntries(taskTokens.map((token, index) => [`task token ${index + 1}`, token])),
  };
  return { requestId: linkRequest.id, org: reseller.org, history, events: bus.events, persons, secrets, taskTokens };
}

/** Names what of these is in a text, in any spelling that JSON, URLs or forms give it. */
function found(in_: string, marked: Readonly<Record<string, string>>): string[] {
  return Object.entries(marked)
    .filter(([, value]) => spellings(value).some((spelling) => in_.includes(spelling)))
    .map(([name]) => name);
}

function spellings(value: string): string[] {
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), base64];
}

test('everything that is looked for is something', () => {
  const { persons, secrets, taskTokens } = walked;
  expect(taskTokens).toHaveLength(2);
  expect(Object.entries({ ...persons, ...secrets }).filter(([, value]) => value.length < 8)).toEqual([]);
});

describe('R135: neither persons nor secrets are', () => {
  /** With one that must be there: a search that finds nothing proves nothing. */
  const everything = () => ({ 'the control': walked.requestId, ...walked.persons, ...walked.secrets });

  test('in the logs of functions', async () => {
    const text = (await logLines(desk)).join('\n');
    expect(found(text, everything())).toEqual(['the control']);
  });

  test('in the events on the bus', () => {
    const text = JSON.stringify(walked.events);
    expect(found(text, everything())).toEqual(['the control']);
  });

  test.each(['desk', 'timeline'] as const)('in the %s table', async (table) => {
    const text = JSON.stringify(await storedItems(desk, table));
    expect(found(text, everything())).toEqual(['the control']);
  });
});

test('the private table holds what only it may hold, and of links to the page only their hash', async () => {
  const text = JSON.stringify(await storedItems(desk, 'private'));
  const { persons, secrets, taskTokens } = walked;
  const { 'the contact’s phone': _never, ...kept } = persons;
  expect(found(text, persons)).toEqual(Object.keys(kept));
  expect(found(text, secrets)).toEqual(['the invitation', ...taskTokens.map((_, index) => `task token ${index + 1}`)]);
});

test('a provider’s words that name a person stay with the record, byte for byte', async () => {
  const followed = await follow(desk, sites['tencent-intl'](desk));
  const bus = await tapBus(desk);
  const { reseller, customer, requestId } = followed;
  const said = `${customer.email} was invited by ${marker('Somebody ')} already`;
  const code = 'FailedOperation.UinNotReseller';
  const fault = { kind: 'error', code, message: said } as const;
  const action = 'CreateAndSendClientInvitationMail';
  await desk.cloud.tencent.addFault({ action, account: reseller.partner, fault });
  await followed.request();
  await untilStatus(desk, followed.operator, requestId(), 'awaiting_customer');
  await answerPage(await mailedLink(desk, customer.email), { verdict: 'confirmed', accountId: customer.uin });
  const done = await untilStatus(desk, followed.operator, requestId(), 'failed');
  expect(done.failure?.raw).toMatchObject({ code, message: said });

  await vi.waitFor(() => expect(JSON.stringify(bus.of(requestId()))).toContain(code), 20_000);
  await bus.close();
  const told = [bus.of(requestId()), await storedItems(desk, 'timeline'), await logLines(desk)].map((place) =>
    JSON.stringify(place),
  );
  expect(told.map((text) => text.includes(requestId()))).toEqual([true, true, true]);
  expect(told.flatMap((text) => found(text, { said, address: customer.email }))).toEqual([]);
});

describe('the history of an execution', () => {
  test('holds ids: of persons and secrets only the tokens that its own waits were given', () => {
    const { history, persons, secrets, taskTokens } = walked;
    const text = JSON.stringify(history);
    expect(text).toContain(walked.requestId);
    const tokens = taskTokens.map((_, index) => `task token ${index + 1}`);
    expect(found(text, { ...persons, ...secrets }).filter((name) => !tokens.includes(name))).toEqual([]);
  });

  // A wait's token stands in the input of its task, on AWS as here, for whoever may read histories; it wakes one wait,
  // which then reads what was recorded. The machine's log leaves data out: the template is tested for that.
  test('hands no token on from state to state', () => {
    const { history, secrets } = walked;
    const handed = history.map(
      ({ stateEnteredEventDetails, stateExitedEventDetails, executionStartedEventDetails }) => [
        stateEnteredEventDetails?.input,
        stateExitedEventDetails?.output,
        stateExitedEventDetails?.assignedVariables,
        executionStartedEventDetails?.input,
      ],
    );
    const text = JSON.stringify(handed);
    expect(text).toContain(walked.requestId);
    expect(found(text, secrets)).toEqual([]);
  });
});
