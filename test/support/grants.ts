import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type GroupName, groups } from '../../infra/groups.ts';
import { deployed, type LocalCloud } from '../../local/cloud.ts';

type Statement = { Action: string | string[]; Resource: string | string[] };
type Policy = { readonly role: string; readonly name: string; readonly document: { Statement: Statement[] } };

/** One action on one resource that a function group may do, as deployed. */
export type DeployedGrant = {
  readonly group: GroupName;
  readonly action: string;
  readonly resource: string;
  readonly policy: Policy;
};

/** `links-read: dynamodb:Query on arn:…`. */
export const grantText = ({ group, action, resource }: DeployedGrant): string => `${group}: ${action} on ${resource}`;

/** What the roles of all function groups allow, each action and resource once. */
export async function deployedGrants(cloud: LocalCloud): Promise<readonly DeployedGrant[]> {
  const lambda = new LambdaClient(cloud.aws);
  const found = await Promise.all(
    Object.keys(groups).map(async (name) => {
      const FunctionName = `${deployed.functionPrefix}${name}`;
      const { Role = '' } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const policies = await policiesOf(cloud, Role.split('/').at(-1) ?? '');
      return policies.flatMap((policy) => grantsIn(name as GroupName, policy));
    }),
  );
  return found.flat();
}

/** Does something while this one grant, wherever its role's policy gives it, is taken away. */
export async function without<T>(
  cloud: LocalCloud,
  { action, resource, policy }: DeployedGrant,
  meanwhile: () => Promise<T>,
): Promise<T> {
  const Statement = policy.document.Statement.flatMap((one) => lessened(one, action, resource));
  await putPolicy(cloud, { ...policy, document: { ...policy.document, Statement } });
  try {
    return await meanwhile();
  } finally {
    await putPolicy(cloud, policy);
  }
}

function grantsIn(group: GroupName, policy: Policy): readonly DeployedGrant[] {
  const pairs = policy.document.Statement.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ group, action, resource, policy }))),
  );
  return [...new Map(pairs.map((grant) => [grantText(grant), grant])).values()];
}

/** The statement's other actions on all of its resources, and this action on its other resources. */
function lessened(statement: Statement, action: string, resource: string): Statement[] {
  const [actions, resources] = [[statement.Action].flat(), [statement.Resource].flat()];
  if (!actions.includes(action) || !resources.includes(resource)) return [statement];
  return [
    { ...statement, Action: actions.filter((other) => other !== action), Resource: resources },
    { ...statement, Action: [action], Resource: resources.filter((other) => other !== resource) },
  ].filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0);
}

async function policiesOf(cloud: LocalCloud, role: string): Promise<readonly Policy[]> {
  const listed = await iam(cloud, { Action: 'ListRolePolicies', RoleName: role });
  const names = [...listed.matchAll(/<member>([^<]+)<\/member>/g)].map(([, name = '']) => name);
  return Promise.all(
    names.map(async (name) => {
      const answer = await iam(cloud, { Action: 'GetRolePolicy', RoleName: role, PolicyName: name });
      const text = /<PolicyDocument>([^<]+)<\/PolicyDocument>/.exec(answer)?.[1] ?? '';
      return { role, name, document: JSON.parse(decodeURIComponent(text)) as Policy['document'] };
    }),
  );
}

async function putPolicy(cloud: LocalCloud, { role, name, document }: Policy): Promise<void> {
  const PolicyDocument = JSON.stringify(document);
  await iam(cloud, { Action: 'PutRolePolicy', RoleName: role, PolicyName: name, PolicyDocument });
}

/** IAM's own protocol; the engine asks who calls, and not for a valid signature. */
async function iam({ engineUrl }: LocalCloud, parameters: Readonly<Record<string, string>>): Promise<string> {
  const answer = await fetch(engineUrl, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request' },
    body: new URLSearchParams({ ...parameters, Version: '2010-05-08' }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${parameters['Action']} answers ${answer.status}: ${text}`);
  return text;
}
