import { DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { systemClock } from '../functions/kernel/clock.ts';
import { aheadInWords, parseClockMove } from './clock-move.ts';
import { readDeskState, writeDeskState } from './cloud/desk-state.ts';
import { deployed, findCloud, type LocalCloud } from './cloud.ts';
import { runCommand } from './command.ts';
import { runDueWork } from './due-work.ts';

/** `npm run clock -- +9d`: moves the clocks of the desk and of the pretend providers together. */
await runCommand(async () => {
  const move = parseClockMove(process.argv[2]);
  const cloud = await findCloud();
  const state = readDeskState(cloud.stateDir);
  if (state === undefined) throw new Error('The local desk is not up. Start it with `npm start`.');
  if (move.kind !== 'now') {
    const offset = move.kind === 'reset' ? 0 : state.clockOffsetSeconds + move.seconds;
    await setClock(cloud, offset);
    if (move.kind === 'reset') await freeSlots(cloud);
    // Kept, so that a deployment gives the functions the same clock.
    state.clockOffsetSeconds = offset;
    writeDeskState(cloud.stateDir, state);
    // What has become due should not wait for the next full minute.
    await runDueWork(cloud);
  }
  if (move.kind === 'reset') console.log('What was done in the time ahead stays as it was written there.');
  console.log(`${systemClock(state.clockOffsetSeconds).now()} (${aheadInWords(state.clockOffsetSeconds)})`);
});

/** The engine starts new workers for a function whose configuration changes. */
async function setClock({ aws, tencent }: LocalCloud, offsetSeconds: number): Promise<void> {
  const lambda = new LambdaClient(aws);
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({ MaxItems: 50 }));
  const names = Functions.map(({ FunctionName }) => FunctionName ?? '');
  for (const FunctionName of names.filter((name) => name.startsWith(deployed.functionPrefix))) {
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const Variables = { ...Environment?.Variables, CLOCK_OFFSET_SECONDS: String(offsetSeconds) };
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  }
  await tencent.moveClock({ offsetMs: offsetSeconds * 1000 });
}

/** Calls that were reserved in the time ahead would hold every call of their account until that time comes again. */
async function freeSlots({ aws }: LocalCloud): Promise<void> {
  const dynamodb = new DynamoDBClient(aws);
  const TableName = deployed.tables.desk;
  const { Items = [] } = await dynamodb.send(
    new ScanCommand({
      TableName,
      ProjectionExpression: 'pk, sk',
      FilterExpression: 'begins_with(sk, :slot)',
      ExpressionAttributeValues: { ':slot': { S: 'SLOT#' } },
    }),
  );
  for (const Key of Items) await dynamodb.send(new DeleteItemCommand({ TableName, Key }));
}
