import type { PretendConsole } from '../../console.ts';
import { csvOf } from '../unbinding/export.ts';
import { recordsSeenBy } from '../unbinding/records.ts';
import type { World } from '../world.ts';
import { accountPage } from './customer-page.ts';
import { deeds } from './deeds.ts';
import {
  customerPage,
  customersPage,
  partnerOf,
  rolesPage,
  unbindingCustomersPage,
  unbindPage,
} from './partner-pages.ts';

/**
 * The pretend partner console: pages on which a person plays the submitter, the distributor and the customer, for whose
 * steps there is no API. What the provider's own pages look like is not documented; these are invented and say so.
 */
export const partnerConsole: PretendConsole<World> = {
  site: { provider: 'Tencent Cloud', home: ['/console', 'Switch role'] },
  deeds,
  pages: {
    '/console': (world) => rolesPage(world),
    '/console/customers': (world, text) => customersPage(world, text('account'), text('search')),
    '/console/customer': (world, text) => customerPage(world, text('account'), text('uin')),
    '/console/unbind': (world, text) => unbindPage(world, text('account'), text('uin')),
    '/console/unbinding-customers': (world, text) => unbindingCustomersPage(world, text('account')),
    '/console/account': (world, text) => accountPage(world, text('uin')),
  },
  files: {
    '/console/unbinding-customers.csv': (world, text) => {
      const { uin } = partnerOf(world, text('account'));
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="unbinding-customers-${uin}.csv"`,
        'cache-control': 'no-store',
      };
      return { kind: 'answer', status: 200, headers, body: csvOf(recordsSeenBy(world, uin)) };
    },
  },
};
