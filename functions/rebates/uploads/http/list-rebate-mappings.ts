import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { builtInMappings, mappingId } from '../../mappings/built-in.ts';
import { newestFirst, readOwnMappings } from '../../mappings/own-mapping.ts';
import type { RebateReadDeps } from '../../ports.ts';
import type { uploadsRead } from '../contract.ts';

export const createListRebateMappings =
  ({ tables }: Pick<RebateReadDeps, 'tables'>): HttpHandler<typeof uploadsRead.listRebateMappings> =>
  async ({ caller }) => {
    const own = newestFirst(await readOwnMappings(tables, caller.org)).map(
      ({ mapping, upload, confirmedBy, confirmedAt }) =>
        ({ id: mappingId(mapping), own: true, mapping, upload, confirmedBy, confirmedAt }) as const,
    );
    const builtIn = builtInMappings.map((mapping) => ({ id: mappingId(mapping), own: false, mapping }) as const);
    return ok({ status: 200, json: { items: [...own, ...builtIn] } });
  };
