import { describe, expect, test } from 'vitest';
import { readAgreement } from '../../../functions/unbinds/completion/agreement.ts';
import { DAY } from '../../support/link-desk.ts';
import { type UnbindDesk, unbindDesk } from '../../support/unbind-desk.ts';

/** A case whose provider completes next. */
async function setup(more: Parameters<UnbindDesk['startUnbind']>[0] = {}) {
  const desk = await unbindDesk();
  const id = await desk.startUnbind({ agreed: true, ...more });
  await desk.settle();
  const { link } = desk.unbind(id);
  return { ...desk, id, linkId: link };
}

/** Sees a completion, without letting the machine work on it yet. */
const completed = (desk: UnbindDesk, id: string) => desk.see(id, 'completed', { observedBy: 'api' });

describe('completion', () => {
  test('R095: sets customer, agreement, link and lock in one transaction, the agreement as a record of its own', async () => {
    const desk = await setup();
    const { id, linkId, tables, unbind, org, settle, link, lockOf } = desk;
    expect(await readAgreement(tables, org, linkId)).toBeUndefined();
    await completed(desk, id);
    tables.calls.splice(0);
    await settle();
    const record = unbind(id);
    const since = record.completedAt;
    expect(record).toMatchObject({ status: 'completed', live: false, reached: 'completed' });
    expect(await link(linkId)).toMatchObject({
      status: 'unbound',
      readyToProvision: false,
      unbound: { since, unbind: id, becomes: 'official_website_customer' },
    });
    expect(await readAgreement(tables, org, linkId)).toEqual({ link: linkId, status: 'invalid', since, unbind: id });
    expect(await lockOf(record)).toEqual({ environment: 'production' });

    const writes = tables.calls.flatMap((call) => (call.op === 'transact' ? [call.intents] : []));
    const ofLink = writes.filter((intents) => intents.some(({ key }) => key.sk === 'AGREEMENT'));
    expect(ofLink).toHaveLength(1);
    const touched = ofLink[0]?.map(({ key }) => key.pk) ?? [];
    for (const part of [id, linkId, '#LOCK#']) expect(touched.some((pk) => pk.includes(part))).toBe(true);
  });

  test('R095: nothing of it happens where one part can not, and all of it once that is mended', async () => {
    const desk = await setup();
    const { id, linkId, tables, unbind, settle, link, org } = desk;
    await completed(desk, id);
    const taken = desk.item(linkId);
    tables.seed('desk', { ...taken, status: 'unbound' });
    await expect(settle()).resolves.toBeUndefined();
    expect(unbind(id).status).toBe('completing');
    expect(await readAgreement(tables, org, linkId)).toBeUndefined();
    tables.seed('desk', taken);
    await desk.pass(DAY);
    expect(unbind(id).status).toBe('completed');
    expect((await link(linkId)).status).toBe('unbound');
  });

  test('R094: what the provider completes while our own check is red is recorded and marked, never denied', async () => {
    const { id, observe, unbind } = await setup();
    await observe(id, 'submitted', { reference: 'UB-1' });
    await observe(id, 'blocked', { condition: 'negative credit' });
    expect(unbind(id)).toMatchObject({
      ready: false,
      blocker: 'negative credit',
      status: 'awaiting_customer_confirmation',
    });
    await observe(id, 'completed', { observedBy: 'api' });
    expect(unbind(id)).toMatchObject({ status: 'completed' });
    expect(unbind(id).flags).toEqual(['checks_red', 'customer_not_seen']);
  });

  test('R095: a change of the link that was open finds that there is no link any more', async () => {
    const desk = await unbindDesk();
    const requested = await desk.ask();
    await desk.settle();
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(desk.wish.customer.accountId);
    await desk.pass(61);
    const { linkId = '' } = desk.record(requested);
    const json = {
      change: {
        types: ['billing', 'provisioning'],
        scope: {
          access: 'read_only',
          services: ['cvm'],
          projects: [],
          regions: [],
          confirmEach: [],
          agreement: 'MSA-1',
        },
      },
      reason: 'they booked another tier',
      gathered: [...desk.wish.gathered, 'access_agreement'],
      confirm: { customer: true, types: true },
    };
    const asked = await desk.request('POST /v1/links/{linkId}/changes', {
      params: { linkId },
      json,
    });
    expect(asked.status).toBe(202);
    const change: string = asked.json.linkRequest.id;
    await desk.settle();
    expect(desk.record(change).status).toBe('awaiting_customer');

    const id = await desk.startUnbind({ origin: 'customer' }, await desk.link(linkId));
    await desk.settle();
    await desk.observe(id, 'completed', { observedBy: 'api' });
    expect(await desk.link(linkId)).toMatchObject({ status: 'unbound', types: ['billing'] });
    await desk.sayYes();
    await desk.pass(DAY);
    expect(desk.record(change).status).toBe('failed');
    expect(await desk.link(linkId)).toMatchObject({ status: 'unbound', types: ['billing'] });
    expect(await desk.lockOf(desk.unbind(id))).toEqual({ environment: 'production' });
  });

  test('a customer that was let go can be asked for anew', async () => {
    const desk = await unbindDesk();
    const link = await desk.activeLink({ customer: { accountId: desk.wish.customer.accountId, name: 'Lantern' } });
    const id = await desk.startUnbind({ agreed: true }, link);
    await desk.settle();
    await desk.observe(id, 'completed');
    desk.provider.submitsUnbind(desk.wish.customer.accountId);
    desk.provider.unbindComesTo(desk.wish.customer.accountId, 'released');
    const again = await desk.ask();
    await desk.settle();
    expect(desk.record(again).status).toBe('awaiting_customer');
  });
});

