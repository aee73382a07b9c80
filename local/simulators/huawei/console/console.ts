import type { PretendConsole } from '../../console.ts';
import type { World } from '../world.ts';
import { acceptedPage, accountPage, invitationPage } from './customer-pages.ts';
import { deeds } from './deeds.ts';
import { customerPage, customersPage, invitationsPage, recordsPage, rolesPage } from './partner-pages.ts';

/**
 * The pretend Partner Center and the customer's side of it: pages on which a person takes the steps that have no API.
 * What the provider's own pages look like is not documented; these are invented and say so.
 */
export const partnerCenter: PretendConsole<World> = {
  site: { provider: 'Huawei Cloud', home: ['/console', 'Switch role'] },
  deeds,
  pages: {
    '/console': (world) => rolesPage(world),
    '/console/customers': (world, text) => customersPage(world, text('account'), text('search')),
    '/console/customer': (world, text) => customerPage(world, text('account'), text('id')),
    '/console/invitations': (world, text) => invitationsPage(world, text('account')),
    '/console/records': (world, text) => recordsPage(world, text('account')),
    '/console/my-account': (world, text) => accountPage(world, text('id')),
    '/invitation': (world, text) => invitationPage(world, text('token')),
    '/invitation/done': (world, text) => acceptedPage(world, text('token')),
  },
  files: {},
};
