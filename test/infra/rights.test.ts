import { describe, expect, it } from 'vitest';
import { machines } from '../../statemachines/machines.ts';
import { grantsOf, groupOf, list, type Props, resourcesOf, synthesize, testStage, text } from './synthesized.ts';

const synthesized = synthesize(testStage());
const grants = grantsOf(synthesized);

/** The wildcards in resources that are there on purpose. */
const wildcards = [
  { actions: /^xray:/, on: /^\*$/, because: 'trace segments belong to no resource' },
  { actions: /^logs:/, on: /^\*$/, because: 'the log deliveries of Step Functions belong to no resource' },
  { actions: /^dynamodb:ListStreams$/, on: /^\*$/, because: 'knows no resource' },
  { actions: /^secretsmanager:/, on: /:secret:test-desk\/accounts\/\*$/, because: 'accounts come and go' },
  {
    actions: /^secretsmanager:GetSecretValue$/,
    on: /:secret:test-desk\/mail-lock-\?{6}$/,
    because: 'AWS ends the ARN',
  },
  {
    actions: /^states:DescribeExecution$/,
    on: /:execution:test-desk-(link|unbind|rebate-sync):\*$/,
    because: 'named after records',
  },
  { actions: /^s3:PutObject$/, on: /:::test-desk-unrelayed-[^*]*\/\*$/, because: 'Lambda names the objects' },
  { actions: /^s3:(Put|Get)Object$/, on: /:::test-desk-anchors-[^*]*\/heads\/\*$/, because: 'an object for each hour' },
  { actions: /^s3:(Put|Get)Object$/, on: /:::test-desk-evidence-[^*]*\/\*$/, because: 'an object for each file' },
  {
    actions: /^s3:(Put|Get)Object$/,
    on: /:::test-desk-rebates-[^*]*\/\*(\/(originals|snapshots|rows|plans)\/\*)?$/,
    because: 'organisation and account come first; objects are named by their bytes',
  },
];

const onTable = (name: string) =>
  grants.filter(({ on, action }) => action.startsWith('dynamodb:') && on.includes(`${name}table`));
const holders = (found: typeof grants) => [...new Set(found.map(({ who }) => who))].sort();

