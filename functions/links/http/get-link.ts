import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { linksRead } from '../contract-read.ts';
import { readLink } from '../link.ts';
import type { LinkDeps } from '../ports.ts';
import { viewLink } from '../view.ts';

export const createGetLink =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof linksRead.getLink> =>
  async ({ caller, params }) => {
    const link = await readLink(tables, caller.org, params.linkId);
    if (!link) return err({ kind: 'not_found', params: { what: 'link' } });
    return ok({ status: 200, json: { link: viewLink(link) } });
  };
