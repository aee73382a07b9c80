import { expect, test } from 'vitest';
import { customersDesk, fileOf } from './customers-desk.ts';

const listed = async () => {
  const desk = await customersDesk();
  await desk.load(
    fileOf(
      'K-7,北京百灵鸟科技有限公司,CN,,,',
      'K-8,Ｌａｒｋ  Media,,,,',
      'K-9,lark & Sons,,,,',
      'A-1,Alder Works,,,,',
      'A-2,Zinnia,,,,',
    ),
  );
  return desk;
};

test('R008: customers are listed by reference, and found by the beginning of a reference or a name', async () => {
  const { names } = await listed();
  expect(await names({})).toEqual(['A-1', 'A-2', 'C-1042', 'K-7', 'K-8', 'K-9']);
  expect(await names({ reference: 'K-' })).toEqual(['K-7', 'K-8', 'K-9']);
  expect(await names({ name: 'LARK' })).toEqual(['K-9', 'K-8', 'C-1042']);
  expect(await names({ name: '北京百灵' })).toEqual(['K-7']);
  expect(await names({ name: 'nobody' })).toEqual([]);
});

test('a list by name goes on where its cursor stands', async () => {
  const { send, names } = await listed();
  const first = await send('GET /v1/customers', { query: { name: 'lark', limit: '2' } });
  expect(await names({ name: 'lark', limit: '2', cursor: String(first.json['next']) })).toEqual(['C-1042']);
});

test('a renamed customer is found by its new name only', async () => {
  const { load, names } = await listed();
  await load(fileOf('K-9,Heather Sons,,,,'));
  expect(await names({ name: 'lark &' })).toEqual([]);
  expect(await names({ name: 'heather' })).toEqual(['K-9']);
});

test('a search by both, and a reference that nobody has, are told apart from an empty list', async () => {
  const { send, read } = await listed();
  expect((await send('GET /v1/customers', { query: { name: 'a', reference: 'b' } })).status).toBe(400);
  expect(await read('K-10')).toMatchObject({ status: 404, json: { code: 'not_found', params: { what: 'customer' } } });
});