describe('after the end', () => {
  test('R096: what is seen of a completed case is kept, and changes nothing of it', async () => {
    const { id, observe, unbind, told } = await setup();
    await observe(id, 'completed', { observedBy: 'api' });
    const before = unbind(id);
    await observe(id, 'customer_rejected', { reason: 'they were cross' });
    const after = unbind(id);
    expect(after.facts.at(-1)).toMatchObject({ kind: 'customer_rejected' });
    expect({ ...after, facts: before.facts, version: 0, timelineSeq: 0, timelineHead: '' }).toEqual({
      ...before,
      version: 0,
      timelineSeq: 0,
      timelineHead: '',
    });
    expect(told(id).at(-1)).toBe('unbind.noted');
  });

  test('R095: a customer that is another reseller’s ends link, agreement and lock together with the case', async () => {
    const { id, linkId, observe, unbind, link, lockOf, tables, org, told } = await setup();
    await observe(id, 'submitted');
    const at = '2026-11-03T08:00:00.000Z';
    tables.calls.splice(0);
    await observe(id, 'migrated', { at });
    expect(unbind(id).status).toBe('migrated_away');
    expect(await link(linkId)).toMatchObject({
      status: 'unbound',
      readyToProvision: false,
      unbound: { since: at, unbind: id, becomes: 'customer_of_another_reseller' },
    });
    expect(await readAgreement(tables, org, linkId)).toMatchObject({ status: 'invalid', since: at });
    expect(await lockOf(unbind(id))).toEqual({ environment: 'production' });
    expect(told(linkId).at(-1)).toBe('link.unbound');
    const writes = tables.calls.flatMap((call) => (call.op === 'transact' ? [call.intents] : []));
    const ofLink = writes.filter((intents) => intents.some(({ key }) => key.sk === 'AGREEMENT'));
    expect(ofLink.map((intents) => intents.some(({ key }) => key.pk.includes(id)))).toEqual([true]);
  });

  test('R140: a case that had ended otherwise learns late that its customer moved, and ends the link then', async () => {
    const { id, linkId, observe, unbind, link, lockOf } = await setup();
    await observe(id, 'submitted', { reference: 'UB-1' });
    await observe(id, 'customer_rejected', { observedBy: 'api' });
    expect([unbind(id).status, (await link(linkId)).status]).toEqual(['rejected_by_customer', 'active']);
    await observe(id, 'migrated');
    expect(unbind(id)).toMatchObject({ status: 'migrated_away', flags: expect.arrayContaining(['after_end']) });
    expect((await link(linkId)).unbound).toMatchObject({ becomes: 'customer_of_another_reseller' });
    expect(await lockOf(unbind(id))).toEqual({ environment: 'production' });
  });

  test('one that another case has in hand by then only keeps what was seen', async () => {
    const { id, linkId, observe, unbind, link, lockOf, startUnbind, settle } = await setup();
    await observe(id, 'submitted', { reference: 'UB-1' });
    await observe(id, 'customer_rejected', { observedBy: 'api' });
    const next = await startUnbind({ agreed: true }, await link(linkId));
    await settle();
    await observe(id, 'migrated');
    expect(unbind(id)).toMatchObject({ status: 'rejected_by_customer', flags: expect.arrayContaining(['after_end']) });
    expect(await lockOf(unbind(id))).toMatchObject({ link: linkId, unbind: next });
  });
});
