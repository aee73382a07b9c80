import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetBucketLifecycleConfigurationCommand, GetBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, functionResources, startCloud, type Template } from '../support/cloud.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.close());

/** TableV2 of the CDK becomes this. */
const globalTable = (properties: object, replica: object = {}) => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    Replicas: [{ Region: 'us-east-1', ...replica }],
    ...properties,
  },
});

const stackOf = (resource: object, outputs: object = {}): Template => ({
  Resources: { It: resource },
  Outputs: { Name: { Value: { Ref: 'It' } }, ...outputs },
});

describe('a table', () => {
  it('[cfn-table-settings] expires items, can be restored, and is protected as its template says', async () => {
    const protectedTable = globalTable(
      { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } },
      {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      },
    );
    const { Name: TableName } = await cloud.deploy('settings', stackOf(protectedTable));
    const { TimeToLiveDescription } = await cloud.dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    const { ContinuousBackupsDescription } = await cloud.dynamodb.send(
      new DescribeContinuousBackupsCommand({ TableName }),
    );
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
    await expect(cloud.dynamodb.send(new DeleteTableCommand({ TableName }))).rejects.toThrow(/protect/i);
  });

  it('[cfn-table-settings] no longer expires items when its template no longer says so', async () => {
    const expiring = { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } };
    const { Name: TableName } = await cloud.deploy('unset', stackOf(globalTable(expiring)));
    const before = await cloud.dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    await cloud.deploy('unset', stackOf(globalTable({ TableName })));
    const after = await cloud.dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    expect([before, after].map((answer) => answer.TimeToLiveDescription?.TimeToLiveStatus)).toEqual([
      'ENABLED',
      'DISABLED',
    ]);
  });

  it('[cfn-table-update] without a name of its own keeps its items when its properties change', async () => {
    const { Name: TableName } = await cloud.deploy('update', stackOf(globalTable({})));
    const key = { pk: { S: 'link' } };
    await cloud.dynamodb.send(new PutItemCommand({ TableName, Item: key }));
    const streaming = globalTable({ StreamSpecification: { StreamViewType: 'NEW_IMAGE' } });
    const { Name } = await cloud.deploy('update', stackOf(streaming));
    const { Item } = await cloud.dynamodb.send(new GetItemCommand({ TableName: Name, Key: key }));
    expect({ Name, Item }).toEqual({ Name: TableName, Item: key });
  });
});

describe('an HTTP API', () => {
  it('[cfn-api-cors] answers the preflight requests of the origins that its template allows', async () => {
    const { Name: apiId } = await cloud.deploy('cors', {
      Resources: {
        It: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: {
            Name: 'cors',
            ProtocolType: 'HTTP',
            CorsConfiguration: {
              AllowOrigins: ['https://desk.example'],
              AllowMethods: ['POST'],
              AllowHeaders: ['authorization'],
              MaxAge: 60,
            },
          },
        },
        Stage: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: { ApiId: { Ref: 'It' }, StageName: '$default', AutoDeploy: true },
        },
      },
      Outputs: { Name: { Value: { Ref: 'It' } } },
    });
    const { status, headers } = await fetch(`${cloud.engine.endpoint}/_aws/execute-api/${apiId}/$default/v1/links`, {
      method: 'OPTIONS',
      headers: { origin: 'https://desk.example', 'access-control-request-method': 'POST' },
    });
    expect({ status, allowed: headers.get('access-control-allow-origin') }).toEqual({
      status: 204,
      allowed: 'https://desk.example',
    });
  });
});

describe('a function', () => {
  it('[cfn-reserved-concurrency] has the reserved concurrency that its template gives or takes away', async () => {
    const lambda = new LambdaClient(cloud.clientConfig);
    const code = 'exports.handler = async () => "done";';
    const template = (properties: object): Template => ({
      Resources: functionResources('It', code, { properties }),
      Outputs: { Name: { Value: { Ref: 'It' } } },
    });
    const reserved = async (properties: object) => {
      const { Name: FunctionName } = await cloud.deploy('reserved', template(properties));
      const answer = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      return answer.ReservedConcurrentExecutions;
    };
    expect(await reserved({ ReservedConcurrentExecutions: 2 })).toBe(2);
    expect(await reserved({})).toBeUndefined();
  });
});

describe('a bucket', () => {
  it('[cfn-bucket-settings] has the lifecycle rules and tags of its template', async () => {
    const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
    const { Name: Bucket } = await cloud.deploy(
      'bucket',
      stackOf({
        Type: 'AWS::S3::Bucket',
        Properties: {
          Tags: [{ Key: 'retention', Value: 'a year' }],
          LifecycleConfiguration: {
            Rules: [
              {
                Id: 'exports',
                Status: 'Enabled',
                Prefix: 'exports/',
                ExpirationInDays: 30,
                NoncurrentVersionExpiration: { NoncurrentDays: 7 },
                AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
              },
            ],
          },
        },
      }),
    );
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
    expect(TagSet).toEqual([{ Key: 'retention', Value: 'a year' }]);
    expect(Rules).toEqual([
      {
        ID: 'exports',
        Status: 'Enabled',
        Filter: { Prefix: 'exports/' },
        Expiration: { Days: 30 },
        NoncurrentVersionExpiration: { NoncurrentDays: 7 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      },
    ]);
  });
});
