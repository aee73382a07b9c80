import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { eventBus } from '../functions/platform/event-bus.ts';
import { RelayEnv } from '../functions/platform/groups-env.ts';
import { entriesFrom, entriesIn, republish } from '../functions/platform/republish.ts';
import { startsExecutions } from '../functions/platform/start-execution.ts';
import { dynamoTables } from '../functions/platform/tables-dynamo.ts';
import type { TimelineEntry } from '../functions/timeline/index.ts';
import { runCommand } from '../local/command.ts';
import { accessTo, type StageAccess } from './stage-access.ts';

const usage = [
  'npm run republish -- <organisation> <record> [from-seq] [--stage <stage>]',
  'npm run republish -- --file <path or s3://bucket/key of a file of the relay> [--stage <stage>]',
].join('\n');

export type Wish = { readonly stage?: string } & (
  | { readonly file: string }
  | { readonly org: string; readonly record: string; readonly fromSeq: number }
);

/** Reads the command's arguments. @throws with its usage */
export function parseRepublish(args: readonly string[]): Wish {
  const { values, positionals } = argumentsIn(args);
  const stage = values.stage === undefined ? {} : { stage: values.stage };
  if (values.file !== undefined) {
    if (positionals.length > 0) throw new Error(`a file names its records itself\n${usage}`);
    return { file: values.file, ...stage };
  }
  const [org = '', record = '', from = '1', ...more] = positionals;
  if (more.length > 0) throw new Error(`too many arguments: ${more.join(' ')}\n${usage}`);
  if (!/^org_\w+$/.test(org)) throw new Error(`"${org}" is no organisation's id (org_…)\n${usage}`);
  if (!/^[a-z]+_\w+$|^policy$/.test(record)) throw new Error(`"${record}" is no record's id (lreq_…)\n${usage}`);
  if (!/^[1-9]\d*$/.test(from)) throw new Error(`"${from}" is no sequence number: they begin at 1\n${usage}`);
  return { org, record, fromSeq: Number(from), ...stage };
}

function argumentsIn(args: readonly string[]) {
  const options = { stage: { type: 'string' }, file: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Does what was wished for, and says what came of it. @throws when there is nothing, or not all of it was taken */
export async function carryOut(wish: Wish, access: StageAccess, say: (line: string) => void): Promise<void> {
  const tables = dynamoTables(access.tables, new DynamoDBClient(access.aws));
  const entries =
    'file' in wish
      ? entriesIn(await textOf(wish.file, access))
      : await entriesFrom(tables, wish.org, wish.record, wish.fromSeq);
  const [first] = entries;
  if (!first) throw new Error('there are no such timeline entries');
  const env = await relayEnv(access);
  const done = await republish(
    {
      tables,
      publish: eventBus(new EventBridgeClient(access.aws), env.EVENT_BUS),
      start: startsExecutions(
        new SFNClient(access.aws),
        { link: env.LINK_MACHINE_ARN, unbind: env.UNBIND_MACHINE_ARN, 'rebate-sync': env.REBATE_MACHINE_ARN },
        (name, error) => say(`${name} did not start: ${error.message}`),
      ),
    },
    entries,
  );
  for (const entry of entries) say(lineOf(entry, done.missed.includes(entry.id)));
  for (const name of done.started) say(`started ${name}`);
  if (done.missed.length + done.notStarted.length > 0) {
    throw new Error(`${done.missed.length} events and ${done.notStarted.length} starts were not taken: run it again`);
  }
}

function lineOf({ org, subject, seq, type, id }: TimelineEntry, missed: boolean): string {
  return `${missed ? 'not taken' : 'told'}  ${org} ${subject} ${seq} ${type} ${id}`;
}

/** The relay's own surroundings: its bus and its machine. */
async function relayEnv({ aws, functionOf }: StageAccess) {
  const asked = new GetFunctionConfigurationCommand({ FunctionName: functionOf('relay') });
  const { Environment } = await new LambdaClient(aws).send(asked);
  return RelayEnv.parse(Environment?.Variables);
}

async function textOf(file: string, { aws }: StageAccess): Promise<string> {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(file) ?? [];
  if (Bucket === undefined) return readFile(file, 'utf8');
  const s3 = new S3Client({ ...aws, forcePathStyle: aws.endpoint !== undefined });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
}

if (import.meta.main) {
  await runCommand(async () => {
    const wish = parseRepublish(process.argv.slice(2));
    await carryOut(wish, await accessTo(wish.stage), (line) => console.log(line));
  });
}
