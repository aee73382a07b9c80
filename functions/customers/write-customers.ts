import { toStored } from '../kernel/stored.ts';
import type { WriteIntent } from '../kernel/write.ts';
import type { CustomerImport } from './customer-import.ts';
import {
  accountName,
  type CustomerAccount,
  customerAccountShape,
  customerNameShape,
  customerRecordShape,
} from './customer-record.ts';
import { customerAccountKey, customerKey, customerNameKey, listOf } from './keys.ts';
import { searchName } from './name.ts';
import { type CustomerChange, droppedBy, takenBy } from './plan.ts';

/**
 * The writes of one group of changes: records, their places in the list by name, and whose each account is. They expect
 * nothing by themselves, since they stand in one transaction with a move of the import, which does.
 */
export function writeCustomers(group: readonly CustomerChange[], from: CustomerImport): readonly WriteIntent[] {
  const taken = new Set(group.flatMap(takenBy).map(accountName));
  return group.flatMap((change) => [
    putRecord(change, from),
    ...(change.before?.name === change.after.name ? [] : [putName(change, from)]),
    ...takenBy(change).map((account) => putAccount(account, change, from)),
    ...droppedBy(change)
      .filter((account) => !taken.has(accountName(account)))
      .map((account) => dropAccount(account, from)),
  ]);
}

const unfenced = { table: 'desk', expect: [], refusal: 'version' } as const;

function putRecord({ after }: CustomerChange, { org, id, startedAt, startedBy }: CustomerImport): WriteIntent {
  const { reference, name, country, environment, accounts } = after;
  const said = { reference, name, ...(country !== undefined && { country }), environment, accounts };
  const record = { ...said, org, importId: id, importedAt: startedAt, importedBy: startedBy };
  const fields = { ...toStored(customerRecordShape, record), listPk: listOf.customers(org), listSk: reference };
  return { ...unfenced, op: 'put', key: customerKey(org, reference), fields };
}

function putName({ after: { reference, name } }: CustomerChange, { org }: CustomerImport): WriteIntent {
  const listSk = `${searchName(name)}#${reference}`;
  const fields = { ...toStored(customerNameShape, { reference }), listPk: listOf.customerNames(org), listSk };
  return { ...unfenced, op: 'put', key: customerNameKey(org, reference), fields };
}

function putAccount(account: CustomerAccount, { after }: CustomerChange, { org }: CustomerImport): WriteIntent {
  const fields = toStored(customerAccountShape, { ...account, reference: after.reference });
  return { ...unfenced, op: 'put', key: customerAccountKey(org, account), fields };
}

function dropAccount(account: CustomerAccount, { org }: CustomerImport): WriteIntent {
  return { ...unfenced, op: 'delete', key: customerAccountKey(org, account) };
}
