import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { faultOf, fileFaults } from '../../platform/presigned.ts';
import type { Tables } from '../../platform/tables.ts';
import { type Evidence, evidenceKey, readEvidence } from './evidence.ts';
import type { EvidenceStore } from './evidence-store.ts';

type Deps = { readonly tables: Pick<Tables, 'get'>; readonly evidence: EvidenceStore };

/** Why a file does not count. */
export const evidenceFaults = ['unknown', ...fileFaults] as const;
export type EvidenceFault = (typeof evidenceFaults)[number];

/**
 * Holds files against what was announced of them, before anything is built on them. One that was found good before is
 * not looked at again.
 * @returns the writes that note it, or `evidence_unfit` with the file and why
 */
export async function verifyEvidence(
  { tables, evidence }: Deps,
  org: string,
  unbind: string,
  ids: readonly string[],
  at: Instant,
): Promise<Result<readonly WriteIntent[], Problem>> {
  const notes: WriteIntent[] = [];
  for (const id of new Set(ids)) {
    const announced = await readEvidence(tables, org, unbind, id);
    if (!announced) return err(unfit(id, 'unknown'));
    if (announced.verifiedAt) continue;
    const fault = faultOf(announced, await evidence.find(announced));
    if (fault) return err(unfit(id, fault));
    notes.push(verified(announced, at));
  }
  return ok(notes);
}

function unfit(evidence: string, because: EvidenceFault): Problem {
  return { kind: 'evidence_unfit', params: { evidence, because } };
}

function verified({ org, unbind, id }: Evidence, at: Instant): WriteIntent {
  return {
    op: 'update',
    table: 'desk',
    key: evidenceKey(org, unbind, id),
    set: { verifiedAt: at },
    expect: [{ pk: { present: true } }],
    refusal: 'version',
  };
}
