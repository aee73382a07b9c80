import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock } from '../functions/kernel/clock.ts';
import { owedWork } from '../functions/owed-work.ts';
import { type Count, migrate } from '../functions/platform/migration.ts';
import { dynamoTables } from '../functions/platform/tables-dynamo.ts';
import { capabilitiesOf } from '../functions/providers/capabilities.ts';
import { kindOf, storedVersions } from '../functions/stored-kinds.ts';
import { runCommand } from '../local/command.ts';
import { accessTo } from './stage-access.ts';
import { tableScan } from './table-scan.ts';

const usage = 'npm run migrate -- [--stage <stage>] [--dry-run] [--rate <items a second>]';

type Wish = { readonly stage?: string; readonly dryRun: boolean; readonly rate: number };

/** Reads the command's arguments. @throws with its usage */
export function parseMigrate(args: readonly string[]): Wish {
  const { stage, rate, 'dry-run': dryRun = false } = optionsIn(args);
  const perSecond = rate === undefined ? Number.POSITIVE_INFINITY : Number(rate);
  if (!(perSecond > 0)) throw new Error(`--rate is a number of items a second, more than 0\n${usage}`);
  return { dryRun, rate: perSecond, ...(stage !== undefined && { stage }) };
}

function optionsIn(args: readonly string[]) {
  const options = { stage: { type: 'string' }, rate: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Lets through so many items a second, over all that ask together. */
export function paceOf(rate: number, wait: (milliseconds: number) => Promise<unknown>, now = Date.now) {
  let free = 0;
  return async (items: number): Promise<void> => {
    free = Math.max(free, now()) + (items / rate) * 1000;
    if (free > now()) await wait(free - now());
  };
}

/** What was found and done, a line for each kind and version. */
export function reportOf(counts: readonly Count[], dryRun: boolean): string {
  const heads = ['table', 'item', 'version', 'found', dryRun ? 'to rewrite' : 'rewritten', 'left'];
  const lines = counts.map(({ table, item, version, found, old, left }) =>
    [table, item, version === 0 ? '-' : version, found, old, left].map(String),
  );
  const rows = [heads, ...lines];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

if (import.meta.main) {
  await runCommand(async () => {
    const { stage, dryRun, rate } = parseMigrate(process.argv.slice(2));
    const { aws, tables } = await accessTo(stage);
    const client = new DynamoDBClient({ ...aws, maxAttempts: 8 });
    const desk = dynamoTables(tables, client);
    const counts = await migrate(
      {
        tables: desk,
        // no more than a second's share at once
        scan: tableScan(client, tables, Math.min(100, Math.ceil(rate))),
        kindOf,
        owed: owedWork({ tables: desk, clock: systemClock(), capabilitiesOf }),
        versions: storedVersions,
        pace: paceOf(rate, pause),
        say: (line) => console.error(line),
      },
      { dryRun },
    );
    console.log(reportOf(counts, dryRun));
    const left = counts.reduce((sum, one) => sum + one.left, 0);
    if (left > 0) throw new Error(`${left} items stay as they are: see the lines above`);
  });
}
