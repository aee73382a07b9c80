import { parseArgs } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { dynamoTables } from '../functions/platform/tables-dynamo.ts';
import { readKeptAnchors } from '../functions/timeline/adapters/anchors-s3.ts';
import { type Subject, type Verdict, verifyTimelines } from '../functions/timeline/verify-timelines.ts';
import type { AwsClientConfig } from '../local/cloud/aws-client.ts';
import { findCloud } from '../local/cloud.ts';

/** What is verified: all timelines of a stage, of an organisation, of a record, or of one record of an organisation. */
type Wanted = {
  readonly stage: string;
  readonly org?: string | undefined;
  readonly record?: string | undefined;
  /** How to reach AWS; the surroundings' own credentials and region unless said. */
  readonly aws?: Partial<AwsClientConfig> | undefined;
};

const usage = `npm run verify-timeline -- [--stage <stage>] [--org <id>] [--record <id>]

  --stage   of a deployment on AWS, with the credentials of your shell; the desk of npm start unless said
  --org     only timelines of this organisation
  --record  only the timeline of this record, such as a link request's id, or "policy"`;

/**
 * Verifies timelines against their records and their anchors. Reads everything with its own credentials, by scans unless
 * both organisation and record are given: it is for auditors and engineers, not for a group of functions.
 */
export async function verifyStage({ stage, org, record, aws = {} }: Wanted): Promise<Verdict> {
  const dynamo = new DynamoDBClient(aws);
  const names = {
    desk: `${stage}-desk-desk`,
    timeline: `${stage}-desk-timeline`,
    private: `${stage}-desk-private`,
  };
  const kept = await readKeptAnchors(await anchorBucketOf(stage, aws), new S3Client(aws));
  const subjects =
    org !== undefined && record !== undefined
      ? [{ org, subject: record }]
      : [...(await subjectsIn(dynamo, names.desk, 'timelineSeq')), ...(await subjectsIn(dynamo, names.timeline, 'pk'))];
  return verifyTimelines(
    dynamoTables(names, dynamo),
    kept,
    subjects,
    (one) => (org === undefined || one.org === org) && (record === undefined || one.subject === record),
  );
}

/** The bucket that a stage’s anchors are in. */
export async function anchorBucketOf(stage: string, aws: Partial<AwsClientConfig>): Promise<string> {
  const StackName = `${stage}-desk-stateful`;
  const { Stacks } = await new CloudFormationClient(aws).send(new DescribeStacksCommand({ StackName }));
  const output = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'AnchorBucket');
  if (!output?.OutputValue) throw new Error(`The stack ${StackName} has no output AnchorBucket: deploy it anew.`);
  return output.OutputValue;
}

/** Whose items have this attribute: the records with a timeline, or whatever has entries, with or without a record. */
async function subjectsIn(client: DynamoDBClient, table: string, attribute: string): Promise<readonly Subject[]> {
  const found = new Map<string, Subject>();
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      ProjectionExpression: 'pk',
      FilterExpression: 'attribute_exists(#attribute)',
      ExpressionAttributeNames: { '#attribute': attribute },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const [space, org, subject] = String(unmarshall(item)['pk']).split('#');
      if (space === 'ORG' && org && subject) found.set(`${org}#${subject}`, { org, subject });
    }
  }
  return [...found.values()];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string', default: 'local' },
      org: { type: 'string' },
      record: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const { stage, org, record } = values;
  const elsewhere = stage !== 'local' || process.env['AWS_ENDPOINT_URL'] !== undefined;
  const verdict = await verifyStage({ stage, org, record, aws: elsewhere ? undefined : (await findCloud()).aws });
  for (const { says } of verdict.findings) console.log(says);
  const { timelines, entries, anchors, findings } = verdict;
  const seen = `${timelines} timelines with ${entries} entries, ${anchors} anchors`;
  console.log(findings.length === 0 ? `${seen}: intact.` : `${seen}: ${findings.length} findings.`);
  if (findings.length > 0) process.exitCode = 1;
  if (timelines === 0) {
    console.log('There is no such timeline.');
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
