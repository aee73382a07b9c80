import { describe, expect, it } from 'vitest';
import { differences, stageOf } from '../../infra/stage.ts';
import {
  grantsOf,
  type Json,
  laptopStage,
  type Props,
  type Synthesized,
  synthesize,
  testStage,
} from './synthesized.ts';

const context = (given: Readonly<Record<string, unknown>>) => (key: string) => given[key];

describe('choosing a stage', () => {
  it('asks where to deploy when nothing was said', () => {
    expect(() => stageOf(context({}))).toThrow('-c config=desk.config.json');
  });

  it('accepts the example of a config file', () => {
    const stage = stageOf(context({ config: 'desk.config.example.json' }));
    expect(stage).toMatchObject({ name: 'prod', secondFactor: true, deletionProtection: true });
    expect(stage.simulated).toBeUndefined();
  });

  it.each([
    ['the name of the local cloud', { stage: 'local' }],
    ['an unknown field', { deletionProtection: false }],
    ['an account that is none', { account: '1234' }],
    ['more machine clients than API Gateway takes', { machineClients: Array.from({ length: 50 }, (_, n) => `m${n}`) }],
  ])('refuses a config file with %s', (_, wrong) => {
    expect(() => testStage(wrong)).toThrow(Object.keys(wrong)[0]);
  });

  it('refuses a local cloud without simulators', () => {
    expect(() => stageOf(context({ stage: 'local', deskUrl: 'http://127.0.0.1:1' }))).toThrow('endpoints');
  });
});

/** Where each difference shows in the templates: `<type>:<path in the resource>`. */
const shows = {
  removal: [
    /^AWS::(DynamoDB::GlobalTable|KMS::Key|Cognito::UserPool|SecretsManager::Secret|S3::Bucket):(Deletion|UpdateReplace)Policy$/,
  ],
  deletionProtection: [
    /^AWS::DynamoDB::GlobalTable:Properties\.Replicas\.0\.DeletionProtectionEnabled$/,
    /^AWS::Cognito::UserPool:Properties\.DeletionProtection$/,
  ],
  secondFactor: [/^AWS::Cognito::UserPool:Properties\.(MfaConfiguration$|EnabledMfas)/],
  passwordSignIn: [/^AWS::Cognito::UserPoolClient:Properties\.ExplicitAuthFlows\.0$/],
  providerSeconds: [
    /^AWS::Lambda::Function:(links-provider|unbinds-provider|verification):Properties\.Timeout$/,
    /^AWS::SQS::Queue:(links-provider|unbinds-provider|verification):Properties\.VisibilityTimeout$/,
  ],
  effectLeaseMarginSeconds: [
    /^AWS::Lambda::Function:(links|unbinds)-provider:Properties\.Environment\.Variables\.EFFECT_LEASE_SECONDS$/,
  ],
  restartAfterSeconds: [
    /^AWS::Lambda::Function:(links|unbinds|rebates)-work:Properties\.Environment\.Variables\.RESTART_AFTER_SECONDS$/,
  ],
  webhookReach: [/^AWS::Lambda::Function:webhooks(-write)?:Properties\.Environment\.Variables\.WEBHOOK_REACH$/],
  unresolvedActions: [/^grants:[a-z-]+ may (states:SendTaskSuccess|ses:SendEmail) on /],
  onlyNewAnchors: [/^AWS::S3::BucketPolicy:Properties\.PolicyDocument\.Statement\.1\./],
  apiId: [/^AWS::ApiGatewayV2::(Api|Stage):Properties\.Tags\.ms-custom-id$/],
  simulated: [
    /^AWS::Lambda::Function:[a-z-]+:Properties\.Environment\.Variables\.CLOCK_OFFSET_SECONDS$/,
    /^AWS::Lambda::Function:((links|unbinds|rebates)-provider|verification):Properties\.Environment\.Variables\.PROVIDER_ENDPOINTS$/,
    /^AWS::Lambda::Function:(notices|receipts-work):Properties\.Environment\.Variables\.DESK_URL/,
    /^Outputs:DeskUrl\.Value/,
  ],
} satisfies Record<keyof typeof differences, readonly RegExp[]>;

describe('the local cloud', () => {
  const found = differencesBetween(flatten(synthesize(testStage())), flatten(synthesize(laptopStage())));
  const patterns = Object.values(shows).flat();

  it('differs from AWS in nothing but the closed list', () => {
    expect(found.filter((path) => !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  it('really differs wherever the list says so', () => {
    expect(patterns.filter((pattern) => !found.some((path) => pattern.test(path)))).toEqual([]);
  });

  it('has a reason for each difference', () => {
    expect(Object.values(differences).every(({ because }) => because.length > 20)).toBe(true);
  });
});

/** Every leaf of both templates by its path, with names and accounts made alike, and rights as sentences. */
function flatten(synthesized: Synthesized): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const alike = (text: string) =>
    text
      .replaceAll('test-desk', 'local-desk')
      .replaceAll(/(\bstage\W+)test\b/g, '$1local')
      .replaceAll('111122223333', '000000000000')
      .replaceAll('eu-central-1', 'us-east-1');
  const put = (path: string, value: Json) => {
    if (typeof value !== 'object' || value === null)
      leaves.set(alike(path), value === 'test' ? 'local' : alike(String(value)));
    else for (const [key, inner] of Object.entries(value)) put(`${path}.${key}`, inner);
  };
  for (const template of [synthesized.stateful, synthesized.app, synthesized.watch] as unknown as Record<
    string,
    Record<string, Props>
  >[]) {
    for (const [id, resource] of Object.entries(template['Resources'] ?? {}))
      if (resource['Type'] !== 'AWS::IAM::Policy')
        for (const [key, value] of Object.entries(resource)) put(`${id}|${key}`, value);
    for (const [id, output] of Object.entries(template['Outputs'] ?? {}))
      for (const [key, value] of Object.entries(output)) put(`Outputs:${id}.${key}`, value);
  }
  const types = new Map(
    [synthesized.stateful, synthesized.app, synthesized.watch].flatMap(({ Resources }) => Object.entries(Resources)),
  );
  const named = [...leaves].map(([path, value]): [string, string] => {
    const [id = '', rest] = path.split('|');
    return rest === undefined
      ? [path, value]
      : [`${labelOf(types.get(id)?.Properties, types.get(id)?.Type ?? '')}|${id}|${rest}`, value];
  });
  const grants = grantsOf(synthesized).map(({ who, action, on, when = '' }): [string, string] => [
    alike(`grants:${who} may ${action} on ${on} ${when}`),
    'granted',
  ]);
  return new Map([...named, ...grants]);
}

function labelOf(properties: Props | undefined, type: string): string {
  const name = properties?.['FunctionName'] ?? properties?.['QueueName'];
  return typeof name === 'string' ? `${type}:${name.replace(/^.*-desk-/, '')}` : type;
}

/** Paths, without logical ids, that one side lacks or has with another value. */
function differencesBetween(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  const paths = [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
  return [...new Set(paths.map((path) => path.replace(/^([^|]*)\|[^|]*\|/, '$1:')))];
}
