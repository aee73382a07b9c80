import { randomUUID } from 'node:crypto';
import { signInAttributes } from '../../../functions/parties/identity.ts';
import { machineClientKey } from '../../../functions/parties/keys.ts';
import { expectOk, quickTerms } from '../../support/desk.ts';
import { type Bench, invoke, type Probe } from './probe.ts';

const enterAccount = async ({ admin }: Bench) =>
  (
    await expectOk(
      admin.enterPartnerAccount({
        body: {
          name: 'Tencent Cloud',
          site: 'tencent-intl',
          partnerId: `29${String(Date.now()).slice(-10)}`,
          tier: 'reseller',
          environment: 'production',
          timeZone: 'Asia/Singapore',
          allowlisted: [],
        },
      }),
    )
  ).json;

const addPerson = async ({ admin }: Bench) => {
  const email = `${randomUUID()}@reseller.example`;
  return (await expectOk(admin.addMember({ body: { displayName: 'Wei Ling Tan', email, rights: ['operator'] } }))).json;
};

const storeKey = ({ admin }: Bench, accountId: `acc_${string}`) =>
  expectOk(admin.setCredentials({ params: { accountId }, body: { keyId: randomUUID(), keySecret: randomUUID() } }));

/** Signs a member in or a machine client, as the user pool has it. */
const signIn = ({ desk, me, reseller }: Bench, triggerSource: string, clientId = 'people') =>
  invoke(desk, 'pre-token', {
    version: '3',
    triggerSource,
    callerContext: { clientId },
    request: { userAttributes: { [signInAttributes.org]: reseller.org, [signInAttributes.member]: me.member } },
    response: {},
  });

/** What organisations do with accounts and people. */
export const partiesProbes: readonly Probe[] = [
  { group: 'parties-write', does: 'enters a partner account', act: enterAccount },
  {
    group: 'parties-write',
    does: 'stores the first key of a partner account',
    act: async (bench) => storeKey(bench, (await enterAccount(bench)).id),
  },
  {
    group: 'parties-write',
    does: 'replaces a key',
    act: async (bench) => {
      const { id } = await enterAccount(bench);
      await storeKey(bench, id);
      await storeKey(bench, id);
    },
  },
  {
    group: 'parties-write',
    does: 'pauses a partner account',
    act: async (bench) => {
      const { id, version } = await enterAccount(bench);
      const body = { status: 'paused', reason: 'key under review' } as const;
      await expectOk(bench.admin.changePartnerAccount({ params: { accountId: id }, body, ifMatch: version }));
    },
  },
  { group: 'parties-write', does: 'adds a person', act: addPerson },
  {
    group: 'parties-write',
    does: 'says that an address is taken',
    act: async (bench) => {
      const { email } = await addPerson(bench);
      const body = { displayName: 'Somebody else', email: String(email), rights: ['operator' as const] };
      const answer = await bench.admin.addMember({ body });
      if (answer.ok || !('code' in answer.error) || answer.error.code !== 'name_taken')
        throw new Error(JSON.stringify(answer));
    },
  },
  {
    group: 'parties-write',
    does: 'changes what a person may do',
    act: async (bench) => {
      const { id, version } = await addPerson(bench);
      const body = { rights: ['verifier' as const] };
      await expectOk(bench.admin.changeMember({ params: { memberId: id }, body, ifMatch: version }));
    },
  },
  {
    group: 'parties-write',
    does: 'sets the policy',
    act: async ({ admin }) => {
      const { version } = (await expectOk(admin.readPolicy())).json;
      await expectOk(admin.setPolicy({ body: quickTerms, ifMatch: version }));
    },
  },
  {
    group: 'parties-write',
    does: 'lets a machine client in and removes it',
    act: async ({ desk, admin, machine }) => {
      const key = machineClientKey(machine.clientId);
      await desk.tables.transact([{ op: 'delete', table: 'desk', key, expect: [], refusal: 'exists' }]);
      const { id } = (await expectOk(admin.addMachineClient({ body: { name: 'CRM', ...machine } }))).json;
      await expectOk(admin.removeMachineClient({ params: { memberId: id } }));
    },
  },
  {
    group: 'parties-read',
    does: 'lists members with their names',
    act: async ({ admin, me }) => {
      const { items } = (await expectOk(admin.listMembers())).json;
      if (!items.some(({ id, name }) => id === me.member && name !== null)) throw new Error('the admin is not listed');
    },
  },
  {
    group: 'parties-read',
    does: 'reviews who may do what, from the timelines of members',
    act: async ({ auditor, me }) => {
      const review = await expectOk(auditor.reviewAccess({ query: { limit: 100 } }));
      const items = 'json' in review ? review.json.items : [];
      if (!items.some(({ memberId }) => memberId === me.member)) throw new Error('the admin is not listed');
    },
  },
  { group: 'parties-read', does: 'lists partner accounts', act: ({ admin }) => expectOk(admin.listPartnerAccounts()) },
  { group: 'parties-read', does: 'shows the policy', act: ({ admin }) => expectOk(admin.readPolicy()) },
  {
    group: 'pre-token',
    does: 'lets a person sign in',
    act: (bench) => signIn(bench, 'TokenGeneration_Authentication'),
  },
];
