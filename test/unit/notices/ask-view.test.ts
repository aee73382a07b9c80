import { expect, test } from 'vitest';
import { readStored } from '../../../functions/kernel/stored.ts';
import { linkShape } from '../../../functions/links/link.ts';
import { DAY, linkDesk } from '../../support/link-desk.ts';

const setup = async () => {
  const desk = await linkDesk();
  const id = await desk.ask();
  await desk.settle();
  await desk.sayYes();
  await desk.settle();
  desk.provider.apply('200098765432');
  await desk.pass(DAY / 2);
  const linkId = desk.record(id).linkId ?? '';
  const params = { linkId };
  const asked = () => desk.letters.filter(({ subject }) => subject.startsWith('Does everything look right'));
  return { desk, id, linkId, params, asked, link: () => readStored(linkShape, desk.item(linkId)) };
};

test('R047: a day after the account was linked, its contact is asked once what it sees, by a link that leads there', async () => {
  const { desk, asked, link } = await setup();
  expect(asked()).toHaveLength(0);
  await desk.pass(3 * DAY);
  expect(asked()).toHaveLength(1);
  const [letter] = asked();
  expect(letter?.to).toBe('it@lantern-logistics.example');
  const [, token = ''] = /\/d\/([\w-]{43})\/view/.exec(letter?.text ?? '') ?? [];
  const form = { seesReseller: 'no', canSignIn: 'yes' };
  const answer = await desk.request('POST /d/{token}/view', { params: { token }, form });
  expect(answer.status).toBe(200);
  expect(link().customerView).toMatchObject({ seesReseller: 'no', by: 'customer' });
});

test('R047: nobody is asked what a member has written down already', async () => {
  const { desk, params, asked } = await setup();
  const said = { seesReseller: 'yes', canSignIn: true, at: desk.now() };
  const written = await desk.request('POST /v1/links/{linkId}/customer-view', {
    params,
    json: said,
    rights: 'verifier',
  });
  expect(written.status).toBe(200);
  await desk.pass(3 * DAY);
  expect(asked()).toHaveLength(0);
});

test('a link that ended meanwhile asks nothing', async () => {
  const { desk, linkId, asked } = await setup();
  desk.tables.seed('desk', { ...desk.item(linkId), status: 'unbound' });
  await desk.pass(3 * DAY);
  expect(asked()).toHaveLength(0);
});
