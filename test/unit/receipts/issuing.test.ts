import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readDecision } from '../../../functions/decisions/change-decision.ts';
import { consentText } from '../../../functions/decisions/consent-text.ts';
import { checkReceipt } from '../../../functions/receipts/check-receipt.ts';
import { issueReceipt } from '../../../functions/receipts/issue-receipt.ts';
import { receiptsOf } from '../../../functions/receipts/receipt.ts';
import type { IssueDeps } from '../../../functions/receipts/sign-receipt.ts';
import { linkDesk } from '../../support/link-desk.ts';
import { memoryKey } from '../../support/memory-keys.ts';

const consentOf = 'GET /v1/link-requests/{requestId}/consent';
const linkConsent = 'GET /v1/links/{linkId}/consent';

/** A customer who has been asked; `yes` is its answer, after which the receipt is due. */
const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  const ref = { org: desk.org, subject: id, kind: 'customer', round: 1 } as const;
  const receipts = () => receiptsOf(desk.tables, desk.org, id);
  const told = () => desk.told(id).filter((type) => type === 'consent.receipted');
  return { desk, id, ref, receipts, told };
};

describe('B10: a customer’s yes', () => {
  test('is followed by one receipt, which says who agreed to what, in which words', async () => {
    const { desk, id, ref, receipts, told } = await setup();
    await desk.sayYes();
    await desk.settle();
    const [receipt, ...more] = await receipts();
    expect([more, told()]).toEqual([[], ['consent.receipted']]);
    const checked = await checkReceipt(receipt?.jws ?? '', [desk.signer.publicKey]);
    const decision = await readDecision(desk.tables, ref);
    const entries = desk.tables.items('timeline').filter(({ subject }) => subject === id);
    const answered = entries.find(({ type }) => type === 'decision.recorded');
    const text = consentText(decision?.question ?? ({} as never), 'en');
    expect(checked).toMatchObject({
      ok: true,
      value: {
        kid: receipt?.kid,
        document: {
          kind: 'consent',
          schemaVersion: 1,
          id: receipt?.id,
          issuer: 'https://desk.example',
          reseller: { id: desk.org, name: 'Tamarisk Cloud Services Pte. Ltd.' },
          provider: { site: 'tencent-intl', partnerId: desk.account.partnerId },
          customer: { name: 'Lantern Logistics Pte. Ltd.', accountId: '200098765432' },
          subject: id,
          relationship: { types: ['billing'], scope: { access: 'read_only' }, changes: null },
          text: { name: 'link_consent', version: 1, language: 'en', sha256: text.sha256, lines: text.lines },
          decision: { round: 1, decidedAt: decision?.decidedAt, how: 'one_time_link', observedBy: 'customer' },
          items: [
            { item: 'account_identifier', result: 'typed_and_equal' },
            { item: 'billing', result: 'agreed' },
            { item: 'access.read_only', result: 'agreed' },
          ],
          timelineEntry: { id: answered?.['id'], seq: answered?.['seq'], hash: answered?.['hash'] },
        },
      },
    });
    const sha256 = createHash('sha256')
      .update(receipt?.jws ?? '')
      .digest('hex');
    expect(entries.find(({ type }) => type === 'consent.receipted')).toMatchObject({
      actor: { kind: 'desk', part: 'receipts' },
      data: { kind: 'customer', round: 1, receipt: receipt?.id, sha256 },
    });
  });

  test('has a receipt without any person in it', async () => {
    const { desk, receipts } = await setup();
    await desk.sayYes();
    await desk.settle();
    const [, payload = ''] = (await receipts())[0]?.jws.split('.') ?? [];
    const said = Buffer.from(payload, 'base64url').toString();
    expect(said).toContain('Lantern Logistics');
    for (const person of ['Mei Tan', 'it@', '@', 'mem_', desk.letters[0]?.token ?? ''])
      expect(said).not.toContain(person);
  });

  test('has one receipt, wherever its worker dies, and however often the work comes', async () => {
    const died: string[] = [];
    for (let call = 1; ; call += 1) {
      const { desk, ref, receipts, told } = await setup();
      await desk.sayYes();
      const whole = { ...desk.deps, signer: desk.signer, issuer: 'https://desk.example' };
      const dying = diesAt(call, whole);
      const outcome = await issueReceipt(dying.deps, ref).catch(() => 'died');
      expect((await receipts()).length).toBe(told().length);
      await issueReceipt(whole, ref);
      expect(await issueReceipt(whole, ref)).toBe('not_needed');
      expect([(await receipts()).length, told().length]).toEqual([1, 1]);
      if (outcome === 'issued') break;
      died.push(dying.at());
    }
    expect([...new Set(died)].toSorted()).toEqual(
      ['after transact', 'before get', 'before key', 'before query', 'before sign', 'before transact'].toSorted(),
    );
  });

  test('has one receipt when two workers issue it at once', async () => {
    const { desk, ref, receipts, told } = await setup();
    await desk.sayYes();
    const deps = { ...desk.deps, signer: desk.signer, issuer: 'https://desk.example' };
    const both = await Promise.all([issueReceipt(deps, ref), issueReceipt(deps, ref)]);
    expect(both.toSorted()).toEqual(['issued', 'not_needed']);
    expect([(await receipts()).length, told().length]).toEqual([1, 1]);
  });

  test('has its receipt although the machine moves the request on meanwhile', async () => {
    const { desk, ref, receipts, id } = await setup();
    await desk.sayYes();
    const deps = { ...desk.deps, signer: desk.signer, issuer: 'https://desk.example' };
    desk.tables.raceNext(() => desk.cancel(id));
    expect(await issueReceipt(deps, ref)).toBe('issued');
    expect(await receipts()).toHaveLength(1);
  });

  test('has none while what the key service signs can not be verified', async () => {
    const { desk, ref, receipts } = await setup();
    await desk.sayYes();
    const other = await memoryKey();
    const deps = { ...desk.deps, signer: { ...desk.signer, sign: other.sign }, issuer: 'https://desk.example' };
    await expect(issueReceipt(deps, ref)).rejects.toThrow('wrong_signature');
    expect(await receipts()).toEqual([]);
  });

  test('is all that has a receipt: a no has none', async () => {
    const { desk, ref, receipts } = await setup();
    await desk.answer({ verdict: 'rejected', reason: 'not now' });
    await desk.settle();
    const deps = { ...desk.deps, signer: desk.signer, issuer: 'https://desk.example' };
    expect(await issueReceipt(deps, ref)).toBe('not_needed');
    expect(await receipts()).toEqual([]);
  });
});

