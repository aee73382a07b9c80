import { expect, test } from 'vitest';
import { readPolicy } from '../../../functions/parties/index.ts';
import { defaultTerms, type PolicyTerms } from '../../../functions/parties/policy.ts';
import { partiesDesk } from './parties-desk.ts';

const put = 'PUT /v1/policy';
const seconds: PolicyTerms = {
  ...defaultTerms,
  windows: { ...defaultTerms.windows, customerSeconds: 20, applicationSeconds: 30 },
  poll: { firstSeconds: 1, maxSeconds: 2 },
  reminders: { customerSecondsBefore: [10, 5] },
};

test('an organisation starts with the default terms', async () => {
  const { send } = await partiesDesk();
  const { json } = await send('GET /v1/policy');
  expect(json).toMatchObject({ ...defaultTerms, version: 1, changedBy: 'desk' });
});

test('new terms are a new version, and the old one can still be read', async () => {
  const { send, deps, org, admin } = await partiesDesk();
  const set = await send(put, { body: seconds, version: 1 });
  expect(set).toMatchObject({
    status: 200,
    json: { ...seconds, version: 2, changedBy: admin },
    headers: { etag: '"2"' },
  });
  expect(await readPolicy(deps.tables, org)).toMatchObject({ ...seconds, version: 2 });
  expect(await readPolicy(deps.tables, org, 1)).toMatchObject({ ...defaultTerms, version: 1 });
  expect((await send('GET /v1/policy', { query: { version: '1' } })).json).toMatchObject(defaultTerms);
  expect((await send('GET /v1/policy', { query: { version: '3' } })).status).toBe(404);
});

test('terms that were set meanwhile are not overwritten unseen', async () => {
  const { send } = await partiesDesk();
  await send(put, { body: seconds, version: 1 });
  expect(await send(put, { body: defaultTerms, version: 1 })).toMatchObject({
    status: 409,
    json: { code: 'changed_meanwhile', params: { version: 2 } },
  });
});

test('whoever leaves out the version they read is told so', async () => {
  const { send } = await partiesDesk();
  expect((await send(put, { body: seconds })).json).toMatchObject({ errors: [{ field: 'header:If-Match' }] });
});

test.each<[string, unknown, string, RegExp]>([
  [
    'a window of nothing',
    { windows: { ...seconds.windows, customerSeconds: 0 } },
    '/windows/customerSeconds',
    /second/,
  ],
  [
    'a share beyond all of it',
    { rebates: { goneRecords: 10, goneBasisPoints: 10_001 } },
    '/rebates/goneBasisPoints',
    /100 %/,
  ],
  [
    'a window past its most',
    { windows: { ...seconds.windows, customerSeconds: 5_184_001 } },
    '/windows/customerSeconds',
    /60 days/,
  ],
  ['half a second', { poll: { firstSeconds: 0.5, maxSeconds: 2 } }, '/poll/firstSeconds', /second/],
  [
    'pauses that shrink',
    { poll: { firstSeconds: 9, maxSeconds: 2 } },
    '/poll/maxSeconds',
    /firstSeconds \(9 seconds\)/,
  ],
  ['a pause past the window', { poll: { firstSeconds: 1, maxSeconds: 31 } }, '/poll/maxSeconds', /30 seconds/],
  [
    'a reminder before the question',
    { reminders: { customerSecondsBefore: [20] } },
    '/reminders/customerSecondsBefore/0',
    /window/,
  ],
  [
    'reminders out of order',
    { reminders: { customerSecondsBefore: [5, 10] } },
    '/reminders/customerSecondsBefore/1',
    /before it/,
  ],
])('refuses %s, and says the unit', async (_what, wrong, field, detail) => {
  const { send } = await partiesDesk();
  const { status, json } = await send(put, { body: { ...seconds, ...(wrong as object) }, version: 1 });
  expect(status).toBe(400);
  expect(json['errors']).toContainEqual(expect.objectContaining({ field, detail: expect.stringMatching(detail) }));
});
