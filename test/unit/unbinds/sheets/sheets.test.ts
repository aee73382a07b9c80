import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../../functions/kernel/clock.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

/** A case that waits for its submission at the provider, and everything that is done with its sheets. */
async function setup() {
  const desk = await unbindDesk();
  const link = await desk.activeLink();
  const id = await desk.startUnbind({ ready: true, agreed: true }, link);
  await desk.settle();
  const approver = await desk.member('approver');
  const params = { unbindId: id };
  const ago = (seconds: number) => instant(desk.time.now - seconds * 1000);
  const sheet = async (query: Record<string, string> = {}, language?: string) =>
    (
      await desk.request('GET /v1/unbinds/{unbindId}/sheet', {
        params,
        query,
        ...(language && { headers: { 'accept-language': language } }),
      })
    ).json.sheet;
  const tick = async (step: number, json: object = {}, more: { member?: string; key?: string } = {}) => {
    const said = { params: { ...params, step: String(step) }, json, ...more };
    const answer = await desk.request('POST /v1/unbinds/{unbindId}/sheet/steps/{step}', said);
    await desk.settle();
    return answer;
  };
  const confirm = async (member: string, rights: string, json: object = {}) => {
    const answer = await desk.call(id, '/sheet/confirmation', json, { member, rights });
    await desk.settle();
    return answer;
  };
  const record = async (json: object) => {
    const answer = await desk.call(id, '/facts', json);
    await desk.settle();
    return answer;
  };
  /** Ticks all steps but the last with nothing, and the last with what it asks for. */
  const work = async (steps: number, last: object, purpose?: string) => {
    for (let step = 1; step < steps; step += 1) await tick(step, { ...(purpose && { purpose }) });
    return tick(steps, { ...(purpose && { purpose }), ...last });
  };
  const submit = () => work(6, { reference: 'UB-1', time: ago(60) });
  return { ...desk, id, approver, ago, sheet, tick, confirm, record, work, submit, accountId: link.customer.accountId };
}

