import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DeskEvent } from '../../functions/platform/relay.ts';
import { entriesFrom } from '../../functions/platform/republish.ts';
import { deployed } from '../../local/cloud.ts';
import { readInbox } from '../../local/front/inbox.ts';
import { carryOut } from '../../scripts/republish.ts';
import type { StageAccess } from '../../scripts/stage-access.ts';
import { type BusTap, tapBus } from '../support/bus-tap.ts';
import { type Desk, mailedLink, sharedDesk } from '../support/desk.ts';
import { countCalls } from '../support/desk-faults.ts';
import { patience } from '../support/patience.ts';
import { follow } from './follow.ts';
import { sites } from './sites.ts';

let desk: Desk;
let bus: BusTap;
let access: StageAccess;

beforeAll(async () => {
  desk = await sharedDesk();
  bus = await tapBus(desk);
  const functionOf = (group: string) => `${deployed.functionPrefix}${group}`;
  access = { stage: 'local', aws: desk.cloud.aws, tables: deployed.tables, functionOf };
});
afterAll(() => bus.close());

test('events of a record are told again with the same ids in their order, and nothing else happens again', async () => {
  const followed = await follow(desk, sites['tencent-intl'](desk));
  await followed.request();
  await followed.until('awaiting_customer');
  await mailedLink(desk, followed.customer.email);
  const id = followed.requestId();
  const { org } = followed.reseller;
  // the mail is there a moment before the timeline says so
  const entries = await vi.waitFor(async () => {
    const told = await entriesFrom(desk.tables, org, id, 1);
    if (!told.some(({ type }) => type === 'mail.sent')) throw new Error('the mail is not told of yet');
    return told;
  }, patience);
  const heard = (events: readonly DeskEvent[]) => events.map((event) => event.id);
  await vi.waitUntil(() => new Set(heard(bus.of(id))).size === entries.length, patience);
  const before = bus.of(id).length;
  const said: string[] = [];

  await carryOut({ org, record: id, fromSeq: 2 }, access, (line) => said.push(line));
  await vi.waitUntil(() => bus.of(id).length === before + entries.length - 1, patience);
  const again = bus.of(id).slice(before);
  expect(heard(again)).toEqual(entries.slice(1).map((entry) => entry.id));
  expect(again).toEqual(again.map((event) => bus.of(id).find((one) => one.id === event.id)));
  expect(said).toHaveLength(entries.length - 1);

  const batch = entries.slice(0, 1).map((entry) => ({
    eventName: 'INSERT',
    dynamodb: { NewImage: marshall({ ...entry, schemaVersion: 1 }) },
  }));
  const file = JSON.stringify({ version: '1.0', payload: JSON.stringify({ Records: batch }) });
  const Bucket = 'local-desk-unrelayed-000000000000-us-east-1';
  const s3 = new S3Client({ ...desk.cloud.aws, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket, Key: 'aws/lambda/given-up', Body: file }));
  const folder = mkdtempSync(join(tmpdir(), 'desk-republish-'));
  writeFileSync(join(folder, 'given-up'), file);
  for (const where of [`s3://${Bucket}/aws/lambda/given-up`, join(folder, 'given-up')]) {
    await carryOut({ file: where }, access, (line) => said.push(line));
  }
  rmSync(folder, { recursive: true });
  const first = () => heard(bus.of(id)).filter((one) => one === entries[0]?.id);
  await vi.waitUntil(() => first().length === 3, patience);

  expect(countCalls(desk, 'StartExecution', id)).toBe(1);
  expect(said.filter((line) => line.startsWith('started'))).toEqual([]);
  expect((await readInbox(desk.cloud.engineUrl)).filter(({ to }) => to.includes(followed.customer.email))).toHaveLength(
    1,
  );
  expect(await followed.look()).toMatchObject({ status: 'awaiting_customer', attempt: 1 });
});

test('there is nothing to tell of a record that is not there', async () => {
  const nothing = { org: 'org_0', record: 'lreq_0', fromSeq: 1 };
  await expect(carryOut(nothing, access, () => undefined)).rejects.toThrow('no such timeline entries');
});
