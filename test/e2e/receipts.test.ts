import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { answerPage, type Desk, expectOk, mailedLink, runDueWork, sharedDesk } from '../support/desk.ts';
import { patience } from '../support/patience.ts';
import { pythonVenv } from '../support/python-venv.ts';
import { type Followed, follow } from './follow.ts';
import { sites } from './sites.ts';

const run = promisify(execFile);

let desk: Desk;
let followed: Followed;
let page: string;
let jws: string;
let folder: string;

beforeAll(async () => {
  desk = await sharedDesk();
  folder = await mkdtemp(join(tmpdir(), 'desk-receipts-'));
  followed = await follow(desk, sites['tencent-intl'](desk));
  const { customer, operator, requestId } = followed;
  await followed.request();
  await followed.until('awaiting_customer');
  page = await mailedLink(desk, customer.email);
  await answerPage(page, { verdict: 'confirmed', accountId: customer.uin });
  jws = await vi.waitFor(async () => {
    await runDueWork(desk);
    const read = await expectOk(operator.getLinkRequestConsent({ params: { requestId: requestId() } }));
    const [receipt] = read.json.receipts;
    if (!receipt) throw new Error('no receipt yet');
    return receipt.jws;
  }, patience);
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const verify = (receipt: string, language = 'en') =>
  fetch(`${desk.cloud.deskUrl}/verify`, {
    method: 'POST',
    body: new URLSearchParams({ receipt }),
    headers: { 'accept-language': language },
  });

describe('B10: a receipt signed by the key service', () => {
  test('is on the customer’s own page, and the desk finds it genuine', async () => {
    const own = await fetch(`${page}/receipt`);
    expect(own.status).toBe(200);
    expect(await own.text()).toContain(jws);
    const found = await verify(jws.replace(/.{70}/g, (line) => `${line}\r\n`));
    expect(found.status).toBe(200);
    expect(await found.text()).toContain(followed.customer.uin);
  });

  test('is not found genuine when one byte of it was changed', async () => {
    const [header, payload = '', signature] = jws.split('.');
    const changed = Buffer.from(payload, 'base64url').toString().replace('confirmed', 'confirmee');
    const found = await verify(`${header}.${Buffer.from(changed).toString('base64url')}.${signature}`, 'zh-CN');
    expect(found.status).toBe(422);
    expect(await found.text()).toContain('签名不匹配');
  });

  test.each([
    ['js', 'jose', (script: string) => run(process.execPath, [script], { cwd: folder })],
    ['python', 'PyJWT', async (script: string) => run(await python(), [script], { cwd: folder })],
  ])('is verified without us by the %s of docs/receipts.md, with %s', async (language, _library, start) => {
    await writeFile(join(folder, 'receipt.txt'), `${jws}\n`);
    await symlink(resolve('node_modules'), join(folder, 'node_modules')).catch(() => 'is there');
    const script = join(folder, language === 'js' ? 'verify.mjs' : 'verify.py');
    await writeFile(script, (await example(language)).replaceAll('https://desk.example.com', desk.cloud.deskUrl));
    const { stdout } = await start(script);
    expect(stdout).toContain(followed.customer.uin);
    await writeFile(
      join(folder, 'receipt.txt'),
      jws.replace(/\.(.)/, (_, first) => (first === 'e' ? '.f' : '.e')),
    );
    await expect(start(script)).rejects.toThrow(/verif|signature/i);
  });
});

test('R057: the consent is read by the link that came of it, and its timeline has the hash of the receipt', async () => {
  const { operator, customer } = followed;
  await sites['tencent-intl'](desk).apply(customer);
  const { linkId = 'link_' } = await followed.until('completed');
  const { receipts } = (await expectOk(operator.getLinkConsent({ params: { linkId: linkId as `link_${string}` } })))
    .json;
  expect(receipts.map((one) => one.jws)).toEqual([jws]);
  const timeline = operator.getLinkRequestTimeline({
    params: { requestId: followed.requestId() },
    query: { limit: 100 },
  });
  const entry = (await expectOk(timeline)).json.items.find(({ type }) => type === 'consent.receipted');
  expect(entry?.data).toMatchObject({ receipt: receipts[0]?.id, sha256: receipts[0]?.sha256 });
});

/** The example in a language, as readers of the documentation have it before them. */
async function example(language: string): Promise<string> {
  const [, code] =
    new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(await readFile('docs/receipts.md', 'utf8')) ?? [];
  if (code === undefined) throw new Error(`docs/receipts.md has no example in ${language}`);
  return code;
}

const python = () => pythonVenv('receipts', join(import.meta.dirname, '../support/python/receipts-requirements.txt'));