describe('rights', () => {
  it('name their actions', () => {
    expect(grants.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  it('name their resources, but for a list with reasons', () => {
    const expected = ({ action, on }: (typeof grants)[number]) =>
      wildcards.some((allowed) => allowed.actions.test(action) && allowed.on.test(on));
    expect(grants.filter((grant) => /[*?]/.test(grant.on) && !expected(grant))).toEqual([]);
  });

  it('R056: let nobody change or remove a timeline entry', () => {
    const reading = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
    const allowed = new Set(['dynamodb:PutItem', 'dynamodb:Query', ...reading]);
    expect(onTable('timeline').filter(({ action }) => !allowed.has(action))).toEqual([]);
  });

  it('R056: let one group add anchors, see heads and nothing else, and nobody remove, release or replace an anchor', () => {
    const onAnchors = grants.filter(({ on }) => on.includes('test-desk-anchors-'));
    expect(onAnchors.map(({ who, action }) => `${who} ${action}`).sort()).toEqual([
      'timeline-anchor s3:GetObject',
      'timeline-anchor s3:ListBucket',
      'timeline-anchor s3:PutObject',
    ]);
    const reach = grants.filter(({ who, action }) => who === 'timeline-anchor' && action.startsWith('dynamodb:'));
    expect(reach).toMatchObject([{ action: 'dynamodb:Query', on: expect.stringContaining('/index/anchor') }]);
    expect(grants.filter(({ action }) => /^s3:(Delete|Bypass|PutObjectRetention|PutBucket)/.test(action))).toEqual([]);
  });

  it('let those who record what was seen add files and nobody take any away, and those who read unbinds hand them out', () => {
    const onFiles = grants.filter(({ on }) => on.includes('test-desk-evidence-'));
    expect(onFiles.map(({ who, action }) => `${who} ${action}`).sort()).toEqual([
      'unbinds-read s3:GetObject',
      'unbinds-write s3:GetObject',
      'unbinds-write s3:PutObject',
    ]);
  });

  it('R136: let members bring originals of rebates and nobody take an object away', () => {
    const onObjects = grants.filter(({ on }) => on.includes('test-desk-rebates-'));
    expect(onObjects.filter(({ action }) => !/^s3:(Get|Put)Object$/.test(action))).toEqual([]);
    const written = onObjects.filter(({ action, who }) => action === 's3:PutObject' && who.startsWith('rebates-write'));
    expect(written.map(({ on }) => on)).toEqual([expect.stringMatching(/\/\*\/originals\/\*$/)]);
  });

  it('open the table of persons and tokens to the groups that need it', () => {
    expect(holders(onTable('private'))).toEqual([
      'decisions-public',
      'decisions-work',
      'links-live',
      'links-provider',
      'links-tasks',
      'links-write',
      'notices',
      'notices-public',
      'parties-read',
      'parties-write',
      'rebates-write',
      'receipts-public',
      'unbinds-tasks',
      'unbinds-write',
    ]);
    const writers = onTable('private').filter(({ action }) => action === 'dynamodb:PutItem');
    expect(holders(writers)).toEqual([
      'links-live',
      'links-provider',
      'links-tasks',
      'links-write',
      'notices',
      'parties-write',
      'rebates-write',
      'unbinds-tasks',
      'unbinds-write',
    ]);
  });

  it('let nobody scan a table', () => {
    expect(grants.filter(({ action }) => /Scan|PartiQL/.test(action))).toEqual([]);
  });

  it('give the key of persons and tokens to those that reach their table only', () => {
    const keyed = grants.filter(({ action, on }) => action.startsWith('kms:') && on.includes('privatekey'));
    expect(holders(keyed)).toEqual(holders(onTable('private')));
    expect(keyed.every(({ when }) => when?.includes('dynamodb.eu-central-1.amazonaws.com'))).toBe(true);
  });

  it('let only links-write read the key of mail locks', () => {
    const reach = grants.filter(({ on }) => on.includes('mail-lock'));
    expect(reach.map(({ who, action }) => `${who} ${action}`)).toEqual(['links-write secretsmanager:GetSecretValue']);
  });

  it('let only those that call a provider read the credentials of partner accounts, and parties-write only store them', () => {
    const reach = grants.filter(({ on }) => on.includes('secret:test-desk/accounts/'));
    expect(reach.map(({ who, action }) => `${who} ${action}`).sort()).toEqual([
      'links-provider secretsmanager:GetSecretValue',
      'parties-write secretsmanager:CreateSecret',
      'parties-write secretsmanager:PutSecretValue',
      'rebates-provider secretsmanager:GetSecretValue',
      'unbinds-provider secretsmanager:GetSecretValue',
      'verification secretsmanager:GetSecretValue',
    ]);
  });

  it('B10: let one group sign receipts, under the key that signs now, and nobody change or remove a key', () => {
    const signing = grants.filter(({ action }) => /^kms:(Sign|GetPublicKey)$/.test(action));
    expect(signing.map(({ who, action }) => `${who} ${action}`).sort()).toEqual([
      'receipts-public kms:GetPublicKey',
      'receipts-work kms:GetPublicKey',
      'receipts-work kms:Sign',
    ]);
    expect(signing.filter(({ on }) => !on.includes('receiptsfirstkey'))).toEqual([]);
    expect(grants.filter(({ action }) => /^kms:(Schedule|Disable|Put|Update|Create|Import)/.test(action))).toEqual([]);
  });

  it('let who enters a webhook seal its secret and not open it, and who signs open it and not seal one, by a key of its own', () => {
    const reach = grants.filter(({ action, on }) => action.startsWith('kms:') && on.includes('webhookskey'));
    expect(reach.map(({ who, action }) => `${who} ${action}`).sort()).toEqual([
      'webhooks kms:Decrypt',
      'webhooks-write kms:Encrypt',
    ]);
  });

  it('keep the function that calls receivers from persons, tokens, credentials and every other service', () => {
    const own = grants.filter(({ who, action }) => who === 'webhooks' && !/^(logs|xray|kms):/.test(action));
    const services = new Set(own.map(({ action, on }) => (action.startsWith('dynamodb:') ? on : action).toLowerCase()));
    expect([...services].filter((one) => !/(desk|timeline)table|^sqs:/.test(one))).toEqual([]);
  });

  it('let mail leave from the configured sender only, by the set that tells what becomes of it', () => {
    const senders = grants.filter(({ action }) => action.startsWith('ses:'));
    const when = '{"StringEquals":{"ses:FromAddress":"desk@reseller-desk.example"}}';
    const mails = { who: 'notices', action: 'ses:SendEmail', when };
    expect(senders).toMatchObject([
      { ...mails, on: expect.stringContaining(':configuration-set/test-desk') },
      { ...mails, on: expect.stringContaining(':identity/') },
    ]);
  });

  it('let a machine invoke the groups that its definition names and nothing else', () => {
    const invoked = grants.filter(
      ({ who, action }) => who.includes('linkmachinerole') && action === 'lambda:InvokeFunction',
    );
    const named = invoked.map(({ on }) => on.match(/links-?(tasks|provider)/)?.[0].replace(/^links-?/, 'links-'));
    expect(new Set(named)).toEqual(new Set(Object.values(machines.link.groups)));
  });

  it('let only the relay start executions', () => {
    expect(holders(grants.filter(({ action }) => action === 'states:StartExecution'))).toEqual(['relay']);
  });
});

/** What the local cloud does not check when a function runs, so that `npm run prove-rights` can not prove it. */
describe('rights that AWS uses in a role’s name', () => {
  const groups = resourcesOf(synthesized, 'AWS::Lambda::Function').map(({ Properties }) =>
    groupOf(text(Properties['FunctionName'])),
  );
  const held = (service: RegExp) => grants.filter(({ action, who }) => service.test(action) && isGroup(who));
  const isGroup = (who: string) => groups.some((group) => group === who);
  /** Logical ids leave hyphens out. */
  const isOwn = (on: string, who: string, part: string) => on.includes(`${who.replaceAll('-', '')}${part}`);

  it('let each function write to its own log only', () => {
    const logs = held(/^logs:/);
    expect(holders(logs)).toEqual(groups.toSorted());
    expect(logs.filter(({ who, on }) => !isOwn(on, who, 'log'))).toEqual([]);
  });

  it('let each worker take from its own queue only', () => {
    const taking = held(/^sqs:(?!SendMessage)/);
    expect(taking.length).toBeGreaterThan(0);
    expect(taking.filter(({ who, on }) => !isOwn(on, who, 'queue'))).toEqual([]);
    expect(holders(held(/^sqs:SendMessage$/))).toEqual(['due']);
  });

  it('let only the relay read the stream and keep what could not be relayed', () => {
    expect(holders(held(/^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/))).toEqual(['relay']);
    expect(holders(grants.filter(({ on }) => on.includes('test-desk-unrelayed-')))).toEqual(['relay']);
  });

  it('let the clock of a function invoke that function only', () => {
    const clocks = grants.filter(({ who }) => who.includes('invoker'));
    expect(clocks).toHaveLength(resourcesOf(synthesized, 'AWS::Scheduler::Schedule').length);
    for (const { who, action, on } of clocks) {
      expect(action).toBe('lambda:InvokeFunction');
      expect(who).toContain(/"(?:platform|timeline)?([a-z]+)[0-9A-F]{8}"/.exec(on)?.[1]);
    }
  });

  it('let the gateway of this API, the user pool and nobody else invoke functions from outside', () => {
    const invokers = resourcesOf(synthesized, 'AWS::Lambda::Permission').map(({ Properties }) => ({
      who: text(Properties['Principal']),
      from: JSON.stringify(Properties['SourceArn'] ?? null),
    }));
    for (const { who, from } of invokers)
      expect(from).toMatch(who === 'cognito-idp.amazonaws.com' ? /users/ : /execute-api.*apihttp/);
  });

  it('let each role be taken on by one service of AWS, and each key be used by this account only', () => {
    const trusted = resourcesOf(synthesized, 'AWS::IAM::Role').flatMap(({ Properties }) =>
      list((Properties['AssumeRolePolicyDocument'] as Props)['Statement']).map((one) =>
        text(((one as Props)['Principal'] as Props)['Service']),
      ),
    );
    expect([...new Set(trusted)].sort()).toEqual([
      'lambda.amazonaws.com',
      'scheduler.amazonaws.com',
      'states.amazonaws.com',
    ]);
    for (const { Properties } of resourcesOf(synthesized, 'AWS::KMS::Key'))
      for (const statement of list((Properties['KeyPolicy'] as Props)['Statement']))
        expect(JSON.stringify((statement as Props)['Principal'])).toContain(':iam::111122223333:root');
  });
});
