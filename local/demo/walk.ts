import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ProblemDocument } from '../../functions/kernel/problems.ts';
import type { Result } from '../../functions/kernel/result.ts';
import type { LinkRequestView } from '../../functions/links/view.ts';
import type { Site } from '../../functions/providers/provider.ts';
import type { LocalCloud } from '../cloud.ts';
import type { DoStep, Say } from '../command.ts';
import { runDueWork } from '../due-work.ts';
import { demo, password } from '../seed/cast.ts';
import { signIn } from '../sign-in.ts';
import { drawCompany } from '../simulators/fictional-companies.ts';
import { createRandom } from '../simulators/seed.ts';

export interface Walk {
  readonly cloud: LocalCloud;
  /** Leaves what customers do to a person at a browser. */
  readonly handsOn: boolean;
  readonly step: DoStep;
}

export interface Customer {
  readonly uin: string;
  readonly name: string;
  readonly email: string;
}

export interface Followed {
  readonly cloud: LocalCloud;
  readonly id: LinkRequestView['id'];
  /** Statuses that were told of already. */
  readonly told: Set<LinkRequestView['status']>;
}

/** How long a machine may take for its part, also after a jump of the clock, when weeks of work are due at once. A person may take as long as it likes. */
const patienceSeconds = 300;

/**
 * Tells what happens to a request until it has left these statuses. Where a person acts, for as long as they take.
 * @throws when it ends without a link.
 */
export async function follow(
  { cloud, id, told }: Followed,
  leave: readonly LinkRequestView['status'][],
  say: Say,
  patient = false,
): Promise<LinkRequestView> {
  return until(patient ? undefined : `the link request to leave ${leave.join(' and ')}`, async () => {
    // The provider is looked at by due work, which the scheduler calls each minute only.
    await runDueWork(cloud);
    const { linkRequest } = expectOk(await (await olivia(cloud)).getLinkRequest({ params: { requestId: id } })).json;
    const { status, group, turn, reason } = linkRequest;
    if (!told.has(status)) say(`${status}: ${turn}`);
    told.add(status);
    if (group === 'failed') throw new Error(`The link request ended as ${status}: ${reason}`);
    return leave.includes(status) ? undefined : linkRequest;
  });
}

/** Signed in anew each time: a token lasts 15 minutes, a person at the pages may take longer. */
export function olivia(cloud: LocalCloud) {
  return signIn(cloud, demo.operator, password);
}

/** The second person, who also verifies. */
export function petra(cloud: LocalCloud) {
  return signIn(cloud, demo.approver, password);
}

/** Who looks after money. */
export function fin(cloud: LocalCloud) {
  return signIn(cloud, demo.finance, password);
}

/** Makes up a company with an account at the pretend Tencent Cloud that nobody has linked yet: this one, or a new one. */
export async function newCustomer({ tencent }: LocalCloud, account?: string): Promise<Customer> {
  const { customers } = await tencent.readState();
  const known = Object.values(customers);
  const cursor = createHash('sha256').update(String(known.length)).digest().readUInt32BE();
  const position = { cursor };
  const random = createRandom(() => position);
  const company = drawCompany(random, new Set(known.map(({ name }) => name)));
  let uin = account ?? `2000${random.digits(8)}`;
  while (uin in customers) uin = `2000${random.digits(8)}`;
  return tencent.setCustomer({ ...company, uin, identity: 'enterprise', authStatus: '3' });
}

export async function wishFor(cloud: LocalCloud, { uin, name, email }: Customer) {
  return {
    partnerAccountId: await accountAt(cloud, 'tencent-intl'),
    purpose: 'onboarding' as const,
    types: ['billing' as const],
    gathered: ['account_identifier', 'signatory', 'billing_terms'],
    team: 'onboarding',
    confirm: { customer: true as const, types: true as const },
    customer: { accountId: uin, accountIdAgain: uin, name },
    contact: { email, language: 'en' as const },
  };
}

/** The reseller's partner account at a site. */
export async function accountAt(cloud: LocalCloud, site: Site): Promise<`acc_${string}`> {
  const { items } = expectOk(await (await olivia(cloud)).listPartnerAccounts({ query: { limit: 100 } })).json;
  const account = items.find((one) => one.environment === 'production' && one.site === site);
  if (account) return account.id;
  throw new Error(`The reseller has no production account at ${site}. Start over with \`npm start -- --fresh\`.`);
}

/** Asks again each second until there is an answer. @throws when it takes too long, unless nothing is named. */
export async function until<T>(what: string | undefined, read: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + patienceSeconds * 1000;
  for (;;) {
    const answer = await read();
    if (answer !== undefined) return answer;
    if (what !== undefined && Date.now() > deadline)
      throw new Error(`Waited ${patienceSeconds} s for ${what} in vain.`);
    await delay(1000);
  }
}

/** @throws with the refusal, which the walk did not expect. */
export function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`The desk refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The refusal that the walk expects. @throws when the desk did it, or was not reached. */
export function expectProblem(result: Result<unknown, object>): ProblemDocument {
  if (result.ok) throw new Error('The desk did what it should refuse.');
  return ProblemDocument.parse(result.error);
}
