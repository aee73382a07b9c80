import { createHmac } from 'node:crypto';
import { jsonReply, type WireReply } from '../../server.ts';
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
  const body = csvOf(month);
  const headers = { 'content-type': 'text/csv', 'content-length': String(Buffer.byteLength(body)) };
  if (month.serves === 'half') return { kind: 'cut', headers, body, bytes: Math.floor(body.length / 2) };
  return { kind: 'answer', status: 200, headers, body };
}

/** As CSV (RFC 4180, UTF-8 with a byte order mark). */
function csvOf({ rows, serves }: RebateMonth): string {
  const shown = serves === 'empty' ? [] : serves === 'short' ? rows.slice(0, -1) : rows;
  const lines = [columns, ...shown.map((row) => columns.map((column) => row[column] ?? ''))];
  return `\uFEFF${lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function signatureOf(world: World, partner: string, path: string, expires: number): string {
  const key = world.state.keys.find(({ account }) => account === partner)?.secretKey ?? '';
  return createHmac('sha256', key).update(`${path} ${expires}`).digest('hex');
}
