import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Money } from '../../../functions/kernel/money.ts';
import { filesOf } from '../../../functions/receipts/build-completion.ts';
import type { Evidence } from '../../../functions/unbinds/evidence/evidence.ts';
import { clearPreconditions } from '../../support/clear-preconditions.ts';
import { DAY } from '../../support/link-desk.ts';
import { unbindDesk } from '../../support/unbind-desk.ts';

async function setup() {
  const desk = await unbindDesk();
  const link = await desk.activeLink({ linkedAt: null });
  const { accountId } = link.customer;
  const credit = (amount: string) => {
    const customer = desk.provider.customers.get(accountId);
    if (!customer) throw new Error('no customer');
    desk.provider.customers.set(accountId, { ...customer, creditAvailable: Money.of(amount, 'USD') });
  };
  credit('0.00');
  const approver = await desk.member('approver');
  const started = async () => {
    const id = await desk.startUnbind({}, link);
    await desk.pass(120);
    return id;
  };
  const agree = (id: string) =>
    desk.call(id, '/second-person', { verdict: 'agree' }, { member: approver, rights: 'approver' });
  /** As far as the provider's own look, with a card bound. */
  const bound = async () => {
    const id = await started();
    await agree(id);
    await desk.settle();
    for (const kind of ['submitted', 'customer_confirmed'] as const)
      await desk.observe(id, kind, { reference: 'UB-1' });
    await desk.call(id, '/take-up');
    await desk.settle();
    await desk.observe(id, 'card_bound', { reference: 'UB-1' });
    return id;
  };
  const stands = (id: string, name: string) => desk.unbind(id).preconditions.find((one) => one.name === name);
  return { ...desk, on: link, credit, approver, started, agree, bound, stands };
}

describe('looking again while the application is live', () => {
  test('R094: a condition that breaks after the card is bound is listed, and the case waits on as before', async () => {
    const desk = await setup();
    const id = await desk.bound();
    expect(desk.unbind(id)).toMatchObject({ status: 'awaiting_completion', ready: true });
    desk.credit('-0.01');
    await desk.pass(DAY + 60);
    expect(desk.unbind(id)).toMatchObject({ status: 'awaiting_completion', ready: false });
    expect(desk.stands(id, 'credit_not_negative')).toMatchObject({ result: 'fail', found: '-0.01 USD' });
    const told = desk.lastTold(id, 'unbind.noted')?.['data'];
    expect(told).toMatchObject({ ready: false });
    expect(JSON.stringify(told)).not.toContain('0.01');
  });

  test('R094: what the provider completes although our look was red is recorded and flagged', async () => {
    const desk = await setup();
    const id = await desk.bound();
    desk.credit('-0.01');
    expect((await desk.call(id, '/recheck')).status).toBe(202);
    await desk.pass(60);
    expect(desk.unbind(id).ready).toBe(false);
    await desk.observe(id, 'completed', { reference: 'UB-1' });
    expect(desk.unbind(id)).toMatchObject({ status: 'completed', flags: expect.arrayContaining(['checks_red']) });
  });

  test('a provider that is down is waited for: nothing turns red by that', async () => {
    const desk = await setup();
    const id = await desk.bound();
    desk.provider.goDown();
    await desk.call(id, '/recheck');
    await desk.pass(600);
    expect(desk.unbind(id).ready).toBe(true);
    desk.provider.comeBack();
    desk.credit('-0.01');
    await desk.pass(600);
    expect(desk.unbind(id).ready).toBe(false);
  });

  test('before anything is live there is nothing to look at again', async () => {
    const desk = await setup();
    const id = await desk.started();
    expect((await desk.call(id, '/recheck')).json.code).toBe('not_allowed_now');
  });
});

