import * as z from 'zod';
import type { Item } from '../kernel/write.ts';

type Named = {
  readonly accountId?: string | undefined;
  readonly name: string;
  readonly reference?: string | undefined;
};

/** What the store compares with: a customer's name and number in small letters. They stand beside the record. */
export function searchKeys({ name, reference }: Named) {
  return { searchName: name.toLowerCase(), ...(reference && { searchReference: reference.toLowerCase() }) };
}

const NamedItem = z.looseObject({
  customer: z.looseObject({ accountId: z.string().optional(), name: z.string(), reference: z.string().optional() }),
});

/** Whether an item is of the customer asked for; items of any customer are, where none is. */
export function isNamed(item: Item, customer: string | undefined): boolean {
  if (customer === undefined) return true;
  const { accountId, name, reference = '' } = NamedItem.parse(item).customer;
  const begins = customer.toLowerCase();
  return accountId === customer || name.toLowerCase().startsWith(begins) || reference.toLowerCase().startsWith(begins);
}
