import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Logger } from '@aws-lambda-powertools/logger';
import { afterAll, describe, expect, test } from 'vitest';
import { httpGroup } from '../../../functions/platform/http.ts';
import { referenceOperations } from '../../../functions/reference/contract.ts';
import { referenceFiles } from '../../../functions/reference/files.ts';
import { referenceHandlers } from '../../../functions/reference/http/handlers.ts';
import { writeReferenceFiles } from '../../../infra/reference-files.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-reference-'));
writeReferenceFiles(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const group = httpGroup(
  referenceOperations,
  referenceHandlers(referenceFiles(folder)),
  new Logger({ logLevel: 'SILENT' }),
);

async function get(routeKey: string, file?: string, accepts = 'gzip, deflate, br') {
  const event = apiEvent(routeKey, { ...(file && { params: { file } }), headers: { 'accept-encoding': accepts } });
  const { statusCode, headers = {}, body = '', isBase64Encoded } = await group(event, lambdaContext());
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
  return { status: statusCode, headers, text, sent: body.length };
}

const page = await get('GET /reference');
const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');

describe('the API reference', () => {
  test('loads its script and style from the desk alone', () => {
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(loaded.filter((address) => !/^\/(?!\/)/.test(address))).toEqual(['data:,']);
    expect(loaded).toHaveLength(6);
    expect(page.text).not.toContain('://');
    expect(page.text).not.toMatch(/<script>|<style| style=| on\w+=/);
  });

  test('may not load, run or call anything else', () => {
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toMatch(/https?:|unsafe|\*/);
  });

  test('is not validated by the viewer’s maker', async () => {
    const start = await get('GET /reference/{file}', loaded.at(-1)?.slice('/reference/'.length));
    expect(start.text).toContain('validatorUrl: null');
    expect(start.text).not.toContain('://');
  });

  test('has files that browsers keep for ever, each of the type that it says', async () => {
    const files = loaded.filter((address) => address.startsWith('/reference/'));
    const answers = await Promise.all(
      files.map((file) => get('GET /reference/{file}', file.slice('/reference/'.length))),
    );
    expect(answers.map(({ status, headers }) => [status, headers['content-type'], headers['cache-control']])).toEqual(
      ['text/css', 'text/javascript', 'text/javascript'].map((type) => [
        200,
        `${type}; charset=utf-8`,
        'public, max-age=31536000, immutable',
      ]),
    );
    expect(files.every((file) => /\.[0-9a-f]{12}\.(css|js)$/.test(file))).toBe(true);
  });

  test('is unpacked for who can not do it, within the 6 MB that a function may answer', async () => {
    const bundle = loaded.find((address) => address.includes('bundle'))?.slice('/reference/'.length);
    const [packed, plain] = [
      await get('GET /reference/{file}', bundle),
      await get('GET /reference/{file}', bundle, 'identity'),
    ];
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.text).toBe(packed.text);
    expect(packed.sent).toBeLessThan(1_000_000);
    expect(plain.sent).toBeLessThan(6_000_000);
  });

  test.each(['../index.js', 'openapi.json', 'nothing.js', '', '__proto__'])('has no file %j', async (file) => {
    expect(await get('GET /reference/{file}', file)).toMatchObject({ status: file === '' ? 400 : 404 });
  });

  test('shows the document that docs/generated has', async () => {
    const served = await get('GET /openapi.json', undefined, '');
    const generated = readFileSync(new URL('../../../docs/generated/openapi.json', import.meta.url), 'utf8');
    expect(served).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(served.text)).toEqual(JSON.parse(generated));
  });
});
