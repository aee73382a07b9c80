import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import { type TimelineEntry, timelineEntryShape, timelineKey } from '../timeline/index.ts';
import { checkReceipt } from './check-receipt.ts';
import type { SignedDocument } from './document.ts';
import type { Signer } from './ports.ts';
import type { Receipt } from './receipt.ts';
import { signDocument } from './signing/jws.ts';

export type IssueDeps = {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly signer: Signer;
  /** The desk's address, which receipts name as their issuer. */
  readonly issuer: string;
};

/** A document signed, and verified as anybody would; to be kept as the answer to `of`. */
export async function signReceipt(
  { signer }: Pick<IssueDeps, 'signer'>,
  document: SignedDocument,
  { org, of }: Pick<Receipt, 'org' | 'of'>,
): Promise<Receipt> {
  const { jws, kid, sha256 } = await signDocument(document, signer);
  const checked = await checkReceipt(jws, [await signer.key()]);
  if (!checked.ok) throw new InvariantBroken(`the key service signed what can not be verified: ${checked.error.kind}`);
  return { org, of, id: document.id, kind: document.kind, issuedAt: document.issuedAt, kid, sha256, jws };
}

const PAGE = 100;

/** The entry of a timeline that tells of what is signed, written in its transaction. */
export async function entryOf(
  tables: Tables,
  org: string,
  subject: string,
  tells: (entry: TimelineEntry) => boolean,
): Promise<TimelineEntry> {
  const { pk } = timelineKey(org, subject, 1);
  let after: string | undefined;
  for (;;) {
    const page = await tables.query({ table: 'timeline', pk, limit: PAGE, ...(after !== undefined && { after }) });
    const found = page.items.map((item) => readStored(timelineEntryShape, item)).find(tells);
    if (found) return found;
    after = page.last;
    if (!page.more || after === undefined) throw new InvariantBroken('what is signed is not on the timeline');
  }
}
