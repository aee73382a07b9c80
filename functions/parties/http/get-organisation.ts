import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { partiesRead } from '../contract.ts';
import { readOrganisation } from '../organisation.ts';
import type { ReadDeps } from '../ports.ts';
import { etag, organisationView } from '../views.ts';

export const createGetOrganisation =
  ({ tables }: ReadDeps): HttpHandler<typeof partiesRead.readOrganisation> =>
  async ({ caller }) => {
    const organisation = await readOrganisation(tables, caller.org);
    return ok({ status: 200, json: organisationView(organisation), headers: etag(organisation) });
  };
