import { describe, expect, test } from 'vitest';
import { DAY, linkDesk } from '../../support/link-desk.ts';

/** The provider is looked at once for all requests of a partner account. */
const customers = ['200011112222', '200033334444', '200055556666'] as const;

const setup = async (count = 1) => {
  const desk = await linkDesk();
  const ids: string[] = [];
  for (const account of customers.slice(0, count)) {
    const id = await desk.ask(account);
    await desk.settle();
    await desk.sayYes(account);
    await desk.settle();
    ids.push(id);
  }
  const [id = ''] = ids;
  return { desk, id, ids };
};

const looks = (desk: Awaited<ReturnType<typeof linkDesk>>) => desk.provider.callsOf('listApplications').length;

describe('the look at a partner account', () => {
  test('is one call for all requests that wait, and hands each its application', async () => {
    const { desk, ids } = await setup(3);
    customers.forEach((account, at) => desk.provider.apply(account, { by: `handle-${at + 1}` }));
    await desk.pass(60);
    expect(looks(desk)).toBe(1);
    expect(ids.map((one) => desk.record(one).status)).toEqual(['completed', 'completed', 'completed']);
  });

  test('comes within the first pause and then ever more seldom', async () => {
    const { desk } = await setup();
    await desk.pass(600);
    const soon = looks(desk);
    await desk.pass(DAY);
    expect(soon).toBeGreaterThanOrEqual(4);
    expect(looks(desk) - soon).toBeLessThan(30);
  });

  test('goes on as seldom as the policy says when nobody waits, and comes soon for the next request', async () => {
    const { desk, id } = await setup();
    await desk.cancel(id);
    await desk.pass(DAY);
    const before = looks(desk);
    await desk.pass(10 * DAY);
    const idle = looks(desk) - before;
    expect(idle).toBe(10);
    await desk.ask(customers[1]);
    await desk.settle();
    await desk.sayYes(customers[1]);
    await desk.pass(60);
    expect(looks(desk)).toBe(before + idle + 1);
  });

  test('comes although new requests keep arriving faster than the first pause', async () => {
    const { desk, id } = await setup();
    desk.provider.apply(customers[0]);
    for (let minute = 0; minute < 4; minute += 1) {
      await desk.pass(45);
      const account = `20002222000${minute}`;
      await desk.ask(account);
      await desk.settle();
      await desk.sayYes(account);
      await desk.settle();
    }
    expect(desk.record(id).status).toBe('completed');
    const before = looks(desk);
    await desk.pass(600);
    expect(looks(desk) - before).toBeLessThanOrEqual(10);
  });

  test('that brings no answer is made again', async () => {
    const { desk, id } = await setup();
    desk.provider.goDown();
    desk.provider.apply(customers[0]);
    await desk.pass(120);
    expect(desk.record(id).status).toBe('awaiting_application');
    desk.provider.comeBack();
    await desk.pass(120);
    expect(desk.record(id).status).toBe('completed');
  });

  test('done twice by two workers hands over once', async () => {
    const { desk, id } = await setup();
    desk.provider.apply(customers[0]);
    const item = desk.tables.items('desk').find(({ kind }) => kind === 'link.poll');
    desk.time.now += 60_000;
    await Promise.all([desk.work.LINKS_PROVIDER_QUEUE(item), desk.work.LINKS_PROVIDER_QUEUE(item)]);
    await desk.settle();
    expect(desk.told(id).filter((type) => type === 'decision.recorded')).toHaveLength(2);
    expect(desk.record(id).status).toBe('completed');
  });
});

describe('an application', () => {
  test('goes to the request that meant its account, though it was made on the invitation of another', async () => {
    const { desk, ids } = await setup(2);
    desk.provider.apply(customers[1], { by: 'handle-1' });
    await desk.pass(DAY);
    expect(ids.map((one) => desk.record(one).status)).toEqual(['awaiting_application', 'completed']);
  });

  test('B04: that the provider refused for good is taken up by the next request for that customer', async () => {
    const { desk, id } = await setup();
    desk.provider.will('decideApplication', 'refused');
    desk.provider.apply(customers[0]);
    await desk.pass(60);
    expect(desk.record(id).status).toBe('failed');
    const next = await desk.ask(customers[0]);
    await desk.settle();
    await desk.sayYes(customers[0]);
    await desk.pass(DAY);
    expect(desk.record(next).status).toBe('completed');
  });

  test('whose time the provider does not tell is taken too', async () => {
    const { desk, id } = await setup();
    desk.provider.apply(customers[0], { appliedAt: null });
    await desk.pass(60);
    expect(desk.record(id)).toMatchObject({ status: 'completed', application: { appliedAt: null } });
  });
});
