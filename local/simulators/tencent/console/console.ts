import { html } from 'hono/html';
import { ControlRefusal } from '../../control.ts';
import { pageReply, type View } from '../../page.ts';
import type { WireReply, WireRequest } from '../../server.ts';
import { csvOf } from '../unbinding/export.ts';
import { recordsSeenBy } from '../unbinding/records.ts';
import type { World } from '../world.ts';
import { accountPage } from './customer-page.ts';
import { type Deed, deeds } from './deeds.ts';
import {
  customerPage,
  customersPage,
  partnerOf,
  rolesPage,
  unbindingCustomersPage,
  unbindPage,
} from './partner-pages.ts';

const site = { provider: 'Tencent Cloud', home: ['/console', 'Switch role'] } as const;

/**
 * The pretend partner console: pages on which a person plays the submitter, the distributor and the customer, for whose
 * steps there is no API. What the provider's own pages look like is not documented; these are invented and say so.
 */
export async function serveConsole(world: World, request: WireRequest, save: () => void): Promise<WireReply> {
  const { pathname } = request.url;
  const deed = request.method === 'POST' ? deeds[pathname] : undefined;
  if (deed !== undefined) return perform(world, deed, request, save);
  if (request.method !== 'GET') return refusalPage(new ControlRefusal(404, 'no_such_page', 'There is no such form.'));
  try {
    if (pathname === '/console/unbinding-customers.csv') return exportFile(world, request.url);
    return await pageReply(site, 200, viewAt(world, request.url));
  } catch (error) {
    return refusalPage(error);
  }
}

async function perform(world: World, deed: Deed, request: WireRequest, save: () => void): Promise<WireReply> {
  const fields = Object.fromEntries(new URLSearchParams(request.body.toString()));
  try {
    deed.run(world, fields);
    save();
    return { kind: 'answer', status: 303, headers: { location: deed.next(fields) }, body: '' };
  } catch (error) {
    if (!(error instanceof ControlRefusal)) throw error;
    try {
      return await pageReply(site, error.status, viewAt(world, new URL(deed.back(fields), request.url)), error.message);
    } catch {
      return refusalPage(error);
    }
  }
}

/** @throws `ControlRefusal` when there is no such page, account or customer */
function viewAt(world: World, { pathname, searchParams }: URL): View {
  const text = (name: string) => searchParams.get(name)?.trim() ?? '';
  const pages: Readonly<Record<string, () => View>> = {
    '/console': () => rolesPage(world),
    '/console/customers': () => customersPage(world, text('account'), text('search')),
    '/console/customer': () => customerPage(world, text('account'), text('uin')),
    '/console/unbind': () => unbindPage(world, text('account'), text('uin')),
    '/console/unbinding-customers': () => unbindingCustomersPage(world, text('account')),
    '/console/account': () => accountPage(world, text('uin')),
  };
  const page = pages[pathname];
  if (page === undefined) throw new ControlRefusal(404, 'no_such_page', 'There is no such page.');
  return page();
}

function exportFile(world: World, { searchParams }: URL): WireReply {
  const { uin } = partnerOf(world, searchParams.get('account') ?? '');
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="unbinding-customers-${uin}.csv"`,
    'cache-control': 'no-store',
  };
  return { kind: 'answer', status: 200, headers, body: csvOf(recordsSeenBy(world, uin)) };
}

function refusalPage(error: unknown): Promise<WireReply> {
  if (!(error instanceof ControlRefusal)) throw error;
  return pageReply(
    site,
    error.status,
    { title: 'Refused', links: [], content: html`<p>Go back and look again.</p>` },
    error.message,
  );
}
