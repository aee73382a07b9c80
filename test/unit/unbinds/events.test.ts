import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../../functions/kernel/clock.ts';
import { linkEvents } from '../../../functions/links/events.ts';
import { unbindEvents } from '../../../functions/unbinds/events.ts';
import { DAY } from '../../support/link-desk.ts';
import { seldom, type UnbindDesk, unbindDesk } from '../../support/unbind-desk.ts';

/** What every day of an unbind tells, against what docs/generated/events.md says of it. */
const root = new URL('../../../', import.meta.url);

const days: Readonly<Record<string, (desk: UnbindDesk, id: string) => Promise<unknown>>> = {
  'the whole way': async (desk, id) => {
    await desk.observe(id, 'submitted', { reference: 'UB-1' });
    await desk.observe(id, 'customer_confirmed');
    await desk.call(id, '/take-up');
    await desk.settle();
    await desk.observe(id, 'card_bound', { observedBy: 'customer' });
    await desk.observe(id, 'blocked', { observedBy: 'api', condition: 'negative credit' });
    await desk.observe(id, 'completed', { observedBy: 'api' });
    await desk.pass(70 * DAY);
  },
  'a refusal at submission, mended': async (desk, id) => {
    await desk.observe(id, 'refused_at_submission', { condition: 'negative credit' });
    await desk.call(id, '/check', { changed: 'topped up' });
  },
  'a silent customer, and an application that comes back': async (desk, id) => {
    await desk.observe(id, 'submitted', { reference: 'UB-1' });
    await desk.pass(30 * DAY);
    await desk.observe(id, 'withdrawn');
    await desk.observe(id, 'customer_confirmed');
  },
  'a cancellation': (desk, id) => desk.call(id, '/cancel', { reason: 'they stay' }),
  'a no': async (desk, id) => {
    await desk.observe(id, 'submitted', { reference: 'UB-1' });
    await desk.observe(id, 'customer_rejected', { reason: 'they were asked too early' });
  },
  'another reseller': (desk, id) => desk.observe(id, 'migrated'),
  'machines that die': async (desk, id) => {
    for (const attempt of [1, 2, 3, 4]) {
      desk.unbinding.abort(`${id}-${attempt}`);
      await desk.pass(DAY);
    }
  },
  'a customer’s own application': async (desk) => {
    const at = plusSeconds(desk.now(), 10 * DAY);
    const mine = await desk.startUnbind({ origin: 'customer', providerDeadline: { at, zone: 'Asia/Shanghai' } });
    await desk.pass(11 * DAY);
    await desk.observe(mine, 'completed');
  },
  'a second person': async (desk) => {
    const mine = await desk.startUnbind();
    await desk.settle();
    await desk.call(mine, '/second-person', { verdict: 'agree' });
    await desk.pass(70 * DAY);
  },
};

describe('an event', () => {
  test.each(Object.entries(days))('of %s holds what its catalogue says, and nothing else', async (_what, day) => {
    const desk = await unbindDesk({}, seldom);
    await desk.member('approver');
    const id = await desk.startUnbind({ agreed: true });
    await desk.settle();
    await day(desk, id);
    await desk.settle();
    const entries = desk.tables.items('timeline').filter(({ subject }) => /^(ubd|link)/.test(String(subject)));
    expect(entries.length).toBeGreaterThan(2);
    const wrong = entries.flatMap(({ type, data }) => {
      const known = unbindEvents[String(type)] ?? linkEvents[String(type)];
      if (type === 'link.activated') return [];
      const parsed = known?.data.safeParse(data);
      return parsed?.success ? [] : [[type, parsed?.error.issues ?? 'is in no catalogue']];
    });
    expect(wrong).toEqual([]);
  });

  test('that the code can tell of an unbind is in the catalogue', () => {
    const told = globSync('functions/{unbinds,receipts,notices}/**/*.ts', { cwd: root })
      .filter((path) => !path.includes('events'))
      .flatMap((path) => [
        ...readFileSync(new URL(path, root), 'utf8').matchAll(/type: '((?:unbind|link|sheet|evidence)\.[a-z_]+)'/g),
      ])
      .map(([, type = '']) => type);
    expect([...new Set(told)].filter((type) => !unbindEvents[type] && !linkEvents[type])).toEqual([]);
  });
});
