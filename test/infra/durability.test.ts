import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { signInAttributes } from '../../functions/parties/identity.ts';
import { troubleCounter } from '../../functions/platform/due-measures.ts';
import { readSignInRules } from '../../functions/platform/sign-in-rules.ts';
import { indexKeys } from '../../functions/platform/tables.ts';
import { CLOSED_AFTER_SECONDS } from '../../functions/timeline/anchor-hours.ts';
import { entryOf, type GroupName, groups } from '../../infra/groups.ts';
import { machines } from '../../statemachines/machines.ts';
import {
  grantsOf,
  groupOf,
  list,
  type Props,
  reference,
  resourcesOf,
  synthesize,
  testStage,
  text,
} from './synthesized.ts';

const synthesized = synthesize(testStage({ alarmMail: 'ops@reseller-desk.example' }));
const of = (type: string) => resourcesOf(synthesized, type);
const functions = of('AWS::Lambda::Function');

describe('tables', () => {
  const tables = of('AWS::DynamoDB::GlobalTable');

  it.each(tables.map((table) => [text(table.Properties['TableName']), table] as const))(
    '%s survives mistakes: restorable, protected, under our own key, kept when its stack goes',
    (_, { Properties, ...table }) => {
      const [replica] = list(Properties['Replicas']) as readonly Props[];
      expect(replica).toMatchObject({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
      expect(JSON.stringify(replica?.['SSESpecification'])).toContain('KMSMasterKeyId');
      expect(table['DeletionPolicy']).toBe('RetainExceptOnCreate');
      expect(Properties['BillingMode']).toBe('PAY_PER_REQUEST');
    },
  );

  it('are three, and only the desk has indexes: those that its slices query', () => {
    const indexed = tables.map(({ Properties }) => [
      text(Properties['TableName']),
      list(Properties['GlobalSecondaryIndexes']).map((index) => (index as Props)['IndexName']),
    ]);
    expect(Object.fromEntries(indexed)).toEqual({
      'test-desk-desk': Object.keys(indexKeys),
      'test-desk-timeline': [],
      'test-desk-private': [],
    });
  });

  it('keep persons under another key than records', () => {
    const keys = tables.map(
      ({ Properties }) => JSON.stringify(Properties['Replicas']).match(/(records|private)key/)?.[0],
    );
    expect(keys).toEqual(['recordskey', 'recordskey', 'privatekey']);
  });
});

describe('R056: anchors of the timelines', () => {
  const bucketOf = (stage: typeof synthesized) =>
    resourcesOf(stage, 'AWS::S3::Bucket').find(({ Properties }) =>
      text(Properties['BucketName']).startsWith('test-desk-anchors-'),
    );
  const bucket = bucketOf(synthesized);
  const rule = (Mode: string, Days: number) => ({
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode, Days } },
  });

  it('are kept under lock, encrypted, in all versions and away from the public', () => {
    expect(bucket?.Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: rule('GOVERNANCE', 400),
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: expect.anything(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(bucket?.Properties).not.toHaveProperty('LifecycleConfiguration');
    expect(bucket?.['DeletionPolicy']).toBe('RetainExceptOnCreate');
  });

  it('are kept as long and as strictly as the config file says', () => {
    const strict = bucketOf(synthesize(testStage({ anchors: { lock: 'compliance', days: 2555 } })));
    expect(strict?.Properties['ObjectLockConfiguration']).toEqual(rule('COMPLIANCE', 2555));
  });

  it('are never put over one that is there, and never sent in the clear', () => {
    const policy = of('AWS::S3::BucketPolicy').find(
      ({ Properties }) => reference(Properties['Bucket'] ?? '') === bucket?.id,
    );
    const { Statement } = (policy?.Properties['PolicyDocument'] ?? {}) as Props;
    expect(Statement).toMatchObject([
      { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:PutObject',
        Condition: { Null: { 's3:if-none-match': 'true' } },
      },
    ]);
  });

  it('are taken each hour, when no function can still write an entry of the hour before', () => {
    const [schedule] = of('AWS::Scheduler::Schedule').filter(
      ({ Properties }) => Properties['Name'] === 'test-desk-timeline-anchor',
    );
    expect(schedule?.Properties).toMatchObject({ ScheduleExpression: 'cron(7 * * * ? *)', State: 'ENABLED' });
    const writers = new Set(
      grantsOf(synthesized)
        .filter(({ action, on }) => action === 'dynamodb:PutItem' && on.includes('timelinetable'))
        .map(({ who }) => who),
    );
    // these work for long, and take the time of an entry only when they write it
    const late = new Set(['rebates-provider', 'rebates-tasks']);
    const limits = functions
      .filter(({ Properties }) => writers.has(groupOf(text(Properties['FunctionName']))))
      .filter(({ Properties }) => !late.has(groupOf(text(Properties['FunctionName']))))
      .map(({ Properties }) => Number(Properties['Timeout']));
    expect(limits.length).toBeGreaterThan(0);
    expect(Math.max(...limits)).toBeLessThan(CLOSED_AFTER_SECONDS);
    expect(CLOSED_AFTER_SECONDS).toBeLessThanOrEqual(7 * 60);
  });

  it('are missed when they stay away', () => {
    const [alarm] = of('AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties['AlarmName'] === 'test-desk-anchor-absent',
    );
    expect(alarm?.Properties).toMatchObject({ MetricName: 'Invocations', TreatMissingData: 'breaching' });
  });
});

describe('asynchronous paths', () => {
  const queues = of('AWS::SQS::Queue');
  const dead = queues.filter(({ Properties }) => text(Properties['QueueName']).endsWith('-dead'));
  const work = queues.filter((queue) => !dead.includes(queue));

  it('have a dead-letter queue behind every queue, after five failures, and an alarm on it', () => {
    expect(work.map(({ Properties }) => Properties['RedrivePolicy'])).toEqual(
      work.map(() => expect.objectContaining({ maxReceiveCount: 5 })),
    );
    const watched = of('AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible')
      .map(({ Properties }) => JSON.stringify(Properties['Dimensions']));
    const isWatched = (name: string) => watched.some((dimensions) => dimensions.includes(`"${name}"`));
    expect(dead.filter(({ Properties }) => !isWatched(text(Properties['QueueName'])))).toEqual([]);
    expect(dead).toHaveLength(work.length);
  });

  it('hide a message at least six times as long as its consumer may take, and take failures one by one', () => {
    const mappings = of('AWS::Lambda::EventSourceMapping').filter(({ Properties }) => 'ScalingConfig' in Properties);
    expect(mappings).toHaveLength(work.length);
    for (const { Properties } of mappings) {
      const queue = work.find(({ id }) => id === reference(Properties['EventSourceArn'] ?? ''));
      const consumer = functions.find(({ id }) => id === reference(Properties['FunctionName'] ?? ''));
      const [hidden, takes] = [queue?.Properties['VisibilityTimeout'], consumer?.Properties['Timeout']];
      expect(Number(hidden)).toBeGreaterThanOrEqual(6 * Number(takes));
      expect(Properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    }
  });

  it('relay inserts of the timeline only, and keep what could not be relayed', () => {
    const [mapping] = of('AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => 'StartingPosition' in Properties,
    );
    expect(mapping?.Properties).toMatchObject({
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 23 * 3600,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: expect.stringContaining(':::test-desk-unrelayed-') } },
    });
    expect(mapping?.Properties).not.toHaveProperty('MaximumRetryAttempts');
  });

  it('have a dead-letter queue behind every rule of the event buses', () => {
    const targets = of('AWS::Events::Rule').flatMap(
      ({ Properties }) => list(Properties['Targets']) as readonly Props[],
    );
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !('DeadLetterConfig' in target))).toEqual([]);
  });

  it('tell links-work of executions that died', () => {
    const [rule] = of('AWS::Events::Rule').filter(({ Properties }) => !('EventBusName' in Properties));
    expect(rule?.Properties['EventPattern']).toMatchObject({
      'detail-type': ['Step Functions Execution Status Change'],
      detail: {
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        stateMachineArn: [expect.stringMatching(/:test-desk-link$/)],
      },
    });
    expect(JSON.stringify(rule?.Properties['Targets'])).toContain('linkswork');
  });

  it('notice when the minutely worker stays away', () => {
    const [schedule] = of('AWS::Scheduler::Schedule').filter(
      ({ Properties }) => Properties['Name'] === 'test-desk-due',
    );
    expect(schedule?.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const [alarm] = of('AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties['AlarmName'] === 'test-desk-due-absent',
    );
    expect(alarm?.Properties).toMatchObject({ MetricName: 'Invocations', TreatMissingData: 'breaching' });
  });

  it.each([
    ['due-stuck', 'DueWorkStuck'],
    ['due-unreadable', 'DueItemsUnreadable'],
  ] as const)('have the alarm %s on what the groups count for all kinds of due work together', (name, trouble) => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    troubleCounter('test')(trouble, 'link.watch');
    const [emf] = written.mock.calls.map(([line]) => JSON.parse(String(line)) as Props);
    written.mockRestore();
    const [alarm] = of('AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties['AlarmName'] === `test-desk-${name}`,
    );
    const watched = list(alarm?.Properties['Dimensions']) as readonly { Name: string; Value: string }[];
    expect(emf).toMatchObject(Object.fromEntries(watched.map(({ Name, Value }) => [Name, Value])));
    expect(emf).toMatchObject({
      [text(alarm?.Properties['MetricName'])]: 1,
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: alarm?.Properties['Namespace'],
            Dimensions: expect.arrayContaining([expect.toSatisfy((names: string[]) => sameNames(names, watched))]),
          },
        ],
      },
    });
  });
});

