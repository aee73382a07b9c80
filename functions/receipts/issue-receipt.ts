import { asFollowed, readDecision } from '../decisions/change-decision.ts';
import { type Decision, type DecisionRef, decisionName } from '../decisions/decision.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { InvariantBroken, ok } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import { linkRequestShape } from '../links/link-request.ts';
import { change } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { append, recordKey, type TimelineEntry, timelineEntryShape, timelineKey } from '../timeline/index.ts';
import { consentReceipt } from './build-consent.ts';
import { checkReceipt } from './check-receipt.ts';
import type { Signer } from './ports.ts';
import { keepReceipt, type Receipt, readReceipt } from './receipt.ts';
import { signDocument } from './signing/jws.ts';

export type IssueDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly signer: Signer;
  /** The desk's address, which receipts name as their issuer. */
  readonly issuer: string;
};

/**
 * Issues the receipt of a customer's yes: built, signed, verified as anybody would, and kept together with its timeline
 * entry. One yes has one receipt: whoever comes second, or again after a death at any point, finds it and does nothing;
 * what was signed and not kept is no receipt.
 */
export async function issueReceipt(deps: IssueDeps, ref: DecisionRef): Promise<'issued' | 'not_needed'> {
  const { tables, newId } = deps;
  const [decision, kept] = await Promise.all([readDecision(tables, ref), readReceipt(tables, ref)]);
  if (kept || ref.kind !== 'customer' || decision?.verdict !== 'confirmed') return 'not_needed';
  const { receipt, records } = await signed(deps, decision);
  const entry = {
    type: 'consent.receipted',
    actor: { kind: 'desk', part: 'receipts' },
    at: receipt.issuedAt,
    data: { kind: ref.kind, round: ref.round, receipt: receipt.id, sha256: receipt.sha256 },
  } as const;
  const done = await change(
    tables,
    () => tables.get('desk', recordKey(ref.org, ref.subject)),
    (record) =>
      ok({
        intents: [...keepReceipt(receipt, records), ...append(asFollowed(record), entry, newId)],
        value: undefined,
      }),
  );
  return done.ok ? 'issued' : 'not_needed';
}

async function signed({ tables, clock, newId, signer, issuer }: IssueDeps, decision: Decision) {
  const { org, subject } = decision;
  const [item, entry, key] = await Promise.all([
    tables.get('desk', recordKey(org, subject)),
    entryOf(tables, decision),
    signer.key(),
  ]);
  if (!item) throw new InvariantBroken('a yes without its request');
  const request = readStored(linkRequestShape, item);
  const issuedAt = clock.now();
  const document = consentReceipt({ id: newId('receipt'), issuer, issuedAt, decision, request, entry });
  const { jws, kid, sha256 } = await signDocument(document, signer);
  const checked = await checkReceipt(jws, [key]);
  if (!checked.ok) throw new InvariantBroken(`the key service signed what can not be verified: ${checked.error.kind}`);
  const receipt: Receipt = {
    org,
    of: decisionName(decision),
    id: document.id,
    kind: document.kind,
    issuedAt,
    kid,
    sha256,
    jws,
  };
  return { receipt, records: [subject, ...(request.changes ? [request.changes] : [])] };
}

const PAGE = 100;

/** The entry that tells of the answer, written in its transaction. */
async function entryOf(tables: Tables, { org, subject, kind, round }: Decision): Promise<TimelineEntry> {
  const { pk } = timelineKey(org, subject, 1);
  let after: string | undefined;
  for (;;) {
    const page = await tables.query({ table: 'timeline', pk, limit: PAGE, ...(after !== undefined && { after }) });
    for (const item of page.items) {
      const entry = readStored(timelineEntryShape, item);
      const { type, data } = entry;
      if (type === 'decision.recorded' && data['kind'] === kind && data['round'] === round) return entry;
    }
    after = page.last;
    if (!page.more || after === undefined) throw new InvariantBroken('an answer without its timeline entry');
  }
}
