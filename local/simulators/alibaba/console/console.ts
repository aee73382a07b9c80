import type { PretendConsole } from '../../console.ts';
import type { World } from '../world.ts';
import { accountPage, registeredPage, registerPage } from './customer-pages.ts';
import { deeds } from './deeds.ts';
import { customerPage, customersPage, invitationsPage, rolesPage } from './partner-pages.ts';

/**
 * The pretend partner console and the customer's side of it: pages on which a person takes the steps that have no API.
 * What the provider's own pages look like is not documented; these are invented and say so.
 */
export const partnerConsole: PretendConsole<World> = {
  site: { provider: 'Alibaba Cloud', home: ['/console', 'Switch role'] },
  deeds,
  pages: {
    '/console': (world) => rolesPage(world),
    '/console/customers': (world, text) => customersPage(world, text('account'), text('search')),
    '/console/customer': (world, text) => customerPage(world, text('account'), text('uid')),
    '/console/invitations': (world, text) => invitationsPage(world, text('account')),
    '/console/account': (world, text) => accountPage(world, text('uid')),
    '/register': (world, text) => registerPage(world, text('token')),
    '/register/done': (world, text) => registeredPage(world, text('token')),
  },
  files: {},
};