function sameNames(names: readonly string[], dimensions: readonly { Name: string }[]): boolean {
  return (
    names.toSorted().join() ===
    dimensions
      .map(({ Name }) => Name)
      .toSorted()
      .join()
  );
}

describe('functions', () => {
  it('are deployed for every group, under names that running executions keep', () => {
    const names = functions.map(({ Properties }) => text(Properties['FunctionName']));
    expect(names.sort()).toEqual(
      Object.keys(groups)
        .map((group) => `test-desk-${group}`)
        .sort(),
    );
  });

  it.each(Object.keys(groups))('%s has its entry where the bundler looks for it', (group) => {
    expect(existsSync(entryOf(group as GroupName))).toBe(true);
  });

  it('leave an announced effect to the worker that announced it for longer than that can live', () => {
    const provider = functions.find(({ Properties }) => Properties['FunctionName'] === 'test-desk-links-provider');
    const lives = Number(provider?.Properties['Timeout']);
    expect(provider?.Properties['Environment']).toMatchObject({
      Variables: { EFFECT_LEASE_SECONDS: String(lives + 30) },
    });
  });

  it('have an alarm each', () => {
    const watched = of('AWS::CloudWatch::Alarm').map(({ Properties }) => text(Properties['AlarmName']));
    for (const { Properties } of functions)
      expect(watched).toContain(`test-desk-${groupOf(text(Properties['FunctionName']))}-errors`);
  });

  it('never carry the names of credentials in their environment', () => {
    expect(JSON.stringify(functions.map(({ Properties }) => Properties['Environment']))).not.toMatch(
      /PASSWORD|_KEY"|resolve:secretsmanager/,
    );
  });
});

