import { createHmac } from 'node:crypto';
import { jsonReply, type WireReply } from '../../server.ts';
import { csvText, fileReply, shownLines } from '../../table-files.ts';
import type { RebateMonth } from '../state.ts';
import type { World } from '../world.ts';
import { columns } from './columns.ts';

/** "Valid for an hour", by the simulator's clock. */
const VALID_MS = 3_600_000;

/** A signed address of a month's file, as the provider's object storage gives them. */
export function addressOf(world: World, { partner, month }: RebateMonth): string {
  const path = `/rebates/${partner}/${month}.csv`;
  const expires = world.clock.now().getTime() + VALID_MS;
  return `${world.publicUrl()}${path}?expires=${expires}&sign=${signatureOf(world, partner, path, expires)}`;
}

/** Answers a plain GET of a file: 403 once the address is too old or was changed, 404 where nothing lies. */
export function serveRebateFile(world: World, url: URL): WireReply {
  const [, , partner = '', name = ''] = url.pathname.split('/');
  const expires = Number(url.searchParams.get('expires'));
  const isSigned = url.searchParams.get('sign') === signatureOf(world, partner, url.pathname, expires);
  if (!isSigned || expires < world.clock.now().getTime()) return jsonReply(403, { error: { code: 'AccessDenied' } });
  const month = world.state.rebates.find((each) => each.partner === partner && `${each.month}.csv` === name);
  if (!month || month.serves === 'dead') return jsonReply(404, { error: { code: 'NoSuchKey' } });
  const file = csvText(shownLines({ columns, rows: month.rows }, month.serves));
  return fileReply(file, 'text/csv', month.serves);
}

function signatureOf(world: World, partner: string, path: string, expires: number): string {
  const key = world.state.keys.find(({ account }) => account === partner)?.secretKey ?? '';
  return createHmac('sha256', key).update(`${path} ${expires}`).digest('hex');
}
