import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { recordKey } from '../../timeline/index.ts';
import type { linksRead } from '../contract-read.ts';
import { linkShape } from '../link.ts';
import type { LinkDeps } from '../ports.ts';
import { viewLink } from '../view.ts';

export const createGetLink =
  ({ tables }: Pick<LinkDeps, 'tables'>): HttpHandler<typeof linksRead.getLink> =>
  async ({ caller, params }) => {
    const item = await tables.get('desk', recordKey(caller.org, params.linkId));
    if (!item) return err({ kind: 'not_found', params: { what: 'link' } });
    return ok({ status: 200, json: { link: viewLink(readStored(linkShape, item)) } });
  };
