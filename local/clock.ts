import { DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { systemClock } from '../functions/kernel/clock.ts';
import { aheadInWords, parseClockMove } from './clock-move.ts';
import { deployed, findCloud, type LocalCloud } from './cloud.ts';
import { runCommand } from './command.ts';
import { clockOffset, setClock } from './set-clock.ts';

/** `npm run clock -- +9d`: moves the clocks of the desk and of the pretend providers together. */
await runCommand(async () => {
  const move = parseClockMove(process.argv[2]);
  const cloud = await findCloud();
  const before = clockOffset(cloud);
  if (move.kind !== 'now') {
    if (move.kind === 'reset') await freeSlots(cloud);
    await setClock(cloud, move.kind === 'reset' ? 0 : before + move.seconds);
  }
  if (move.kind === 'reset') console.log('What was done in the time ahead stays as it was written there.');
  const offset = clockOffset(cloud);
  console.log(`${systemClock(offset).now()} (${aheadInWords(offset)})`);
});

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
