import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { linkEvents } from '../../../functions/links/events.ts';
import { DAY, type LinkDesk, linkDesk } from '../../support/link-desk.ts';

/** What every day at the desk tells, against what docs/generated/events.md says of it. */
const root = new URL('../../../', import.meta.url);
const customer = '200098765432';

const days: Readonly<Record<string, (desk: LinkDesk, id: string) => Promise<unknown>>> = {
  'a link': async (desk) => {
    await desk.sayYes('200011112222');
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(customer);
    await desk.pass(2 * DAY);
  },
  'a no': (desk) => desk.answer({ verdict: 'rejected', reason: 'we have a reseller' }),
  'no answer, and an escalation before': (desk) => desk.pass(15 * DAY),
  'a cancellation': (desk, id) => desk.cancel(id),
  'a refusal by the provider': async (desk) => {
    desk.provider.will('invite', 'refused');
    await desk.sayYes();
  },
  'an account to be mended': async (desk) => {
    desk.provider.will('decideApplication', 'customer_must_act');
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply(customer);
    await desk.pass(2 * DAY);
  },
  'another account that applies': async (desk) => {
    await desk.sayYes();
    await desk.settle();
    desk.provider.apply('200011112222');
    await desk.pass(20 * DAY);
  },
  'a lost invitation, asked for again': async (desk, id) => {
    desk.provider.will('invite', 'lost');
    await desk.sayYes();
    await desk.pass(DAY);
    await desk.inviteAgain(id);
  },
  'a machine that dies': (desk, id) => desk.die(id),
  'following up': async (desk, id) => {
    const send = (method: string, path: string, json: object) =>
      desk.request(`${method} /v1/link-requests/{requestId}/${path}`, { params: { requestId: id }, json });
    await send('PUT', 'contact', { email: 'cto@lantern-logistics.example' });
    await desk.pass(3600);
    await send('POST', 'reminders', {});
    await send('PUT', 'owner', { owner: 'unowned', reason: 'on leave' });
    await send('PUT', 'ticket', { system: 'ServiceNow', reference: 'INC0012345' });
  },
  'a near miss': async (desk) => {
    await desk.ask('200098765423');
  },
};

describe('an event', () => {
  test.each(Object.entries(days))('of %s holds what its catalogue says, and nothing else', async (_what, day) => {
    const desk = await linkDesk();
    const id = await desk.ask();
    await desk.settle();
    await day(desk, id);
    await desk.settle();
    const subjects = /^(lreq|link|ldr|adp)/;
    const entries = desk.tables.items('timeline').filter(({ subject }) => subjects.test(String(subject)));
    expect(entries.length).toBeGreaterThan(2);
    const wrong = entries.flatMap(({ type, data }) => {
      const known = linkEvents[String(type)];
      const parsed = known?.data.safeParse(data);
      return parsed?.success ? [] : [[type, parsed?.error.issues ?? 'is in no catalogue']];
    });
    expect(wrong).toEqual([]);
  });

  test('that the code can tell of a request, a link, a draft or an adoption is in the catalogue', () => {
    const told = globSync('functions/{links,verification}/**/*.ts', { cwd: root })
      .filter((path) => !path.includes('events'))
      .flatMap((path) => [
        ...readFileSync(new URL(path, root), 'utf8').matchAll(
          /type: '((?:link_request|link_draft|link|adoption)\.[a-z_]+)'/g,
        ),
      ])
      .map(([, type = '']) => type);
    expect([...new Set(told)].filter((type) => !linkEvents[type])).toEqual([]);
  });
});
