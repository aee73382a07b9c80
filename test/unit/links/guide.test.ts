import { describe, expect, test } from 'vitest';
import { checks } from '../../../functions/links/checks/finding.ts';
import { steps } from '../../../functions/links/guide/steps.ts';
import { LinkWish } from '../../../functions/links/wish.ts';
import { linkDesk } from '../../support/link-desk.ts';
import { req } from '../../support/requirements.ts';

const setup = async () => {
  const desk = await linkDesk();
  const guide = (query: Record<string, string> = {}, rights = 'operator', org?: string) =>
    desk.request('GET /v1/link-guide', {
      query: { partnerAccountId: desk.account.id, ...query },
      rights,
      ...(org && { org }),
    });
  return { desk, guide };
};

test(req('R001', 'the guided path has its steps in order, each locked until the one before it holds'), async () => {
  const { guide } = await setup();
  const { json } = await guide();
  expect(json.steps.map(({ name, lockedUntil }: Record<string, string>) => [name, lockedUntil])).toEqual([
    ['relationship', undefined],
    ['customer', 'relationship'],
    ['eligibility', 'customer'],
    ['scope', 'eligibility'],
    ['review', 'scope'],
    ['submit', 'review'],
    ['track', 'submit'],
  ]);
});

test('every field of a wish and every check belongs to one step', () => {
  const fields = steps.flatMap((step) => step.fields);
  expect(fields.toSorted()).toEqual(Object.keys(LinkWish.shape).toSorted());
  expect(steps.flatMap((step) => step.checks).toSorted()).toEqual([...checks].toSorted());
});

test(req('R003', 'R006', 'what to have at hand is that of the types asked for, of several the union'), async () => {
  const { guide } = await setup();
  const keys = async (types: string) =>
    (await guide({ types })).json.prerequisites.map(({ key }: { key: string }) => key);
  expect(await keys('billing')).not.toContain('access_agreement');
  expect(await keys('management')).not.toContain('billing_terms');
  expect(await keys('billing,management')).toEqual(
    expect.arrayContaining(['account_identifier', 'billing_terms', 'access_agreement']),
  );
});

test(req('R013', 'each type is said to be set by linking or agreed on paper, and why'), async () => {
  const { guide } = await setup();
  const { json } = await guide({ types: 'billing,delegation' });
  expect(json.scopes).toMatchObject([
    { type: 'billing', how: 'settable' },
    { type: 'delegation', how: 'attested', because: expect.stringContaining('scope.agreement') },
  ]);
});

test(req('R040', 'policy restrictions that apply are named, and teams'), async () => {
  const { desk, guide } = await setup();
  const restrictions = [
    { name: 'No delegation here', sites: ['tencent-intl'], types: ['delegation'] },
    { name: 'Not in China', sites: ['tencent-cn'], types: [] },
    { name: 'No management', sites: [], types: ['management'] },
  ];
  desk.tables.seed('desk', { ...desk.item('policy'), restrictions, teams: ['onboarding', 'enterprise'] });
  const { json } = await guide({ types: 'delegation' });
  expect(json.restrictions.map(({ name }: { name: string }) => name)).toEqual(['No delegation here']);
  expect(json.teams).toEqual(['onboarding', 'enterprise']);
});

describe(req('R037', 'who may not submit'), () => {
  test('is told who can', async () => {
    const { desk, guide } = await setup();
    const { json } = await guide({}, 'enter');
    expect(json.maySubmit).toEqual({ allowed: false, needs: ['operator'], others: [desk.operator] });
    expect((await guide()).json.maySubmit).toMatchObject({ allowed: true, others: [] });
  });

  test('and what the account lacks is told before anything is entered', async () => {
    const { desk, guide } = await setup();
    desk.tables.seed('desk', { ...desk.item(desk.account.id), allowlisted: ['invite'] });
    const { json } = await guide({}, 'auditor');
    expect(json.programme).toContainEqual(
      expect.objectContaining({ check: 'programme', result: 'fail', next: expect.stringMatching(/channel manager/) }),
    );
  });
});

test('identifiers come with their form and an example', async () => {
  const { guide } = await setup();
  const { json } = await guide();
  expect(json.identifiers).toMatchObject([
    { kind: 'account_id', needed: false, example: '200012345678' },
    { kind: 'email', needed: true },
  ]);
});

test.each([
  [{ types: 'friendship' }, 'query.types.0'],
  [{ partnerAccountId: 'acc_x' }, 'query.partnerAccountId'],
])('refuses %j', async (query, field) => {
  const { guide } = await setup();
  expect((await guide(query)).json.errors).toMatchObject([{ field }]);
});

test('another organisation’s account is not found; a site without linking says so, and what is needed there all the same', async () => {
  const { desk, guide } = await setup();
  expect((await guide({}, 'operator', desk.other.org)).status).toBe(404);
  desk.tables.seed('desk', { ...desk.item(desk.account.id), site: 'huawei-cn' });
  const { status, json } = await guide();
  expect(status).toBe(200);
  expect(json.prerequisites).toContainEqual(expect.objectContaining({ key: 'account_identifier' }));
  expect(json.programme).toContainEqual(expect.objectContaining({ check: 'site', result: 'fail' }));
});
