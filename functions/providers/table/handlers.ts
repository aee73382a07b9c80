import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { providerOperations } from './contract.ts';
import { viewSites } from './site-view.ts';

/** Reads nothing: the table is code. */
const listProviders: HttpHandler<typeof providerOperations.listProviders> = async () =>
  ok({ status: 200, json: { sites: viewSites() } });

/** The operations on the capability table. */
export const providerHandlers = { listProviders };
