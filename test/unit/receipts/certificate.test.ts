import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certificate } from '../../../functions/receipts/certificate-example.ts';
import { checkReceipt } from '../../../functions/receipts/check-receipt.ts';
import type { PublicKey } from '../../../functions/receipts/ports.ts';
import { receiptsOf } from '../../../functions/receipts/receipt.ts';
import { newEvidence } from '../../../functions/unbinds/evidence/evidence.ts';
import { unbindDesk } from '../../support/unbind-desk.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/receipts/${name}`, import.meta.url), 'utf8');
const golden = fixture('completion.v1.jws').trim();
const { keys } = JSON.parse(fixture('jwks.json')) as { keys: PublicKey[] };
const certificateOf = 'GET /v1/unbinds/{unbindId}/certificate';
const FILE = 'a'.repeat(64);

/** A case that an operator has submitted with a file to show for it; `complete` is the provider's last word. */
async function setup() {
  const desk = await unbindDesk();
  const at = desk.now();
  const member = desk.operator;
  const id = await desk.startUnbind({
    ready: true,
    agreed: true,
    secondPerson: { agreedBy: desk.admin, agreedAt: at },
    declaration: {
      by: member,
      at,
      notice: { name: 'unbind_notice', version: 1, language: 'en', sha256: 'b'.repeat(64) },
      capacity: {
        as: 'agent',
        name: 'Wei Ling Tan',
        basis: 'power of attorney',
        informedOn: '2026-11-01',
        noticeVersion: 1,
      },
      attestations: [{ name: 'customer_agrees', by: member, at }],
    },
    preconditions: [
      {
        name: 'credit_not_negative',
        mode: 'machine',
        result: 'fail',
        found: '-0.01 USD',
        strength: 'asked',
        at,
        overridden: { by: desk.admin, at, reason: 'Settled by bank transfer on the same day' },
      },
    ],
  });
  await desk.settle();
  const evidence = desk.deps.newId('evidence');
  const file = { contentType: 'image/png', bytes: 100, sha256: FILE, addedBy: member, addedAt: at } as const;
  const unbind = desk.unbind(id).id;
  await desk.tables.transact([newEvidence({ org: desk.org, id: evidence, unbind, ...file })]);
  await desk.observe(id, 'submitted', { reference: 'UB-20261102-0042', evidence: [evidence] });
  return {
    ...desk,
    id,
    complete: () => desk.observe(id, 'completed', { observedBy: 'api' }),
    read: () => desk.request(certificateOf, { params: { unbindId: id } }),
    verify: (receipt: string) => desk.request('POST /verify', { form: { receipt } }),
    certificates: () => receiptsOf(desk.tables, desk.org, id),
  };
}

describe('B10: a completed unbind', () => {
  test('has one certificate: what was declared, what was found, and on whose word each step stands', async () => {
    const { id, complete, read, certificates, operator, admin, org, tables, now } = await setup();
    expect((await read()).status).toBe(404);
    await complete();
    const { status, json } = await read();
    const entries = tables.items('timeline').filter(({ subject }) => subject === id);
    const done = entries.find(({ type }) => type === 'unbind.completed');
    expect(status).toBe(200);
    expect(json.certificate.document).toMatchObject({
      kind: 'completion',
      subject: id,
      reseller: { id: org, name: 'Tamarisk Cloud Services Pte. Ltd.' },
      declaration: { by: operator, notice: { version: 1 }, capacity: { as: 'agent', basis: 'power of attorney' } },
      secondPerson: { by: admin, alone: false },
      preconditions: expect.arrayContaining([
        expect.objectContaining({
          name: 'credit_not_negative',
          overridden: expect.objectContaining({ by: admin, reason: 'Settled by bank transfer on the same day' }),
        }),
      ]),
      facts: [
        { kind: 'submitted', observedBy: 'operator', by: operator, reference: 'UB-20261102-0042', evidence: [FILE] },
        { kind: 'completed', observedBy: 'api', at: now() },
      ],
      flags: expect.arrayContaining(['customer_not_seen']),
      completedAt: now(),
      becomes: 'official_website_customer',
      timelineEntry: { id: done?.['id'], seq: done?.['seq'], hash: done?.['hash'] },
    });
    const certified = entries.filter(({ type }) => type === 'unbind.certified');
    expect(certified).toMatchObject([{ data: { receipt: json.certificate.id, sha256: json.certificate.sha256 } }]);
    expect(await certificates()).toHaveLength(1);
  });

  test('names no person in it', async () => {
    const { complete, read } = await setup();
    await complete();
    expect(JSON.stringify((await read()).json)).not.toMatch(/Wei Ling|Mei Hua|@/);
  });

  test('is issued once, however often it is asked for', async () => {
    const { id, org, complete, certificates, work, tables } = await setup();
    await complete();
    const before = tables.items('desk');
    await work.RECEIPTS_WORK_QUEUE({ kind: 'receipt.issue', org, id, at: '2026-11-02T01:30:00.000Z' });
    expect(tables.items('desk')).toEqual(before);
    expect(await certificates()).toHaveLength(1);
  });

  test.each([
    ['en', 'released Customer 1 Pte. Ltd. from its reseller', 'Available credit is not below 0'],
    ['zh-CN', '解除关系', '可用额度不为负'],
  ])('is verified by anybody, who is shown in %s what it says', async (language, lead, check) => {
    const { complete, read, request } = await setup();
    await complete();
    const receipt = (await read()).json.certificate.jws;
    const shown = await request('POST /verify', { form: { receipt }, headers: { 'accept-language': language } });
    expect(shown.status).toBe(200);
    for (const text of [lead, check, 'UB-20261102-0042', FILE, 'Settled by bank transfer on the same day'])
      expect(shown.text).toContain(text);
    expect(shown.text).not.toMatch(/\{\w+\}|<script|undefined|null/);
  });
});

describe('B10: a certificate', () => {
  test('of the first version is genuine for ever', async () => {
    const checked = await checkReceipt(golden, keys);
    expect(checked).toMatchObject({ ok: true, value: { kid: certificate.kid, document: certificate.document } });
    expect(certificate.jws).toBe(golden);
  });

  test('is no longer genuine when one character is any other', async () => {
    const anyOther = fc.constantFrom(...'AZaz09-_.=+/ '.split(''), '\u00e9', '\0');
    await fc.assert(
      fc.asyncProperty(fc.nat(golden.length - 1), anyOther, async (at, other) => {
        fc.pre(golden[at] !== other);
        const changed = `${golden.slice(0, at)}${other}${golden.slice(at + 1)}`;
        expect((await checkReceipt(changed, keys)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