describe('a run sheet', () => {
  test('B03: says in the language of the one who asks what is to be done where the case stands', async () => {
    const { sheet } = await setup();
    expect(await sheet()).toMatchObject({
      purpose: 'submission',
      language: 'en',
      title: 'Submit the unbinding',
      state: 'open',
      next: 1,
      others: ['refused'],
    });
    expect(await sheet({}, 'zh-TW')).toMatchObject({ language: 'zh-CN', title: '提交解绑申请' });
    expect(await sheet({ language: 'zh-CN', purpose: 'refused' })).toMatchObject({ title: '服务商拒绝了申请' });
  });

  test('R077: the submission counts with the provider’s number and time, and opens the next party’s step only then', async () => {
    const { tick, work, ago, id, unbind, told, operator } = await setup();
    const without = await work(6, { time: ago(60) });
    expect(without.json).toMatchObject({ code: 'invalid_input', errors: [{ field: '/reference' }] });
    expect(unbind(id).status).toBe('awaiting_submission');
    const done = await tick(6, { reference: 'UB-1', time: ago(60) });
    expect(done.json.sheet).toMatchObject({ state: 'done', operator });
    expect(unbind(id)).toMatchObject({
      status: 'awaiting_customer_confirmation',
      reference: 'UB-1',
      submittedAt: ago(60),
    });
    expect(unbind(id).facts).toMatchObject([{ kind: 'submitted', observedBy: 'operator', by: operator }]);
    expect(told(id).filter((type) => type === 'unbind.sheet_ticked')).toHaveLength(5);
  });

  test('B03: takes steps in their order only, and a repeated call once', async () => {
    const { tick, sheet } = await setup();
    const early = await tick(2);
    expect(early).toMatchObject({ status: 409, json: { code: 'sheet_step_not_next', params: { next: 1 } } });
    await tick(1, {}, { key: 'the-very-same-key' });
    const again = await tick(1, {}, { key: 'the-very-same-key' });
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect(await sheet()).toMatchObject({ next: 2 });
  });

  test('R087: a refusal by the provider’s own validation leads back to the remedy, and to a fresh sheet', async () => {
    const { tick, work, ago, id, unbind, observe, sheet } = await setup();
    await tick(1);
    const refused = await work(
      2,
      { condition: 'the account is in a group', time: ago(1), reference: 'M-7' },
      'refused',
    );
    expect(refused.status).toBe(200);
    expect(unbind(id)).toMatchObject({ status: 'awaiting_remedy', blocker: 'the account is in a group' });
    await observe(id, 'submitted', { observedBy: 'api', reference: 'UB-2' });
    expect((await sheet({ purpose: 'refused' })).number).toBe(2);
  });

  test('a case in which nobody has anything to do in a console has no sheet', async () => {
    const { submit, observe, id, request } = await setup();
    await submit();
    await observe(id, 'customer_rejected', { reference: 'M-8' });
    const none = await request('GET /v1/unbinds/{unbindId}/sheet', { params: { unbindId: id } });
    const params = { status: 'rejected_by_customer', sheets: 'none' };
    expect(none).toMatchObject({ status: 409, json: { code: 'sheet_not_now', params } });
  });

  test('B03: what has become of the customer counts once somebody else has confirmed it', async () => {
    const { submit, observe, work, confirm, ago, id, unbind, operator, approver, sheet } = await setup();
    await submit();
    await observe(id, 'customer_confirmed', { reference: 'M-1' });
    const last = { choice: 'unbound', time: ago(5), reference: 'M-2' };
    const waiting = await work(3, last, 'completion');
    expect(waiting.json.sheet).toMatchObject({ state: 'awaiting_second_person' });
    expect(unbind(id).completedAt).toBeUndefined();
    expect(await confirm(operator, 'operator approver', { purpose: 'completion' })).toMatchObject({
      status: 403,
      json: { code: 'self_approval' },
    });
    expect(await sheet({ purpose: 'completion' })).toMatchObject({ state: 'awaiting_second_person' });
    const confirmed = await confirm(approver, 'approver', { purpose: 'completion' });
    expect(confirmed.json.sheet).toMatchObject({ state: 'done', confirmed: { by: approver } });
    expect(unbind(id)).toMatchObject({ status: 'completed' });
  });

  test('a sheet whose steps are not done can not be confirmed', async () => {
    const { submit, observe, tick, confirm, id, approver } = await setup();
    await submit();
    await observe(id, 'customer_confirmed', { reference: 'M-1' });
    await tick(1, { purpose: 'completion' });
    const early = await confirm(approver, 'approver', { purpose: 'completion' });
    expect(early).toMatchObject({ status: 409, json: { code: 'not_allowed_now' } });
  });
});

describe('a fact that somebody records', () => {
  test('R091: the customer’s yes at the provider moves the case on, with a reference', async () => {
    const { submit, record, ago, id, unbind } = await setup();
    await submit();
    const bare = await record({ kind: 'customer_confirmed', at: ago(10) });
    expect(bare.json).toMatchObject({ code: 'invalid_input', errors: [{ field: '/reference' }] });
    await record({ kind: 'customer_confirmed', at: ago(10), reference: 'MSG-88120' });
    expect(unbind(id).status).toBe('awaiting_initiator');
  });

  test('what nothing undoes goes by its sheet', async () => {
    const { submit, record, ago } = await setup();
    await submit();
    const refused = await record({ kind: 'completed', at: ago(10), reference: 'M-9' });
    expect(refused).toMatchObject({ status: 409, json: { code: 'sheet_needed', params: { purpose: 'completion' } } });
  });

  test('R140: a confirmation after the end takes the case up again', async () => {
    const { submit, observe, record, ago, id, unbind } = await setup();
    await submit();
    await observe(id, 'customer_rejected', { reference: 'M-1' });
    expect(unbind(id).status).toBe('rejected_by_customer');
    const late = await record({ kind: 'customer_confirmed', at: ago(1), reference: 'M-2' });
    expect(late.status).toBe(200);
    expect(unbind(id)).toMatchObject({ live: true, flags: expect.arrayContaining(['after_end']) });
  });

  test('R096: of a case that is final it is known, and changes nothing', async () => {
    const { submit, observe, record, ago, id, unbind } = await setup();
    await submit();
    await observe(id, 'completed', { observedBy: 'api' });
    expect(unbind(id).status).toBe('completed');
    const late = await record({ kind: 'withdrawn', at: ago(1), reference: 'M-2' });
    expect(late.status).toBe(200);
    expect(unbind(id)).toMatchObject({
      status: 'completed',
      facts: expect.arrayContaining([expect.objectContaining({ kind: 'withdrawn' })]),
    });
  });

  test('nothing is recorded of what lies ahead', async () => {
    const { submit, record, ago } = await setup();
    await submit();
    const ahead = await record({ kind: 'customer_confirmed', at: ago(-60), reference: 'M-2' });
    expect(ahead.json).toMatchObject({ errors: [{ field: '/at', code: 'in_future' }] });
  });
});

