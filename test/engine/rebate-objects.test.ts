import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultOf } from '../../functions/platform/presigned.ts';
import { s3Objects } from '../../functions/rebates/adapters/objects-s3.ts';
import { NoSuchObject, type RebateObjects } from '../../functions/rebates/objects.ts';
import { type Cloud, startCloud } from '../support/cloud.ts';

const Bucket = 'rebates-of-a-test';
let cloud: Cloud;
let objects: RebateObjects;

beforeAll(async () => {
  cloud = await startCloud();
  const s3 = new S3Client(cloud.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket }));
  objects = s3Objects(Bucket, s3);
}, 120_000);

afterAll(() => cloud.close());

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
}

it('puts an object once, from one piece or many, and never over one that is there', async () => {
  expect(await objects.putNew('a/snapshots/1', pieces('two ', 'pieces'))).toBe(true);
  expect(await objects.putNew('a/snapshots/1', Buffer.from('another'))).toBe(false);
  expect(String(await buffer(await objects.read('a/snapshots/1')))).toBe('two pieces');
});

it('says that there is no such object, before anything of it is read', async () => {
  await expect(objects.read('a/nothing')).rejects.toThrow(NoSuchObject);
  expect(await objects.find('a/nothing')).toBeUndefined();
});

it('R136: takes the file that was announced by its signed address, and hands it out by another under its own name', async () => {
  const text = 'Record ID,金额\nA1,12.50\n';
  const sha256 = createHash('sha256').update(text).digest('hex');
  const announced = { contentType: 'text/csv', bytes: Buffer.byteLength(text), sha256 };
  const { url, headers } = await objects.uploadOf('a/originals/1', announced);
  expect((await fetch(url, { method: 'PUT', body: text, headers })).status).toBe(200);
  expect(faultOf(announced, await objects.find('a/originals/1'))).toBeUndefined();
  const download = await objects.downloadOf('a/originals/1', { fileName: '返利 10.csv', contentType: 'text/csv' });
  const asked = new URL(download).searchParams;
  expect(asked.get('response-content-disposition')).toBe(`attachment; filename*=UTF-8''%E8%BF%94%E5%88%A9%2010.csv`);
  expect(asked.get('X-Amz-Expires')).toBe('900');
  expect(await (await fetch(download)).text()).toBe(text);
});
