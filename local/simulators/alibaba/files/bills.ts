import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { WireReply } from '../../server.ts';
import { csvText, fileReply, shownLines, workbookBytes } from '../../table-files.ts';
import { action } from '../action.ts';
import { type Bill, billTypeSchema } from '../state.ts';
import { storageError } from '../storage/objects.ts';
import type { World } from '../world.ts';
import { columnsOf } from './columns.ts';

/** "Fetch at once": an hour, by the simulator's clock. */
const validSeconds = 3600;
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const getMonthlyBill = action({
  name: 'GetMonthlyBill',
  method: 'POST',
  envelope: 'codeTwice',
  parameters: z.object({
    BillOwner: z.enum(['1', '2']),
    BillType: z.enum([
      'MonthlyInvoice',
      'MonthRefundInvoice',
      'MonthlyInstanceAddAdjustBill',
      'MonthlyInstanceRefundBill',
      'MonthlyAddAdjustInvoce',
      'MonthlyRefundAdjustInvoce',
      ...billTypeSchema.options,
    ]),
    Month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  }),
  run: ({ world, partner }, { BillOwner, BillType, Month }) => {
    const bill = world.state.bills.find(
      (each) =>
        each.partner === partner.uid && each.owner === BillOwner && each.type === BillType && each.month === Month,
    );
    return {
      Data: {
        BillOwner,
        BillType,
        RefundInvoiceFlag: false,
        // A month without a bill has no links; what the provider says then is not documented.
        ...(bill && { BillLinkCSV: linkOf(world, bill, 'csv'), BillLinkXLSX: linkOf(world, bill, 'xlsx') }),
      },
    };
  },
});

/** Answers a plain GET of a bill: 403 once the link is too old or was changed, 404 where nothing lies. */
export function serveBill(world: World, { pathname, searchParams }: URL): WireReply {
  const [, , , , partner = '', month = '', owner = '', name = ''] = pathname.split('/');
  const expires = searchParams.get('Expires') ?? '';
  if (searchParams.get('Signature') !== signatureOf(world, partner, pathname, expires)) {
    return storageError(403, 'SignatureDoesNotMatch');
  }
  if (Number(expires) * 1000 < world.clock.now().getTime()) return storageError(403, 'AccessDenied');
  const [type, ending] = name.split('.');
  const bill = world.state.bills.find(
    (each) => each.partner === partner && each.month === month && each.owner === owner && each.type === type,
  );
  if (bill === undefined || bill.serves === 'dead') return storageError(404, 'NoSuchKey');
  const lines = shownLines({ columns: columnsOf[bill.type], rows: bill.rows }, bill.serves);
  return ending === 'csv'
    ? fileReply(csvText(lines), 'text/csv', bill.serves)
    : fileReply(workbookBytes(lines), workbookType, bill.serves);
}

/** Without a scheme, as the provider's are, and signed the way its object storage signs links. */
function linkOf(world: World, { partner, month, owner, type }: Bill, ending: 'csv' | 'xlsx'): string {
  const url = new URL(`/statements/month/dts/${partner}/${month}/${owner}/${type}.${ending}`, world.publicUrl());
  const expires = String(Math.floor(world.clock.now().getTime() / 1000) + validSeconds);
  url.searchParams.set('Expires', expires);
  url.searchParams.set('OSSAccessKeyId', `TMP.${partner}`);
  url.searchParams.set('Signature', signatureOf(world, partner, url.pathname, expires));
  return url.href.slice(`${url.protocol}//`.length);
}

function signatureOf(world: World, partner: string, path: string, expires: string): string {
  const key = world.state.keys.find(({ account }) => account === partner)?.accessKeySecret ?? '';
  return createHmac('sha1', key).update(`GET\n\n\n${expires}\n${path}`).digest('base64');
}

/** Bills by the month. */
export const billActions = [getMonthlyBill];
