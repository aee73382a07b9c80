import { InvariantBroken, ok } from '../kernel/result.ts';
import { change } from '../platform/change.ts';
import type { DueItem } from '../platform/due.ts';
import type { Tables } from '../platform/tables.ts';
import { append } from '../timeline/index.ts';
import { readUnbind } from '../unbinds/change-unbind.ts';
import { readEvidence } from '../unbinds/evidence/evidence.ts';
import type { Unbind } from '../unbinds/unbind.ts';
import { completionCertificate, filesOf } from './build-completion.ts';
import { COMPLETION, keepReceipt, readReceipt } from './receipt.ts';
import { entryOf, type IssueDeps, signReceipt } from './sign-receipt.ts';

/** Issues the certificate of a completed unbind, as `issueReceipt` does for a yes: one case has one. */
export async function issueCertificate(
  deps: IssueDeps,
  { org, id }: Pick<DueItem, 'org' | 'id'>,
): Promise<'issued' | 'not_needed'> {
  const { tables, clock, newId, issuer } = deps;
  const [unbind, kept] = await Promise.all([readUnbind(tables, org, id), readReceipt(tables, org, id, COMPLETION)]);
  if (kept || unbind?.status !== 'completed') return 'not_needed';
  const [hashes, entry] = await Promise.all([
    hashesOf(tables, unbind),
    entryOf(tables, org, id, ({ type }) => type === 'unbind.completed'),
  ]);
  const issuedAt = clock.now();
  const document = completionCertificate({ id: newId('receipt'), issuer, issuedAt, unbind, hashes, entry });
  const receipt = await signReceipt(deps, document, { org, of: COMPLETION });
  const told = {
    type: 'unbind.certified',
    actor: { kind: 'desk', part: 'receipts' },
    at: issuedAt,
    data: { receipt: receipt.id, sha256: receipt.sha256, site: unbind.partnerAccount.site },
  } as const;
  const done = await change(
    tables,
    () => readUnbind(tables, org, id),
    (record) => {
      if (!record) throw new InvariantBroken(`${id} is gone`);
      return ok({ intents: [...keepReceipt(receipt, [id]), ...append(record, told, newId)], value: undefined });
    },
  );
  return done.ok ? 'issued' : 'not_needed';
}

/** The hashes of the files that a case names, by their ids. */
async function hashesOf(tables: Tables, unbind: Unbind): Promise<ReadonlyMap<string, string>> {
  const files = await Promise.all(filesOf(unbind).map((file) => readEvidence(tables, unbind.org, unbind.id, file)));
  return new Map(files.flatMap((file) => (file ? [[file.id, file.sha256] as const] : [])));
}