describe('R057: the customer’s consent is read', () => {
  test('by its request, and by the link that came of it', async () => {
    const { desk, id } = await setup();
    const none = await desk.request(consentOf, { params: { requestId: id }, rights: 'follow-up' });
    expect(none).toMatchObject({ status: 200, json: { receipts: [] } });
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(desk.wish.customer.accountId);
    await desk.pass(61);
    const { linkId = '' } = desk.record(id);
    const byLink = await desk.request(linkConsent, { params: { linkId }, rights: 'auditor' });
    const byRequest = await desk.request(consentOf, { params: { requestId: id }, rights: 'operator' });
    expect(byLink.status).toBe(200);
    expect(byLink.json).toEqual(byRequest.json);
    const [receipt] = byLink.json.receipts;
    expect(receipt).toMatchObject({ kind: 'consent', document: { subject: id } });
    expect((await checkReceipt(receipt.jws, [desk.signer.publicKey])).ok).toBe(true);
  });

  test('for a change of the link, too, by the link and by the request that asked for it', async () => {
    const { desk, linkId, id } = await changed();
    const byLink = await desk.request(linkConsent, { params: { linkId } });
    expect(byLink.json.receipts).toHaveLength(2);
    expect(byLink.json.receipts[1].document).toMatchObject({
      subject: id,
      text: { name: 'change_consent' },
      relationship: { changes: linkId, scope: { access: 'manage', services: ['cvm'] } },
    });
    const byRequest = await desk.request(consentOf, { params: { requestId: id } });
    expect(byRequest.json.receipts).toEqual([byLink.json.receipts[1]]);
  });

  test('by nobody of another organisation', async () => {
    const { desk, id } = await setup();
    await desk.sayYes();
    await desk.settle();
    const answer = await desk.request(consentOf, { params: { requestId: id }, org: desk.other.org });
    expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });
});

/** A link whose customer has also agreed to a change. */
async function changed() {
  const desk = await linkDesk();
  const approver = await desk.member('approver');
  const gathered = [...desk.wish.gathered, 'access_agreement'];
  const scope = { access: 'read_only', services: ['cvm'], projects: [], regions: [], confirmEach: [] };
  const wish = {
    ...desk.wish,
    types: ['billing', 'provisioning'],
    gathered,
    scope: { ...scope, agreement: 'MSA-114' },
  };
  const first = (await desk.request('POST /v1/link-requests', { json: wish })).json.linkRequest.id;
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  desk.provider.apply(desk.wish.customer.accountId);
  await desk.pass(61);
  const { linkId = '' } = desk.record(first);
  const more = { ...wish.scope, access: 'manage', because: 'we run their servers for them' };
  const json = {
    change: { scope: more },
    reason: 'the managed tier',
    gathered,
    confirm: { customer: true, types: true },
  };
  const asked = await desk.request('POST /v1/links/{linkId}/changes', { params: { linkId }, json });
  const id: string = asked.json.linkRequest.id;
  await desk.settle();
  await desk.decide(id, 'second-person', { verdict: 'agree', lastFour: '5432' }, approver);
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  return { desk, linkId, id };
}

/** A worker that dies before its nth call of the store or the key service, or after the store has written. */
function diesAt(nth: number, { tables, signer, ...deps }: IssueDeps) {
  let count = 0;
  let at = '';
  const dies = (where: string) => {
    count += 1;
    if (count !== nth) return;
    at = where;
    throw new Error('killed');
  };
  const before =
    <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      dies(`before ${name}`);
      return call(...args);
    };
  const transact: typeof tables.transact = async (intents) => {
    dies('before transact');
    const written = await tables.transact(intents);
    dies('after transact');
    return written;
  };
  const dying = {
    ...tables,
    get: before('get', (...of: Parameters<typeof tables.get>) => tables.get(...of)),
    query: before('query', (...of: Parameters<typeof tables.query>) => tables.query(...of)),
    transact,
  };
  const signs = { key: before('key', signer.key), sign: before('sign', signer.sign) };
  return { deps: { ...deps, tables: dying, signer: signs }, at: () => at };
}
