import { Logger } from '@aws-lambda-powertools/logger';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { clockOperations } from '../../../functions/clocks/contract.ts';
import { clocksReadHandlers } from '../../../functions/clocks/handlers.ts';
import { contract } from '../../../functions/contract.ts';
import { customersRead, customersWrite } from '../../../functions/customers/contract.ts';
import { customersReadHandlers, customersWriteHandlers } from '../../../functions/customers/handlers.ts';
import { adoptionOperations } from '../../../functions/links/adoption/contract.ts';
import { linksRead } from '../../../functions/links/contract-read.ts';
import { linksWrite } from '../../../functions/links/contract-write.ts';
import { linksReadHandlers } from '../../../functions/links/http/read-handlers.ts';
import { linksWriteHandlers } from '../../../functions/links/http/write-handlers.ts';
import { liveLinkOperations } from '../../../functions/links/live/contract.ts';
import { liveLinkHandlers } from '../../../functions/links/live/handlers.ts';
import { noticesRead, noticesWrite } from '../../../functions/notices/contract.ts';
import { noticesReadHandlers } from '../../../functions/notices/http/read-handlers.ts';
import { noticesWriteHandlers } from '../../../functions/notices/http/write-handlers.ts';
import { partiesRead, partiesWrite } from '../../../functions/parties/contract.ts';
import { partiesReadHandlers, partiesWriteHandlers } from '../../../functions/parties/handlers.ts';
import { claims } from '../../../functions/platform/caller.ts';
import { type HttpGroup, type Operation, rights } from '../../../functions/platform/contract.ts';
import { httpGroup } from '../../../functions/platform/http.ts';
import { capabilitiesOf, rebatesOf } from '../../../functions/providers/capabilities.ts';
import { providerOperations } from '../../../functions/providers/table/contract.ts';
import { providerHandlers } from '../../../functions/providers/table/handlers.ts';
import { rebatesRead } from '../../../functions/rebates/contract-read.ts';
import { rebatesWrite } from '../../../functions/rebates/contract-write.ts';
import { rebatesReadHandlers } from '../../../functions/rebates/http/read-handlers.ts';
import { rebatesWriteHandlers } from '../../../functions/rebates/http/write-handlers.ts';
import { receiptsRead } from '../../../functions/receipts/contract.ts';
import { receiptsReadHandlers } from '../../../functions/receipts/http/read-handlers.ts';
import { timelineOperations } from '../../../functions/timeline/contract.ts';
import { timelineReadHandlers } from '../../../functions/timeline/http/handlers.ts';
import { unbindsRead, unbindsWrite } from '../../../functions/unbinds/contract.ts';
import { unbindsReadHandlers } from '../../../functions/unbinds/http/read-handlers.ts';
import { unbindsWriteHandlers } from '../../../functions/unbinds/http/write-handlers.ts';
import { verificationRead, verificationWrite } from '../../../functions/verification/contract.ts';
import { verificationReadHandlers, verificationWriteHandlers } from '../../../functions/verification/http/handlers.ts';
import { webhooksRead, webhooksWrite } from '../../../functions/webhooks/contract.ts';
import { webhooksReadHandlers } from '../../../functions/webhooks/http/read-handlers.ts';
import { webhooksWriteHandlers } from '../../../functions/webhooks/http/write-handlers.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { foundedDesk } from '../../support/founded-desk.ts';
import { memoryEvidence } from '../../support/memory-evidence.ts';
import { memoryObjects } from '../../support/memory-objects.ts';

/**
 * Every operation of the contract, tried with every right by its real group: whoever holds none of the rights named is
 * turned away before anything is read, and what belongs to another organisation is never found.
 */
const quiet = new Logger({ logLevel: 'SILENT' });

type Deps = Awaited<ReturnType<typeof foundedDesk>>['deps'];

