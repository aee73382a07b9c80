import { expect, test } from 'vitest';
import { readStored } from '../../functions/kernel/stored.ts';
import { type Link, linkShape } from '../../functions/links/link.ts';
import { checklistShape } from '../../functions/verification/checklist.ts';
import { seedLinkedCustomers } from '../../local/seed/linked-customers.ts';
import { customerSchema, freshCustomer } from '../../local/simulators/tencent/state.ts';
import { foundedDesk } from '../support/founded-desk.ts';

const longAgo = new Date(Date.now() - 200 * 86_400_000).toISOString();

test('a seeded book of customers is proved as if the desk had been at work: effective, looked at last night, due tonight', async () => {
  const desk = await foundedDesk();
  const { tables } = desk.deps;
  const account = { id: desk.account.id, partnerId: desk.account.partnerId };
  const [stored] = tables.items('desk', `ORG#${desk.org}#${account.id}`);
  const switchedOn = { allowlisted: ['invite', 'listApplications', 'decideApplication'], credentialsSetAt: longAgo };
  if (stored) tables.seed('desk', { ...stored, ...switchedOn });
  const customer = (uin: string, accountStatus: '0' | '2') =>
    customerSchema.parse({
      ...freshCustomer,
      uin,
      name: `Customer ${uin}`,
      email: `it@${uin}.example.com`,
      reseller: account.partnerId,
      boundAt: longAgo,
      accountStatus,
    });
  const book = [customer('200099990001', '0'), customer('200099990002', '2')];
  const linking = { org: desk.org, operator: desk.operator, account };
  expect(await seedLinkedCustomers(tables, linking, book)).toBe(2);
  const links = tables
    .items('desk')
    .filter(({ listPk }) => listPk === `ORG#${desk.org}#LINKS`)
    .map((item): Link => readStored(linkShape, item));
  const of = (uin: string) => links.find((link) => link.customer.accountId === uin);
  expect(of('200099990001')).toMatchObject({ verified: 'effective', readyToProvision: true, failing: [] });
  expect(of('200099990002')).toMatchObject({ verified: 'degraded', failing: ['status'] });
  const now = new Date().toISOString();
  const due = tables.items('desk').filter(({ pk, kind }) => pk.startsWith('DUE#') && kind === 'link.verify');
  expect(due).toHaveLength(2);
  for (const { id, at } of due) {
    expect(at).toBe(links.find((link) => link.id === id)?.nextCheckAt);
    expect(String(at) > now).toBe(true);
  }
  const lists = tables
    .items('desk')
    .filter(({ sk }) => sk.startsWith('CHECKLIST#'))
    .map((item) => readStored(checklistShape, item));
  expect(lists.filter(({ finishedAt }) => finishedAt)).toHaveLength(4);
});
