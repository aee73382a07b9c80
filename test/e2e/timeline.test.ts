import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Clock } from '../../functions/kernel/clock.ts';
import { newId } from '../../functions/kernel/ids.ts';
import type { Fields, Item, TableName } from '../../functions/kernel/write.ts';
import { foundOrganisation } from '../../functions/parties/index.ts';
import { readKeptAnchors, s3Anchors } from '../../functions/timeline/adapters/anchors-s3.ts';
import { anchorKeys, hourOf, hoursAfter } from '../../functions/timeline/anchor.ts';
import { anchorHours } from '../../functions/timeline/anchor-hours.ts';
import { Followed, move, recordKey, timelineKey } from '../../functions/timeline/index.ts';
import type { AnchorStore } from '../../functions/timeline/ports.ts';
import { readAnchors } from '../../functions/timeline/verify-anchors.ts';
import { deployed } from '../../local/cloud.ts';
import { awsEnv } from '../../local/engine/engine.ts';
import { anchorBucketOf, verifyStage } from '../../scripts/verify-timeline.ts';
import { type Desk, expectOk, foundReseller, sharedDesk } from '../support/desk.ts';
import { patience } from '../support/patience.ts';
import { rechained } from '../support/rechained.ts';

let desk: Desk;
let bucket: string;
let s3: S3Client;
let dynamo: DynamoDBClient;
let anchors: AnchorStore;

beforeAll(async () => {
  desk = await sharedDesk();
  bucket = await anchorBucketOf('local', desk.cloud.aws);
  s3 = new S3Client(desk.cloud.aws);
  dynamo = new DynamoDBClient(desk.cloud.aws);
  anchors = s3Anchors(bucket, s3);
});

describe('R056: the deployed hourly function', () => {
  test('anchors the hours that are over with its own rights, once', async () => {
    const lambda = new LambdaClient(desk.cloud.aws);
    const run = async () => {
      const answer = await lambda.send(
        new InvokeCommand({ FunctionName: `${deployed.functionPrefix}timeline-anchor` }),
      );
      expect(answer.FunctionError, Buffer.from(answer.Payload ?? []).toString()).toBeUndefined();
    };
    await run();
    const hours = await anchors.hours();
    expect(hours.length).toBeGreaterThan(0);
    expect(readAnchors(await readKeptAnchors(bucket, s3)).findings).toEqual([]);
    await run();
    const [first = ''] = hours;
    expect(await anchors.put(first, 'another')).toEqual({ ok: false, error: { kind: 'exists' } });
  });
});

describe('R055 R056: what the deployed desk writes', () => {
  test('is found by its hour, and an auditor reads it with the verdict on it', async () => {
    const reseller = await foundReseller(desk);
    const auditor = await reseller.as('auditor');
    const record = Followed.parse(await desk.tables.get('desk', recordKey(reseller.org, reseller.accountId)));
    const { items } = (await expectOk(auditor.auditTimeline({ params: { recordId: reseller.accountId } }))).json;
    const { anchorPk: pk, anchorSk } = anchorKeys(reseller.org, reseller.accountId, items.at(-1)?.at ?? '');
    await vi.waitFor(async () => {
      const page = await desk.tables.query({ table: 'desk', index: 'anchor', pk, begins: anchorSk, limit: 5 });
      expect(page.items).toMatchObject([{ id: reseller.accountId, timelineHead: record.timelineHead }]);
      expect(page.items[0]).not.toHaveProperty('partnerId');
    }, patience);
    const read = async () => (await expectOk(auditor.auditTimeline({ params: { recordId: reseller.accountId } }))).json;
    expect(await read()).toMatchObject({ intact: true, findings: [], head: { hash: record.timelineHead } });
    await alter(timelineKey(reseller.org, reseller.accountId, 1), { type: 'partner_account.closed' });
    expect(await read()).toMatchObject({ intact: false, findings: [{ seq: 1, code: 'altered' }] });
    expect((await expectOk(auditor.auditLinkRequests({ query: {} }))).json).toEqual({ items: [] });
  });
});