describe('logs', () => {
  it('go away some day', () => {
    const logs = of('AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(Object.keys(groups).length);
    expect(logs.map(({ Properties }) => Properties['RetentionInDays'])).toEqual(logs.map(() => 365));
  });

  it('of machines have every step but no data, which would hold task tokens', () => {
    const deployed = of('AWS::StepFunctions::StateMachine');
    expect(deployed).toHaveLength(Object.keys(machines).length);
    for (const { Properties } of deployed)
      expect(Properties['LoggingConfiguration']).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
  });
});

describe('machines', () => {
  it('get a value for every placeholder and no value too many', () => {
    for (const { Properties } of of('AWS::StepFunctions::StateMachine')) {
      const used = text(Properties['DefinitionString']).match(/(?<=\$\{)\w+(?=\})/g) ?? [];
      expect(Object.keys(Properties['DefinitionSubstitutions'] as Props).sort()).toEqual([...new Set(used)].sort());
    }
  });
});

describe('sign-in', () => {
  it('R134: needs a second factor, is by invitation, and carries the attributes that say whose it is', () => {
    const [pool] = of('AWS::Cognito::UserPool');
    expect(pool?.Properties).toMatchObject({
      MfaConfiguration: 'ON',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
    const attributes = list(pool?.Properties['Schema']) as readonly Props[];
    expect(attributes.map(({ Name, Mutable }) => ({ name: `custom:${text(Name)}`, mutable: Mutable }))).toEqual(
      Object.values(signInAttributes).map((name) => ({ name, mutable: false })),
    );
  });

  it('R134: never sends a password, takes no other way in, and gives machines a secret of their own each', () => {
    const flows = of('AWS::Cognito::UserPoolClient').map(({ Properties }) => ({
      in: Properties['ExplicitAuthFlows'] ?? null,
      oauth: Properties['AllowedOAuthFlows'] ?? null,
      secret: Properties['GenerateSecret'] ?? false,
    }));
    expect(flows).toEqual([
      { in: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], oauth: null, secret: false },
      { in: null, oauth: ['client_credentials'], secret: true },
    ]);
  });

  it('R134: of another issuer is taken for its audience only, and the second factor is asked of its tokens', () => {
    const issuer = {
      url: 'https://login.example.com/',
      audience: ['desk'],
      claims: { rights: 'https://desk.example.com/rights' },
      secondFactor: { amr: ['mfa', 'hwk'] },
    };
    const elsewhere = synthesize(testStage({ issuer }));
    const [authorizer] = resourcesOf(elsewhere, 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizer?.Properties['JwtConfiguration']).toEqual({ Audience: ['desk'], Issuer: issuer.url });
    const rules = resourcesOf(elsewhere, 'AWS::Lambda::Function').map(({ Properties }) =>
      readSignInRules(text(((Properties['Environment'] as Props)['Variables'] as Props)['SIGN_IN_RULES'])),
    );
    expect(new Set(rules.map((one) => JSON.stringify(one.secondFactor)))).toEqual(new Set(['{"amr":["mfa","hwk"]}']));
    expect(rules[0]?.claims).toMatchObject({ org: 'desk_org', rights: issuer.claims.rights });
    const lax = { url: issuer.url, audience: issuer.audience };
    expect(() => testStage({ issuer: lax })).toThrow('secondFactor');
    expect(() => testStage({ issuer: { ...lax, secondFactor: { amr: [] } } })).toThrow('secondFactor');
  });

  it('gives access for a quarter of an hour', () => {
    for (const { Properties } of of('AWS::Cognito::UserPoolClient'))
      expect(Properties).toMatchObject({ AccessTokenValidity: 15, TokenValidityUnits: { AccessToken: 'minutes' } });
  });

  it('lets no person write the attributes that say whose sign-in it is', () => {
    const [people] = of('AWS::Cognito::UserPoolClient');
    expect(people?.Properties['WriteAttributes']).toEqual(['locale']);
  });
});
