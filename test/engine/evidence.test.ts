import { createHash } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultOf } from '../../functions/platform/presigned.ts';
import { s3Evidence } from '../../functions/unbinds/evidence/adapters/evidence-s3.ts';
import type { Evidence } from '../../functions/unbinds/evidence/evidence.ts';
import type { EvidenceStore } from '../../functions/unbinds/evidence/evidence-store.ts';

import { type Cloud, startCloud } from '../support/cloud.ts';

const Bucket = 'evidence-of-a-test';
let cloud: Cloud;
let store: EvidenceStore;
let files = 0;

beforeAll(async () => {
  cloud = await startCloud();
  const s3 = new S3Client(cloud.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket }));
  store = s3Evidence(Bucket, s3);
}, 120_000);

afterAll(() => cloud.close());

function announced(bytes: string): Evidence {
  files += 1;
  return {
    org: 'org_1',
    id: `evd_01k9x3m6h7e8ts5c0v9w1y3z0${files}`,
    unbind: 'ubd_01k9x3m6f2e8ts5c0v9w1y3z5a',
    contentType: 'text/plain',
    bytes: Buffer.byteLength(bytes),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    addedBy: 'mem_1',
    addedAt: '2026-11-21T02:12:00.000Z',
  };
}

async function upload(evidence: Evidence, body: string, more: Record<string, string> = {}) {
  const { url, headers } = await store.uploadOf(evidence);
  return fetch(url, { method: 'PUT', body, headers: { ...headers, ...more } });
}

it('takes a file by the address and the headers that were handed out, and gives it back', async () => {
  const evidence = announced('what the record shows');
  expect(await store.find(evidence)).toBeUndefined();
  expect((await upload(evidence, 'what the record shows')).status).toBe(200);
  expect(faultOf(evidence, await store.find(evidence))).toBeUndefined();
  const address = await store.downloadOf(evidence);
  expect(new URL(address).searchParams.get('response-content-disposition')).toContain('attachment');
  expect(await (await fetch(address)).text()).toBe('what the record shows');
});

it('another file than was announced is not there, or is found out', async () => {
  const evidence = announced('what the record shows');
  await upload(evidence, 'what nobody announced');
  expect(faultOf(evidence, await store.find(evidence))).toMatch(/not_uploaded|another/);
});
