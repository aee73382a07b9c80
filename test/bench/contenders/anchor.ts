import { Logger } from '@aws-lambda-powertools/logger';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import httpSecurityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { z } from 'zod';

/**
 * What a good team ships by habit: middy, zod and the AWS SDK as their pages show them, to be bundled as ESM. It checks
 * the same body, reads the same three items and writes the same six in one transaction; a GET reads one.
 */
const LinkWish = z.strictObject({
  partnerAccountId: z.string().regex(/^acc_[0-9a-z]{26}$/),
  purpose: z.enum(['onboarding', 'permission_change', 'association_update', 'relink']),
  types: z.array(z.enum(['billing', 'provisioning', 'management', 'delegation'])).min(1),
  scope: z.strictObject({ access: z.enum(['read_only', 'manage']).default('read_only') }).prefault({}),
  gathered: z.array(z.string().max(60)).max(30).default([]),
  team: z.string().max(40),
  expected: z.strictObject({ payer: z.enum(['reseller', 'customer']), currency: z.string().optional() }).optional(),
  ticket: z.strictObject({ system: z.string(), reference: z.string(), url: z.url().optional() }).optional(),
  override: z.strictObject({ reason: z.string().trim().min(10).max(500) }).optional(),
  confirm: z.strictObject({ customer: z.literal(true), types: z.literal(true) }),
  customer: z.strictObject({
    accountId: z.string().max(64).optional(),
    accountIdAgain: z.string().max(64).optional(),
    name: z.string().trim().min(2).max(200),
    reference: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,64}$/)
      .optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  }),
  contact: z.strictObject({
    email: z.email().max(254),
    name: z.string().trim().min(1).max(100).optional(),
    language: z.enum(['en', 'zh-CN']).default('en'),
  }),
});

export type Store = {
  read(keys: readonly string[]): Promise<unknown>;
  write(items: readonly Record<string, AttributeValue>[]): Promise<unknown>;
};

export function anchor(store: Store, answer?: object, logger = new Logger({ serviceName: 'anchor' })) {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(httpSecurityHeaders())
    .use({
      before: ({ event, context }) => {
        logger.addContext(context);
        logger.appendKeys({ routeKey: event.routeKey });
      },
      after: ({ response }) => logger.info('answered', { status: response?.statusCode }),
    })
    .handler(async (event) => {
      if (event.requestContext.http.method === 'GET') {
        await store.read(['request']);
        return { statusCode: 200, body: '{}' };
      }
      const parsed = LinkWish.safeParse(JSON.parse(event.body ?? ''));
      if (!parsed.success) return { statusCode: 400, body: JSON.stringify({ errors: parsed.error.issues }) };
      await store.read(['account', 'policy', 'customer']);
      const six = ['idempotency', 'lock', 'record', 'timeline', 'watch', 'contact'];
      await store.write(
        six.map((sk) => marshall({ pk: 'ORG#1', sk, ...parsed.data }, { removeUndefinedValues: true })),
      );
      return { statusCode: 201, body: JSON.stringify(answer ?? parsed.data) };
    });
}

/** As it is deployed. */
export function dynamoStore(client = new DynamoDBClient({})): Store {
  const TableName = process.env['DESK_TABLE'] ?? '';
  return {
    read: (keys) =>
      Promise.all(keys.map((sk) => client.send(new GetItemCommand({ TableName, Key: marshall({ pk: 'ORG#1', sk }) })))),
    write: (items) =>
      client.send(
        new TransactWriteItemsCommand({ TransactItems: items.map((Item) => ({ Put: { TableName, Item } })) }),
      ),
  };
}