describe('saying anew what was found', () => {
  test('R082: a new reason to go on without credit is agreed to by the second person anew', async () => {
    const desk = await setup();
    desk.credit('-0.01');
    const id = await desk.started();
    expect(desk.unbind(id).status).toBe('awaiting_remedy');
    const overrides = [{ check: 'credit_not_negative', reason: 'Settled by the final invoice' }];
    expect((await desk.call(id, '/conditions', { overrides })).status).toBe(200);
    await desk.call(id, '/check');
    await desk.pass(60);
    expect(desk.unbind(id)).toMatchObject({ status: 'awaiting_second_person', agreed: false });
    expect(desk.stands(id, 'credit_not_negative')).toMatchObject({ overridden: { reason: overrides[0]?.reason } });
  });

  test('R084: refused by the provider for a group, left it, attested so, and submitted again', async () => {
    const desk = await setup();
    const id = await desk.started();
    await desk.agree(id);
    await desk.settle();
    await desk.observe(id, 'refused_at_submission', { condition: 'in_organization' });
    expect(desk.unbind(id).status).toBe('awaiting_remedy');
    const say = (found: string) =>
      desk.call(id, '/conditions', { conditions: [{ check: 'not_in_group', found, note: 'Mail, ticket 4712' }] });
    await say('member');
    await desk.call(id, '/check');
    await desk.pass(60);
    expect(desk.unbind(id).status).toBe('awaiting_remedy');
    expect(desk.stands(id, 'not_in_group')).toMatchObject({ remedy: { text: 'not_in_group.member' } });
    await say('clear');
    await desk.call(id, '/check');
    await desk.pass(60);
    expect(desk.unbind(id).status).toBe('awaiting_submission');
  });
});

describe('the look before the second person', () => {
  test('a provider that is down is waited for an hour; then what it did not say is unknown and somebody is asked', async () => {
    const desk = await setup();
    desk.provider.goDown();
    const words = clearPreconditions(desk.operator, desk.now()).filter(({ name }) => name !== 'not_frozen');
    const id = await desk.startUnbind({ preconditions: words }, desk.on);
    await desk.pass(120);
    expect(desk.unbind(id).status).toBe('checking');
    await desk.pass(2 * 3600);
    expect(desk.unbind(id).status).toBe('awaiting_remedy');
    expect(desk.stands(id, 'not_frozen')).toMatchObject({ mode: 'unknown', result: 'unknown' });
  });

  test('back within the hour it goes on as if nothing had been', async () => {
    const desk = await setup();
    desk.provider.goDown();
    const id = await desk.started();
    desk.provider.comeBack();
    await desk.pass(600);
    expect(desk.unbind(id).status).toBe('awaiting_second_person');
  });
});

describe('R082: what was attested is proved by files', () => {
  const bytes = Buffer.from('group: none');
  const file = { contentType: 'text/plain', bytes: bytes.byteLength, sha256: sha256(bytes), redacted: true };
  const setupWithFile = async () => {
    const desk = await setup();
    const id = await desk.started();
    const { json } = await desk.call(id, '/evidence', file);
    const evidence: Evidence['id'] = json.evidence.id;
    const upload = () =>
      desk.deps.evidence.put({ org: desk.org, unbind: json.evidence.unbind, id: evidence }, bytes, 'text/plain');
    const prove = (check: string) =>
      desk.request('POST /v1/unbinds/{unbindId}/conditions/{check}/evidence', {
        params: { unbindId: id, check },
        json: { evidence: [evidence] },
      });
    return { ...desk, id, evidence, upload, prove };
  };

  test('each held against what was announced, kept when the desk looks again, and named by the certificate', async () => {
    const { id, evidence, upload, prove, stands, call, pass, lastTold, unbind } = await setupWithFile();
    expect((await prove('not_in_group')).json).toMatchObject({ code: 'evidence_unfit' });
    upload();
    expect((await prove('not_in_group')).status).toBe(200);
    expect((await prove('not_in_group')).status).toBe(200);
    expect(stands(id, 'not_in_group')?.attested?.evidence).toEqual([evidence]);
    expect(lastTold(id, 'unbind.condition_proved')?.['data']).toEqual({ check: 'not_in_group', evidence: [evidence] });
    await call(id, '/recheck');
    await pass(60);
    expect(stands(id, 'not_in_group')?.attested?.evidence).toEqual([evidence]);
    expect(filesOf(unbind(id))).toEqual([evidence]);
  });

  test('what a machine reads is nobody’s word, so it has no files', async () => {
    const { upload, prove } = await setupWithFile();
    upload();
    expect((await prove('credit_not_negative')).json).toMatchObject({ errors: [{ code: 'not_attested' }] });
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
