import { err, ok } from '../../../kernel/result.ts';
import { readStored } from '../../../kernel/stored.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { Tables } from '../../../platform/tables.ts';
import { effectTryShape } from '../../../providers/effect.ts';
import { recordKey, timelineEntryShape, timelineKey } from '../../../timeline/index.ts';
import type { LookDeps } from '../../look.ts';
import { viewLinkRequest } from '../../view.ts';
import { readRequestCase } from '../case.ts';
import { casePacket } from '../case-packet.ts';
import type { caseOperations } from '../contract.ts';

/** The newest entries and calls of a case; no case that we know of comes near. */
const MOST = 500;

export const createReadCasePacket =
  (deps: LookDeps): HttpHandler<typeof caseOperations.readCasePacket> =>
  async ({ caller, params, query, language }) => {
    const of = await readRequestCase(deps, caller, params.requestId);
    if (!of?.record) return err({ kind: 'not_found', params: { what: 'link request' } });
    const { record } = of;
    const [effects, entries] = await Promise.all([
      effectsOf(deps.tables, caller.org, record.id),
      entriesOf(deps.tables, caller.org, record.id),
    ]);
    const { accountId } = viewLinkRequest(record, caller, of.now).customer;
    const packed = casePacket({ of, record, effects, entries }, accountId, query.language ?? language);
    return ok({ status: 200, json: { casePacket: packed } });
  };

async function effectsOf(tables: Tables, org: string, id: string) {
  const { pk } = recordKey(org, id);
  const { items } = await tables.query({ table: 'desk', pk, begins: 'EFFECT#', limit: MOST });
  return items.map((item) => readStored(effectTryShape, item));
}

async function entriesOf(tables: Tables, org: string, id: string) {
  const { pk } = timelineKey(org, id, 1);
  const { items } = await tables.query({ table: 'timeline', pk, begins: 'SEQ#', descending: true, limit: MOST });
  return items.toReversed().map((item) => readStored(timelineEntryShape, item));
}
