import { Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  type StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { EventSourceMappingOptions, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { TableName } from '../../functions/kernel/write.ts';
import { type IndexName, indexFields, indexKeys } from '../../functions/platform/tables.ts';
import type { Stage } from '../stage.ts';

/** What a group may be allowed on a table, each by itself. A transaction needs the actions of the writes that it holds. */
const actions = {
  get: 'GetItem',
  getMany: 'BatchGetItem',
  query: 'Query',
  put: 'PutItem',
  update: 'UpdateItem',
  delete: 'DeleteItem',
  check: 'ConditionCheckItem',
} as const;
type TableRight = keyof typeof actions;

/** Which tables a group reaches, and how; of the desk table also by the indexes that are named beside it. */
export type TableRights = {
  readonly desk?: readonly TableRight[];
  /** Entries are added and read in order. They are never changed, removed, or read by key. */
  readonly timeline?: readonly ('put' | 'query')[];
  readonly private?: readonly TableRight[];
};

/** Rights that change something, for which DynamoDB encrypts. */
const writing = new Set<TableRight>(['put', 'update', 'delete']);

type DeskTableProps = {
  readonly stage: Stage;
  readonly name: TableName;
  readonly key: Key;
  readonly indexes?: readonly IndexName[];
  readonly stream?: StreamViewType;
  /** Items with a `ttl` (seconds since 1970) go away some time after it. */
  readonly expires?: true;
};

/** One of the three tables: keys `pk` and `sk`, on demand, under our own key, restorable to any second of 35 days. */
export class DeskTable extends TableV2 {
  private readonly under: Key;

  constructor(scope: Construct, { stage, name, key, indexes = [], stream, expires }: DeskTableProps) {
    super(scope, `${name}-table`, {
      tableName: `${stage.name}-desk-${name}`,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removal,
      globalSecondaryIndexes: indexes.map(sparseIndex),
      ...(stream && { dynamoStream: stream }),
      ...(expires && { timeToLiveAttribute: 'ttl' }),
    });
    this.under = key;
  }

  /** Exactly these rights; an index only when named, because a table's right does not include it. */
  allow(grantee: IGrantable, rights: readonly TableRight[], indexes: readonly IndexName[] = []): void {
    const onTable = rights.map((right) => `dynamodb:${actions[right]}`);
    const writes = rights.some((right) => writing.has(right));
    const statements = [
      ...(onTable.length > 0 ? [new PolicyStatement({ actions: onTable, resources: [this.tableArn] })] : []),
      new PolicyStatement({
        actions: writes ? [...readKey, ...writeKey] : readKey,
        resources: [this.under.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` } },
      }),
    ];
    if (indexes.length > 0)
      statements.push(
        new PolicyStatement({
          actions: ['dynamodb:Query'],
          resources: indexes.map((index) => `${this.tableArn}/index/${index}`),
        }),
      );
    for (const statement of statements) grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }

  /** Hands the table's changes to a function. */
  streamTo(consumer: LambdaFunction, options: Omit<EventSourceMappingOptions, 'eventSourceArn'>): void {
    if (!this.tableStreamArn) throw new Error(`The table ${this.node.id} has no stream.`);
    const statements = [
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [this.tableStreamArn],
      }),
      // Lambda asks for it, and it knows no resources.
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
      new PolicyStatement({ actions: readKey, resources: [this.under.keyArn] }),
    ];
    for (const statement of statements) consumer.addToRolePolicy(statement);
    consumer.addEventSourceMapping(`${this.node.id}-stream`, { ...options, eventSourceArn: this.tableStreamArn });
  }
}

/** DynamoDB uses the key on the caller's behalf ("DynamoDB encryption at rest", use of customer managed keys). */
const readKey = ['kms:Decrypt', 'kms:DescribeKey'];
const writeKey = [
  'kms:Encrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
];

/**
 * Whole items unless `indexFields` names some, because a list shows most of a record: keys alone would cost a read for
 * each row. Only items that carry the index's keys are in it.
 */
function sparseIndex(name: IndexName): GlobalSecondaryIndexPropsV2 {
  const fields = indexFields[name];
  return {
    indexName: name,
    partitionKey: { name: indexKeys[name].pk, type: AttributeType.STRING },
    sortKey: { name: indexKeys[name].sk, type: AttributeType.STRING },
    projectionType: fields ? ProjectionType.INCLUDE : ProjectionType.ALL,
    ...(fields && { nonKeyAttributes: [...fields] }),
  };
}
