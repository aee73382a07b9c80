import * as z from 'zod';
import { idSchema } from '../kernel/ids.ts';
import { PageQuery } from '../kernel/paging.ts';
import { operations, rights } from '../platform/contract.ts';
import { bodies, examples } from './contract-examples.ts';
import { CustomerReference } from './customer-record.ts';
import { CustomerImportView, CustomerView, ImportPreview } from './views.ts';

const Beginning = z.string().trim().min(1).max(60);

/** What anybody of an organisation reads of its customers. */
export const customersRead = operations({
  listCustomers: {
    route: 'GET /v1/customers',
    group: 'customers-read',
    access: rights,
    summary: 'List or find customers',
    description:
      'Your customers as your own records have them: by reference, or by name where the beginning of a name is given.',
    query: PageQuery.extend({
      name: Beginning.optional().describe('the beginning of a name; upper or lower case'),
      reference: Beginning.optional().describe('the beginning of a reference'),
    }).refine(({ name, reference }) => name === undefined || reference === undefined, {
      error: 'search by name or by reference, not by both',
    }),
    answers: {
      200: {
        description: 'A page of customers',
        json: z.strictObject({
          items: z.array(CustomerView),
          next: z.string().optional().describe('cursor of the next page'),
        }),
        example: { items: [examples.customer] },
      },
    },
    problems: [],
  },
  readCustomer: {
    route: 'GET /v1/customers/{reference}',
    group: 'customers-read',
    access: rights,
    summary: 'Read a customer',
    description: 'One customer with its accounts at providers, as your own records have them.',
    params: z.object({ reference: CustomerReference }),
    answers: { 200: { description: 'The customer', json: CustomerView, example: examples.customer } },
    problems: ['not_found'],
  },
  readCustomerImport: {
    route: 'GET /v1/customer-imports/{importId}',
    group: 'customers-read',
    access: rights,
    summary: 'Read an import of customers',
    description: 'What a file came to, and how much of it is written.',
    params: z.object({ importId: idSchema('customerImport') }),
    answers: { 200: { description: 'The import', json: CustomerImportView, example: examples.customerImport } },
    problems: ['not_found'],
  },
});

/** What changes customers: nothing but whole files. */
export const customersWrite = operations({
  importCustomers: {
    route: 'POST /v1/customer-imports',
    group: 'customers-write',
    access: ['admin', 'operator'],
    summary: 'Import customers from your own records',
    description:
      'Takes a CSV file (UTF-8, at most 256 KB) with a header line and one line for each account: reference, name, country, environment, site, account_id, in any order; country and environment may be left out, and a customer without account leaves site and account_id empty. Everything is taken or nothing. A customer of the file has the file’s accounts and no others afterwards; customers that the file does not name stay as they are. When an import breaks off, the same request again, or the next import, finishes it.',
    query: z.object({
      dryRun: z
        .enum(['true', 'false'])
        .default('false')
        .describe('true: say what the import would come to and write nothing'),
    }),
    body: z.string().meta({ examples: [bodies.file] }),
    media: 'csv',
    idempotent: true,
    answers: {
      200: { description: 'What the file would come to (dryRun)', json: ImportPreview, example: examples.preview },
      201: { description: 'The file is imported', json: CustomerImportView, example: examples.customerImport },
    },
    problems: ['idempotency_key_missing', 'idempotency_key_reused'],
  },
});

/** Operations on the reseller's own records of its customers. */
export const customerOperations = { ...customersRead, ...customersWrite };
