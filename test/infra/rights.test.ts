import { describe, expect, it } from 'vitest';
import { machines } from '../../statemachines/machines.ts';
import { grantsOf, synthesize, testStage } from './synthesized.ts';

const grants = grantsOf(synthesize(testStage()));

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
  { actions: /^states:DescribeExecution$/, on: /:execution:test-desk-link:\*$/, because: 'named after requests' },
  { actions: /^s3:PutObject$/, on: /:::test-desk-unrelayed-[^*]*\/\*$/, because: 'Lambda names the objects' },
  { actions: /^s3:(Put|Get)Object$/, on: /:::test-desk-anchors-[^*]*\/heads\/\*$/, because: 'an object for each hour' },
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

  it('open the table of persons and tokens to the groups that need it', () => {
    expect(holders(onTable('private'))).toEqual([
      'decisions-public',
      'decisions-work',
      'links-provider',
      'links-tasks',
      'links-work',
      'links-write',
      'notices',
      'parties-read',
      'parties-write',
    ]);
    const writers = onTable('private').filter(({ action }) => action === 'dynamodb:PutItem');
    expect(holders(writers)).toEqual(['links-provider', 'links-tasks', 'links-write', 'notices', 'parties-write']);
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

  it('let only the provider group read the credentials of partner accounts, and parties-write only store them', () => {
    const reach = grants.filter(({ on }) => on.includes('secret:test-desk/accounts/'));
    expect(reach.map(({ who, action }) => `${who} ${action}`).sort()).toEqual([
      'links-provider secretsmanager:GetSecretValue',
      'parties-write secretsmanager:CreateSecret',
      'parties-write secretsmanager:PutSecretValue',
    ]);
  });

  it('let mail leave from the configured sender only', () => {
    const senders = grants.filter(({ action }) => action.startsWith('ses:'));
    expect(senders.map(({ who, action, when }) => ({ who, action, when }))).toEqual([
      {
        who: 'notices',
        action: 'ses:SendEmail',
        when: '{"StringEquals":{"ses:FromAddress":"desk@reseller-desk.example"}}',
      },
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
