import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { LinkDeps } from '../../ports.ts';
import { cloudsOf } from '../clouds.ts';
import type { cloudOperations } from '../contract.ts';
import { lookAtCustomer } from '../look-at-customer.ts';
import { viewClouds } from '../view.ts';

export const createGetCustomerClouds =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof cloudOperations.getCustomerClouds> =>
  async ({ caller, params }) => {
    const facts = await lookAtCustomer(tables, caller.org, params.reference);
    if (!facts) return err({ kind: 'not_found', params: { what: 'customer' } });
    return ok({ status: 200, json: viewClouds(facts, cloudsOf(facts)) });
  };
