import { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod';
import { partiesRead, partiesWrite } from '../../../functions/parties/contract.ts';
import { partiesReadHandlers, partiesWriteHandlers } from '../../../functions/parties/handlers.ts';
import { claims } from '../../../functions/platform/caller.ts';
import { httpGroup } from '../../../functions/platform/http.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { foundedDesk } from '../../support/founded-desk.ts';

type Asked = {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
  /** Who asks; the admin unless said. */
  readonly as?: string;
  readonly right?: string;
};

/** A founded desk behind the slice's two groups, reached as API Gateway reaches them. */
export async function partiesDesk() {
  const desk = await foundedDesk();
  const logger = new Logger({ logLevel: 'SILENT' });
  const group = httpGroup(
    { ...partiesRead, ...partiesWrite },
    { ...partiesReadHandlers(desk.deps), ...partiesWriteHandlers(desk.deps) },
    logger,
  );
  const send = async (route: string, { params, query, body, version, key, as, right }: Asked = {}) => {
    const answer = await group(
      apiEvent(route, {
        ...(params && { params: Object.fromEntries(Object.entries(params).map(([name, id]) => [name, String(id)])) }),
        ...(query && { query }),
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: {
          'idempotency-key': key ?? 'the-first-key',
          ...(version !== undefined && { 'if-match': `"${version}"` }),
        },
        claims: { [claims.org]: desk.org, [claims.member]: as ?? desk.admin, [claims.rights]: right ?? 'admin' },
      }),
      lambdaContext(),
    );
    const json = z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body ?? '{}'));
    return { status: answer.statusCode, json, headers: answer.headers ?? {} };
  };
  return { ...desk, send };
}
