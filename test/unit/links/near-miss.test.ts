import { expect, test } from 'vitest';
import { customerLockKey, customerLockShape } from '../../../functions/links/customer-lock.ts';
import { nearMisses } from '../../../functions/links/near-miss.ts';
import { tencentIntl } from '../../../functions/providers/tencent/capabilities.ts';
import { customerNamed, recordCustomers } from '../../support/customer-records.ts';
import { foundedDesk } from '../../support/founded-desk.ts';

const setup = async () => {
  const { deps, org, other } = await foundedDesk();
  const hold = (
    accountId: string,
    holder: { link?: string; request?: string },
    place: { org?: string; site?: string } = {},
  ) =>
    deps.tables.seed('desk', {
      ...customerLockKey({ org, site: 'tencent-intl', ...place, accountId }),
      schemaVersion: customerLockShape.version,
      environment: 'production',
      ...holder,
    });
  const format = tencentIntl.identifiers.account_id;
  if (!format) throw new Error('the site has account identifiers');
  const near = (accountId: string) => nearMisses(deps.tables, { org, site: 'tencent-intl', accountId, format });
  return { deps, org, other, hold, near };
};

test('B15: a typed identifier is warned of when one slip leads to a link, an open request or a customer on record', async () => {
  const { deps, org, hold, near } = await setup();
  await recordCustomers(deps, org, [customerNamed('C-7', 'Quillwort Media', '20001234132')]);
  hold('200012341223', { link: 'link_1' });
  hold('2000123412', { request: 'lreq_1' });
  hold('20001234132', { link: 'link_2' });
  expect(await near('20001234123')).toEqual([
    { accountId: '2000123412', holder: 'lreq_1' },
    { accountId: '200012341223', holder: 'link_1' },
    { accountId: '20001234132', holder: 'link_2', reference: 'C-7' },
  ]);
});

test('neither the identifier itself, nor what is two slips away, nor a lock that nothing holds is a near miss', async () => {
  const { hold, near, other } = await setup();
  hold('20001234123', { link: 'link_1' });
  hold('20001234145', { link: 'link_2' });
  hold('20001234132', {});
  hold('20001234122', { link: 'link_3' }, { org: other.org });
  hold('20001234121', { link: 'link_4' }, { site: 'tencent-cn' });
  expect(await near('20001234123')).toEqual([]);
});

test('the neighbours of twelve digits are read in three batches of locks and three of records', async () => {
  const { deps, near } = await setup();
  deps.tables.calls.splice(0);
  await near('200012345123');
  const batches = deps.tables.calls.map((call) =>
    call.op === 'getMany' ? Math.ceil(call.keys.length / 100) : call.op,
  );
  expect(batches).toEqual([3, 3]);
});
