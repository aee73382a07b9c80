import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { customersRead, customersWrite } from '../../../functions/customers/contract.ts';
import { customersReadHandlers, customersWriteHandlers } from '../../../functions/customers/handlers.ts';
import { claims } from '../../../functions/platform/caller.ts';
import { httpGroup } from '../../../functions/platform/http.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { foundedDesk } from '../../support/founded-desk.ts';

type Asked = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly key?: string;
  readonly org?: string;
};

export const HEADER = 'reference,name,country,environment,site,account_id';

/** A file of these lines below the usual header. */
export function fileOf(...lines: readonly string[]): string {
  return [HEADER, ...lines, ''].join('\r\n');
}

/** A founded desk behind the slice's two groups; one customer, C-1042, is on record. */
export async function customersDesk() {
  const desk = await foundedDesk();
  const group = httpGroup(
    { ...customersRead, ...customersWrite },
    { ...customersReadHandlers(desk.deps), ...customersWriteHandlers(desk.deps) },
    new Logger({ logLevel: 'SILENT' }),
  );
  let keys = 0;
  const send = async (route: string, { params, query, body, key, org = desk.org }: Asked = {}) => {
    keys += 1;
    const answer = await group(
      apiEvent(route, {
        ...(params && { params }),
        ...(query && { query }),
        ...(body !== undefined && { body: Buffer.from(body).toString('base64'), base64: true }),
        headers: { 'idempotency-key': key ?? `a-new-key-${keys}`, 'content-type': 'text/csv' },
        claims: { [claims.org]: org, [claims.member]: desk.operator, [claims.rights]: 'operator' },
      }),
      lambdaContext(),
    );
    const json = z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body ?? '{}'));
    return { status: answer.statusCode, json, headers: answer.headers ?? {} };
  };
  const load = (body: string | Buffer, more: Omit<Asked, 'body'> = {}) =>
    send('POST /v1/customer-imports', { ...more, body });
  const read = (reference: string) => send('GET /v1/customers/{reference}', { params: { reference } });
  const names = async (query: Record<string, string>) => {
    const { json } = await send('GET /v1/customers', { query });
    return z
      .array(z.looseObject({ reference: z.string() }))
      .parse(json['items'])
      .map(({ reference }) => reference);
  };
  return { ...desk, send, load, read, names };
}
