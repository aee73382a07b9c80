import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Client } from '../functions/client.ts';
import type { contract } from '../functions/contract.ts';
import { systemClock } from '../functions/kernel/clock.ts';
import { newId } from '../functions/kernel/ids.ts';
import type { Result } from '../functions/kernel/result.ts';
import { cognitoIdentities } from '../functions/parties/adapters/identities-cognito.ts';
import { defaultTerms, foundOrganisation } from '../functions/parties/index.ts';
import { dynamoTables } from '../functions/platform/tables-dynamo.ts';
import { recordKey } from '../functions/timeline/index.ts';
import { deployed, type LocalCloud } from './cloud.ts';
import { demo, type OrganisationSeed, organisations, password } from './seed/cast.ts';
import { seedLinkedCustomers } from './seed/linked-customers.ts';
import { signIn } from './sign-in.ts';

type DeskClient = Client<typeof contract>;

/** As in production, but the provider is looked at within seconds, so that nobody watches a demo stand still. */
const terms = { ...defaultTerms, poll: { ...defaultTerms.poll, firstSeconds: 2 } };

/** What Tencent Cloud has switched on for all of them. */
const allowlisted = ['invite', 'listApplications', 'decideApplication'] as const;

/** What the first reseller's machine asks for tokens with. */
export interface MachineCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Fills an empty desk: organisations with their people, partner accounts with keys, and a book of customers. What an
 * admin can do over the API is done so. Run again, it adds what is missing.
 * @returns how many customers were added
 */
export async function seed(cloud: LocalCloud, report: (line: string) => void = () => undefined): Promise<number> {
  for (const organisation of organisations) {
    report(organisation.name);
    await seedOrganisation(cloud, organisation);
  }
  const ada = await signIn(cloud, demo.admin, password);
  await addMachine(ada, await machineCredentials(cloud));

  const olivia = members(await ada.listMembers({ query: { limit: 100 } })).find(({ email }) => email === demo.operator);
  const accounts = expectOk(await ada.listPartnerAccounts({ query: { limit: 100 } })).json.items;
  const account = accounts.find(({ environment, site }) => environment === 'production' && site === 'tencent-intl');
  if (!olivia || !account) throw new Error('The first reseller lacks its operator or its partner account.');
  const { customers } = await cloud.tencent.readState();
  report('Customers that are linked already');
  return seedLinkedCustomers(
    tablesOf(cloud),
    { org: demo.org, operator: olivia.id, account },
    Object.values(customers),
  );
}

/** Id and secret of the machine client that the app deploys. */
export async function machineCredentials({
  aws,
  userPoolId,
  machineClientId,
}: LocalCloud): Promise<MachineCredentials> {
  const cognito = new CognitoIdentityProviderClient(aws);
  const { UserPoolClient } = await cognito.send(
    new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: machineClientId }),
  );
  const clientSecret = UserPoolClient?.ClientSecret;
  if (clientSecret === undefined) throw new Error(`The machine client ${machineClientId} has no secret.`);
  return { clientId: machineClientId, clientSecret };
}

async function seedOrganisation(
  cloud: LocalCloud,
  { people, accounts, ...organisation }: OrganisationSeed,
): Promise<void> {
  const cognito = new CognitoIdentityProviderClient(cloud.aws);
  const tables = tablesOf(cloud);
  const [{ name: displayName, email }, ...others] = people;
  if (!(await tables.get('desk', recordKey(organisation.org, organisation.org)))) {
    const identities = cognitoIdentities(cloud.userPoolId, cognito);
    const admin = { displayName, email };
    expectOk(
      await foundOrganisation({ tables, clock: systemClock(), newId, identities }, { ...organisation, admin, terms }),
    );
  }
  await setPassword(cognito, cloud.userPoolId, email);
  const admin = await signIn(cloud, email, password);
  const known = members(await admin.listMembers({ query: { limit: 100 } }));
  for (const { name, email: address, rights } of others) {
    if (!known.some((member) => member.email === address)) {
      expectOk(await admin.addMember({ body: { displayName: name, email: address, rights: [...rights] } }));
    }
    await setPassword(cognito, cloud.userPoolId, address);
  }
  await addAccounts(admin, organisation.kind, accounts);
}

async function addAccounts(
  admin: DeskClient,
  tier: OrganisationSeed['kind'],
  accounts: OrganisationSeed['accounts'],
): Promise<void> {
  const known = expectOk(await admin.listPartnerAccounts({ query: { limit: 100 } })).json.items;
  for (const { key, ...account } of accounts) {
    const body = { ...account, tier, allowlisted: account.site === 'tencent-intl' ? [...allowlisted] : [] };
    const there = known.find(({ partnerId }) => partnerId === account.partnerId);
    const { id, credentialsSetAt } = there ?? expectOk(await admin.enterPartnerAccount({ body })).json;
    if (!credentialsSetAt) expectOk(await admin.setCredentials({ params: { accountId: id }, body: key }));
  }
}

async function addMachine(admin: DeskClient, { clientId, clientSecret }: MachineCredentials): Promise<void> {
  const known = members(await admin.listMembers({ query: { limit: 100 } }));
  if (known.some((member) => member.clientId === clientId)) return;
  expectOk(await admin.addMachineClient({ body: { name: 'CRM synchronisation', clientId, clientSecret } }));
}

async function setPassword(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  Username: string,
): Promise<void> {
  await cognito.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: password, Permanent: true }));
}

function members(answer: Awaited<ReturnType<DeskClient['listMembers']>>) {
  return expectOk(answer).json.items;
}

function tablesOf({ aws }: LocalCloud) {
  return dynamoTables(deployed.tables, new DynamoDBClient(aws));
}

/** @throws with the refusal, which a seed does not expect. */
function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`The desk refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
