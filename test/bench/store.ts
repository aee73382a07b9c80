import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, TableName } from '../../functions/kernel/write.ts';
import type { MemoryTables } from '../support/memory-tables.ts';

type Attributes = Record<string, AttributeValue>;
type Asked = { readonly TableName?: string; readonly Key?: Attributes };

/**
 * DynamoDB as far as a cold start needs it, on loopback: what a memory table holds can be read, and every write is taken
 * and forgotten, so that each round meets the same store.
 */
export async function serveStore(tables: MemoryTables) {
  const serve = async (request: IncomingMessage, answer: ServerResponse) => {
    const asked: Asked = JSON.parse(await textOf(request));
    const operation = String(request.headers['x-amz-target']).split('.')[1];
    answer.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    answer.end(JSON.stringify(operation === 'GetItem' ? { Item: found(tables, asked) } : {}));
  };
  const server = createServer((request, answer) => void serve(request, answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has a port.');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

/** The tables of the bench are called as they are in code. */
function found(tables: MemoryTables, { TableName, Key }: Asked): Attributes | undefined {
  const { pk, sk } = unmarshall(Key ?? {});
  const item = tableNames.flatMap((name): readonly Item[] => (name === TableName ? tables.items(name, pk) : []));
  const one = item.find((each) => each.sk === sk);
  return one && marshall(one, { removeUndefinedValues: true });
}

const tableNames: readonly TableName[] = ['desk', 'timeline', 'private'];

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
