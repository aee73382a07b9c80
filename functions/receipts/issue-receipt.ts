import { asFollowed, readDecision } from '../decisions/change-decision.ts';
import { type Decision, type DecisionRef, decisionName } from '../decisions/decision.ts';
import { InvariantBroken, ok } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import { linkRequestShape } from '../links/link-request.ts';
import { change } from '../platform/change.ts';
import { append, recordKey } from '../timeline/index.ts';
import { consentReceipt } from './build-consent.ts';
import { keepReceipt, readReceipt } from './receipt.ts';
import { entryOf, type IssueDeps, signReceipt } from './sign-receipt.ts';

/**
 * Issues the receipt of a customer's yes: built, signed, verified as anybody would, and kept together with its timeline
 * entry. One yes has one receipt: whoever comes second, or again after a death at any point, finds it and does nothing;
 * what was signed and not kept is no receipt.
 */
export async function issueReceipt(deps: IssueDeps, ref: DecisionRef): Promise<'issued' | 'not_needed'> {
  const { tables, newId } = deps;
  const [decision, kept] = await Promise.all([
    readDecision(tables, ref),
    readReceipt(tables, ref.org, ref.subject, decisionName(ref)),
  ]);
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

async function signed(deps: IssueDeps, decision: Decision) {
  const { tables, clock, newId, issuer } = deps;
  const { org, subject, kind, round } = decision;
  const [item, entry] = await Promise.all([
    tables.get('desk', recordKey(org, subject)),
    entryOf(tables, org, subject, ({ type, data }) => {
      return type === 'decision.recorded' && data['kind'] === kind && data['round'] === round;
    }),
  ]);
  if (!item) throw new InvariantBroken('a yes without its request');
  const request = readStored(linkRequestShape, item);
  const issuedAt = clock.now();
  const document = consentReceipt({ id: newId('receipt'), issuer, issuedAt, decision, request, entry });
  const receipt = await signReceipt(deps, document, { org, of: decisionName(decision) });
  return { receipt, records: [subject, ...(request.changes ? [request.changes] : [])] };
}