describe('R056: the verifier finds in the deployed store', () => {
  test('nothing, in a timeline of 1,000 entries that only the desk wrote', async () => {
    const { org } = await founded(1000);
    const { findings, entries } = await verify(org);
    expect(findings).toEqual([]);
    expect(entries).toBeGreaterThanOrEqual(1000);
  });

  test('an entry that was altered', async () => {
    const { org } = await founded(5);
    await alter(timelineKey(org, org, 3), { at: '2026-01-01T00:00:00.000Z' });
    expect((await verify(org)).findings).toMatchObject([{ subject: org, seq: 3, code: 'altered' }]);
  });

  test.each([1, 3, 5])('that entry %i of five was removed', async (seq) => {
    const { org } = await founded(5);
    await dynamo.send(
      new DeleteItemCommand({ TableName: deployed.tables.timeline, Key: marshall(timelineKey(org, org, seq)) }),
    );
    const { findings } = await verify(org);
    expect(findings[0]).toMatchObject({ subject: org, seq, code: 'missing' });
  });

  test('an entry that was put in', async () => {
    const { org, entries } = await founded(5);
    const last = entries.at(-1);
    const [more] = rechained([{ ...last, ...timelineKey(org, org, 6), seq: 6, previous: last?.['hash'] } as Item]);
    await put('timeline', more as Item);
    expect((await verify(org)).findings).toMatchObject([{ subject: org, seq: 6, code: 'unknown' }]);
  });

  test('a tail that was written anew, by the record’s head', async () => {
    const { org, entries } = await founded(5);
    for (const item of rechained(entries.slice(2), { type: 'organisation.sold' })) await put('timeline', item);
    expect((await verify(org)).findings).toMatchObject([{ subject: org, seq: 5, code: 'head' }]);
  });

  test('a tail that was written anew together with the record’s head, by the anchor in the bucket', async () => {
    const { org, entries, hour, close } = await founded(5);
    await close();
    expect((await verify(org)).findings).toEqual([]);
    const anew = rechained(entries.slice(2), { type: 'organisation.sold' });
    for (const item of anew) await put('timeline', item);
    await alter(recordKey(org, org), { timelineHead: anew.at(-1)?.['hash'] }, 'desk');
    const { findings } = await verify(org);
    expect(findings).toMatchObject([{ subject: org, seq: 5, code: 'anchor' }]);
    expect(findings[0]?.says).toContain(`the anchor of ${hour} knows it as`);
  });

  test('an anchor that something was put over, or that was hidden, and still reads the first', async () => {
    const { org, hour, close } = await founded(2);
    await close();
    const Key = `heads/${hour.replaceAll('-', '/').replace('T', '/')}.ndjson`;
    const text = await anchors.read(hour);
    const { VersionId: over } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'nothing happened' }));
    const touched = `The anchor of ${hour}: something was put over it or hides it; its first version was read.`;
    expect((await verify(org)).findings).toEqual([{ hour, says: touched }]);
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId: over }));
    const { VersionId: hidden } = await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    expect((await verify(org)).findings).toEqual([{ hour, says: touched }]);
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId: hidden }));
    expect([await anchors.read(hour), (await verify(org)).findings]).toEqual([text, []]);
  });
});

describe('R056: npm run verify-timeline', () => {
  const run = promisify(execFile);
  const script = new URL('../../scripts/verify-timeline.ts', import.meta.url).pathname;
  const verifier = (...args: string[]) =>
    run(process.execPath, [script, ...args], {
      env: { ...process.env, ...awsEnv({ endpoint: desk.cloud.engineUrl }) },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );

  test('says that all is well, or what is not and fails', async () => {
    const { org } = await founded(5);
    const well = await verifier('--org', org, '--record', org);
    expect(well).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^1 timelines with 5 entries, \d+ anchors: intact\.\n$/),
    });
    await alter(timelineKey(org, org, 2), { type: 'organisation.sold' });
    const tampered = await verifier('--org', org);
    expect(tampered.code).toBe(1);
    expect(tampered.stdout).toContain(`${org} of ${org}: entry 2 was altered: its content has the hash `);
    expect((await verifier('--org', 'org_nobody')).code).toBe(1);
  });
});

/** An organisation whose own record has so many entries, all of the first hour that has no anchor yet. */
async function founded(count: number) {
  const newest = (await anchors.hours()).at(-1);
  const hour = newest === undefined ? hourOf(new Date().toISOString()) : hoursAfter(newest, 1);
  const clock: Clock = { now: () => `${hour}:10:00.000Z` };
  const identities = {
    ensureSignIn: async (_: string, owner: object) => owner as never,
    provesClient: async () => true,
  };
  const org = newId('organisation');
  const admin = { displayName: 'Ada Admin', email: `admin@${org}.example` };
  const desired = { org, name: `Reseller ${org}`, kind: 'reseller', admin } as const;
  await expectOk(foundOrganisation({ tables: desk.tables, clock, newId, identities }, desired));
  const read = async () => Followed.parse(await desk.tables.get('desk', recordKey(org, org)));
  for (let { timelineSeq } = await read(); timelineSeq < count; timelineSeq += 1) {
    const entry = {
      type: 'organisation.noted',
      actor: { kind: 'customer' },
      at: clock.now(),
      data: { timelineSeq },
    } as const;
    await expectOk(desk.tables.transact(move(await read(), { set: {} }, entry, newId)));
  }
  const { items } = await desk.tables.query({ table: 'timeline', pk: timelineKey(org, org, 1).pk, limit: 50 });
  return {
    org,
    hour,
    entries: items,
    /** Anchors that hour, as if it were over. */
    close: () =>
      anchorHours({ tables: desk.tables, anchors, clock: { now: () => `${hoursAfter(hour, 1)}:07:00.000Z` } }),
  };
}

function verify(org: string) {
  return verifyStage({ stage: 'local', org, aws: desk.cloud.aws });
}

/** Changes an item as somebody with the keys of the store can. */
async function alter(key: { pk: string; sk: string }, set: Fields, table: TableName = 'timeline'): Promise<void> {
  const [[field, value] = []] = Object.entries(set);
  await dynamo.send(
    new UpdateItemCommand({
      TableName: deployed.tables[table],
      Key: marshall(key),
      UpdateExpression: 'SET #field = :value',
      ExpressionAttributeNames: { '#field': `${field}` },
      ExpressionAttributeValues: marshall({ ':value': value }),
    }),
  );
}

async function put(table: TableName, item: Item): Promise<void> {
  await dynamo.send(new PutItemCommand({ TableName: deployed.tables[table], Item: marshall(item) }));
}