/** How each group that serves signed-in callers is put together; a group that is missing here fails a test below. */
const groups: Partial<Record<HttpGroup, (deps: Deps) => ReturnType<typeof httpGroup>>> = {
  'links-read': (deps) => {
    const handlers = {
      ...linksReadHandlers({ ...deps, capabilitiesOf }),
      ...verificationReadHandlers({ ...deps, capabilitiesOf }),
      ...receiptsReadHandlers(deps),
      ...providerHandlers,
    };
    return httpGroup({ ...linksRead, ...verificationRead, ...receiptsRead, ...providerOperations }, handlers, quiet);
  },
  'verification-write': (deps) => httpGroup(verificationWrite, verificationWriteHandlers(deps), quiet),
  'links-write': (deps) => {
    const handlers = linksWriteHandlers({
      ...deps,
      capabilitiesOf,
      mailLock: async () => 'hash',
      deliver: async () => 'not_waiting',
    });
    return httpGroup(linksWrite, handlers, quiet);
  },
  'links-live': (deps) => {
    const handlers = liveLinkHandlers({ ...deps, capabilitiesOf });
    return httpGroup({ ...liveLinkOperations, ...adoptionOperations }, handlers, quiet);
  },
  'unbinds-read': (deps) => {
    const handlers = unbindsReadHandlers({ ...deps, capabilitiesOf, evidence: memoryEvidence() });
    return httpGroup(unbindsRead, handlers, quiet);
  },
  'unbinds-write': (deps) => {
    const deliver = async () => 'not_waiting' as const;
    return httpGroup(
      unbindsWrite,
      unbindsWriteHandlers({ ...deps, capabilitiesOf, evidence: memoryEvidence(), deliver }),
      quiet,
    );
  },
  'rebates-read': (deps) =>
    httpGroup(rebatesRead, rebatesReadHandlers({ ...deps, rebatesOf, objects: memoryObjects() }), quiet),
  'rebates-write': (deps) =>
    httpGroup(rebatesWrite, rebatesWriteHandlers({ ...deps, rebatesOf, objects: memoryObjects() }), quiet),
  'customers-read': (deps) => httpGroup(customersRead, customersReadHandlers(deps), quiet),
  'customers-write': (deps) => httpGroup(customersWrite, customersWriteHandlers(deps), quiet),
  'parties-read': (deps) => httpGroup(partiesRead, partiesReadHandlers(deps), quiet),
  'parties-write': (deps) => httpGroup(partiesWrite, partiesWriteHandlers(deps), quiet),
  'webhooks-read': (deps) => httpGroup(webhooksRead, webhooksReadHandlers(deps), quiet),
  'webhooks-write': (deps) => {
    const outside = { seal: async () => 'sealed', resolve: async () => ['93.184.215.14'], reach: 'public' } as const;
    return httpGroup(webhooksWrite, webhooksWriteHandlers({ ...deps, ...outside }), quiet);
  },
  'notices-read': (deps) => httpGroup(noticesRead, noticesReadHandlers(deps), quiet),
  'notices-write': (deps) => httpGroup(noticesWrite, noticesWriteHandlers(deps), quiet),
  'clocks-read': (deps) => httpGroup(clockOperations, clocksReadHandlers(deps), quiet),
  'timeline-read': (deps) => httpGroup(timelineOperations, timelineReadHandlers(deps), quiet),
};

const operations: readonly (readonly [string, Operation])[] = Object.entries(contract);
const signedIn = operations.filter(([, { access }]) => access !== 'public');

/** A request that is in order but for the rights: examples of the contract, ids that exist, every header there is. */
function requestOf({ route, body, params, media }: Operation, ids: Readonly<Record<string, string>>) {
  const [example] = body?.meta()?.examples ?? [];
  return apiEvent(route, {
    headers: { 'idempotency-key': 'rights-matrix-1', 'if-match': '"1"', 'content-type': 'application/json' },
    params: Object.fromEntries(Object.keys(params?.shape ?? {}).map((name) => [name, ids[name] ?? 'no such name'])),
    ...(body && { body: media === 'csv' ? String(example) : JSON.stringify(example ?? {}) }),
  });
}