describe('evidence', () => {
  const bytes = Buffer.from('%PDF-1.7 a letter');
  const announced = {
    contentType: 'application/pdf',
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    redacted: true,
  };

  async function added(more: object = {}) {
    const desk = await setup();
    await desk.submit();
    const answer = await desk.call(desk.id, '/evidence', { ...announced, ...more });
    const evidence = answer.json.evidence;
    const params = { unbindId: desk.id, evidenceId: evidence?.id };
    return {
      ...desk,
      answer,
      evidence,
      put: (content: Uint8Array, type = announced.contentType) =>
        desk.deps.evidence.put({ org: desk.org, unbind: desk.id, id: evidence.id }, content, type),
      use: () => desk.record({ kind: 'customer_confirmed', at: desk.ago(1), evidence: [evidence.id] }),
      get: (rights: string) => desk.request('GET /v1/unbinds/{unbindId}/evidence/{evidenceId}', { params, rights }),
    };
  }

  test('B03: is announced, uploaded by the caller, and proves a fact once it is what was announced', async () => {
    const { answer, evidence, put, use, get, id, unbind, now } = await added();
    expect(answer).toMatchObject({ status: 201, json: { upload: { method: 'PUT' } } });
    expect((await get('auditor')).json).not.toHaveProperty('download');
    put(bytes);
    expect((await use()).status).toBe(200);
    expect(unbind(id).facts.at(-1)).toMatchObject({ evidence: [evidence.id] });
    const seen = await get('auditor');
    expect(seen.json).toMatchObject({ evidence: { verifiedAt: now() }, download: { url: expect.any(String) } });
  });

  test.each([
    ['not_uploaded', () => undefined],
    ['another_size', (put: (content: Uint8Array) => void) => put(Buffer.from('%PDF-1.7 another letter'))],
    ['another_type', (put: (content: Uint8Array, type: string) => void) => put(bytes, 'text/html')],
    ['another_checksum', (put: (content: Uint8Array) => void) => put(Buffer.from('%PDF-1.7 a lettre'))],
  ])('B03: does not count where it is %s', async (because, act) => {
    const { put, use, id, unbind } = await added();
    act(put);
    expect(await use()).toMatchObject({ status: 409, json: { code: 'evidence_unfit', params: { because } } });
    expect(unbind(id).status).toBe('awaiting_customer_confirmation');
  });

  test('of another case proves nothing here', async () => {
    const { put, evidence, startUnbind, settle, call, ago } = await added();
    put(bytes);
    const other = await startUnbind({ ready: true, agreed: true });
    await settle();
    const used = await call(other, '/facts', {
      kind: 'submitted',
      at: ago(1),
      reference: 'UB-2',
      evidence: [evidence.id],
    });
    expect(used.json).toMatchObject({ code: 'evidence_unfit', params: { because: 'unknown' } });
  });

  test.each([{ contentType: 'text/html' }, { bytes: 11 * 1024 * 1024 }, { redacted: false }, { sha256: 'not-a-hash' }])(
    'is refused as %j',
    async (more) => {
      const { answer } = await added(more);
      expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_input' } });
    },
  );

  test('is not shown to those who only enter drafts', async () => {
    const { get } = await added();
    expect((await get('enter')).status).toBe(403);
  });
});
