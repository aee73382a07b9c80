import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { err, InvariantBroken, ok, type Result } from '../kernel/result.ts';
import {
  type Expectation,
  type Fields,
  type Item,
  type Refused,
  refusalRank,
  type TableName,
  type Test,
  type WriteIntent,
} from '../kernel/write.ts';

export type TableNames = Readonly<Record<TableName, string>>;

/** The provider's limit of one transaction. */
const MAX_WRITES = 100;

/**
 * Conflicts with another transaction and throttling pass by themselves: up to eight tries with growing, jittered
 * pauses (25 ms to 1 s). All tries of one call share a client token, so an answer lost on the way is not a second write.
 */
const tryAgain = retry(handleWhen(isPassing), {
  maxAttempts: 7,
  backoff: new ExponentialBackoff({ initialDelay: 25, maxDelay: 1000 }),
});

/**
 * Carries out intents as one DynamoDB transaction.
 * @returns the most telling refusal (`refusalRank`) with the item found, when an expectation did not hold.
 * @throws InvariantBroken for intents that DynamoDB could never accept together.
 */
export async function transact(
  client: DynamoDBClient,
  names: TableNames,
  intents: readonly WriteIntent[],
): Promise<Result<void, Refused>> {
  refuseImpossible(intents);
  const command = {
    TransactItems: intents.map((intent) => toTransactItem(names, intent)),
    ClientRequestToken: randomUUID(),
  };
  try {
    await tryAgain.execute(() => client.send(new TransactWriteItemsCommand(command)));
    return ok();
  } catch (error) {
    const refusal = refusalOf(intents, error);
    if (refusal) return err(refusal);
    throw error;
  }
}

function refuseImpossible(intents: readonly WriteIntent[]): void {
  if (intents.length === 0 || intents.length > MAX_WRITES) {
    throw new InvariantBroken(`a transaction takes 1 to ${MAX_WRITES} writes, not ${intents.length}`);
  }
  const keys = new Set(intents.map(({ table, key }) => JSON.stringify([table, key.pk, key.sk])));
  if (keys.size !== intents.length) throw new InvariantBroken('two writes of one transaction touch the same item');
}

function toTransactItem(names: TableNames, intent: WriteIntent): TransactWriteItem {
  const expression = new Expression();
  const condition = expression.condition(intent.expect);
  const TableName = names[intent.table];
  const Key = marshall(intent.key);
  const checked = {
    ...(condition && { ConditionExpression: condition }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  switch (intent.op) {
    case 'put': {
      const Item = marshall({ ...intent.fields, ...intent.key }, { removeUndefinedValues: true });
      return { Put: { TableName, Item, ...checked, ...expression.parts() } };
    }
    case 'update': {
      const UpdateExpression = expression.update(intent.set, intent.remove ?? []);
      return { Update: { TableName, Key, UpdateExpression, ...checked, ...expression.parts() } };
    }
    case 'delete':
      return { Delete: { TableName, Key, ...checked, ...expression.parts() } };
    case 'check':
      return { ConditionCheck: { TableName, Key, ...checked, ConditionExpression: condition, ...expression.parts() } };
  }
}

const operators = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>' } as const;

/** Collects names and values under short placeholders while the expressions are written. */
class Expression {
  readonly #names = new Map<string, string>();
  readonly #values = new Map<string, unknown>();

  condition(expect: Expectation): string {
    const alternatives = expect.map((tests) =>
      Object.entries(tests)
        .map(([field, test]) => this.#test(field, test))
        .join(' AND '),
    );
    return alternatives.length > 1 ? alternatives.map((one) => `(${one})`).join(' OR ') : (alternatives[0] ?? '');
  }

  update(set: Fields, remove: readonly string[]): string {
    const given = Object.entries(set).filter(([, value]) => value !== undefined);
    const sets = given.map(([field, value]) => `${this.#name(field)} = ${this.#value(value)}`);
    const removes = remove.map((field) => this.#name(field));
    return [sets.length > 0 && `SET ${sets.join(', ')}`, removes.length > 0 && `REMOVE ${removes.join(', ')}`]
      .filter(Boolean)
      .join(' ');
  }

  parts() {
    return {
      ...(this.#names.size > 0 && { ExpressionAttributeNames: Object.fromEntries(this.#names) }),
      ...(this.#values.size > 0 && {
        ExpressionAttributeValues: marshall(Object.fromEntries(this.#values), { removeUndefinedValues: true }),
      }),
    };
  }

  #test(field: string, test: Test): string {
    const name = this.#name(field);
    if ('absent' in test) return `attribute_not_exists(${name})`;
    if ('present' in test) return `attribute_exists(${name})`;
    return Object.entries(test)
      .map(([operator, value]) => {
        const compared = `${name} ${operatorOf(operator)} ${this.#value(value)}`;
        // DynamoDB finds an absent attribute unequal to everything; our comparisons never hold for one.
        return operator === 'ne' ? `(attribute_exists(${name}) AND ${compared})` : compared;
      })
      .join(' AND ');
  }

  #name(field: string): string {
    for (const [placeholder, known] of this.#names) if (known === field) return placeholder;
    const placeholder = `#n${this.#names.size}`;
    this.#names.set(placeholder, field);
    return placeholder;
  }

  #value(value: unknown): string {
    const placeholder = `:v${this.#values.size}`;
    this.#values.set(placeholder, value);
    return placeholder;
  }
}

function operatorOf(name: string): string {
  for (const [known, operator] of Object.entries(operators)) if (known === name) return operator;
  throw new InvariantBroken(`no such test: ${name}`);
}

type CancellationReason = { readonly Code?: string; readonly Item?: Parameters<typeof unmarshall>[0] };

/** Reasons come by position over the array that was sent. Their items arrive marshalled, also through the document client. */
function refusalOf(intents: readonly WriteIntent[], error: unknown): Refused | undefined {
  const refused = cancellationReasons(error).flatMap((reason, position) => {
    const intent = intents[position];
    return reason.Code === 'ConditionalCheckFailed' && intent ? [{ intent, found: reason.Item }] : [];
  });
  const rank = ({ intent }: { intent: WriteIntent }) => refusalRank.indexOf(intent.refusal);
  const first = refused.toSorted((a, b) => rank(a) - rank(b))[0];
  if (!first) return undefined;
  const { intent, found } = first;
  return {
    kind: 'refused',
    reason: intent.refusal,
    table: intent.table,
    key: intent.key,
    ...(found && { found: asItem(intent.key, unmarshall(found)) }),
  };
}

export function asItem(key: { readonly pk: string; readonly sk: string }, fields: Fields): Item {
  return { ...fields, pk: key.pk, sk: key.sk };
}

function cancellationReasons(error: unknown): readonly CancellationReason[] {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException' || !('CancellationReasons' in error))
    return [];
  return Array.isArray(error.CancellationReasons) ? error.CancellationReasons : [];
}

const passingErrors = new Set([
  'TransactionInProgressException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'TimeoutError',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
]);
const passingReasons = new Set(['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

function isPassing(error: unknown): boolean {
  const reasons = cancellationReasons(error);
  if (reasons.length > 0) return reasons.every(({ Code }) => passingReasons.has(Code ?? 'None'));
  if (!(error instanceof Error)) return false;
  return passingErrors.has(error.name) || ('code' in error && passingErrors.has(String(error.code)));
}