function withToken(event: ReturnType<typeof apiEvent>, org: string, member: string, held: readonly string[]) {
  const jwt = { claims: { [claims.org]: org, [claims.member]: member, [claims.rights]: held.join(' ') }, scopes: null };
  return Object.assign(event, { requestContext: { ...event.requestContext, authorizer: { jwt } } });
}

const setup = async (operation: Operation) => {
  const desk = await foundedDesk();
  const make = groups[operation.group];
  if (!make) throw new Error(`put the group ${operation.group} together above`);
  const group = make(desk.deps);
  const touched = () => [
    ...desk.deps.tables.calls,
    ...desk.deps.credentials.put.mock.calls,
    ...desk.deps.identities.ensureSignIn.mock.calls,
    ...desk.deps.identities.provesClient.mock.calls,
  ];
  const send = async (event: ReturnType<typeof apiEvent>) => {
    const answer = await group(event, lambdaContext());
    return { status: answer.statusCode, body: z.looseObject({}).parse(JSON.parse(answer.body ?? '{}')) };
  };
  return { ...desk, send, touched };
};

beforeAll(() => vi.stubEnv('POWERTOOLS_DEV', 'true'));

describe.each(signedIn)('%s', (_name, operation) => {
  const access = operation.access === 'public' ? [] : operation.access;
  const barred = rights.filter((right) => !access.includes(right));
  // Whoever is turned away touches nothing, so that all of them may try the same desk.
  let closed: ReturnType<typeof setup> | undefined;
  const atTheDoor = () => (closed ??= setup(operation));

  test('turns away a request without token, reading nothing', async () => {
    const { ids, send, touched } = await atTheDoor();
    expect(await send(requestOf(operation, ids))).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
    expect(touched()).toEqual([]);
  });

  test('turns away a token without the desk’s claims, reading nothing', async () => {
    const { ids, send, touched } = await atTheDoor();
    const event = withToken(requestOf(operation, ids), '', '', access);
    expect(await send(event)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
    expect(touched()).toEqual([]);
  });

  test.each([...barred, 'no right at all'])('turns away %s, reading nothing', async (right) => {
    const { org, admin, ids, send, touched } = await atTheDoor();
    const event = withToken(requestOf(operation, ids), org, admin, [right]);
    expect(await send(event)).toMatchObject({ status: 403, body: { code: 'right_missing' } });
    expect(touched()).toEqual([]);
  });

  test.each(access)('serves %s', async (right) => {
    const { org, admin, ids, send } = await setup(operation);
    const { status, body } = await send(withToken(requestOf(operation, ids), org, admin, [right]));
    const unserved = [401, 403, 500].includes(status ?? 500);
    expect(unserved ? body : 'served').toBe('served');
  });
});

/** Whoever names a record by its id gets at it only from within its organisation. */
const named = signedIn.filter(([, { params }]) => params);

test.each(named)('%s does not find what belongs to another organisation', async (_name, operation) => {
  const { ids, other, send, touched, deps, org } = await setup(operation);
  const access = operation.access === 'public' ? [] : operation.access;
  const before = deps.tables.items('desk');
  const event = withToken(requestOf(operation, ids), other.org, other.admin, access);
  expect(await send(event)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect(JSON.stringify(touched())).not.toContain(org);
  expect(deps.tables.items('desk')).toEqual(before);
});

test('every group of signed-in operations is tried, and public operations are these', () => {
  expect(Object.keys(groups).toSorted()).toEqual([...new Set(signedIn.map(([, { group }]) => group))].toSorted());
  const open = operations.filter(([, { access }]) => access === 'public').map(([, { route }]) => route);
  expect(open.toSorted()).toMatchInlineSnapshot(`
    [
      "GET /.well-known/jwks.json",
      "GET /d/desk.css",
      "GET /d/{token}",
      "GET /d/{token}/receipt",
      "GET /d/{token}/view",
      "GET /n/{token}",
      "GET /openapi.json",
      "GET /reference",
      "GET /reference/{file}",
      "GET /v1/health",
      "GET /verify",
      "POST /d/{token}",
      "POST /d/{token}/view",
      "POST /n/{token}",
      "POST /verify",
    ]
  `);
});
