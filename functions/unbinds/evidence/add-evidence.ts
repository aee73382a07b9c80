import type { Problem } from '../../kernel/problems.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import type { Upload } from '../../platform/presigned.ts';
import { append } from '../../timeline/index.ts';
import { changeUnbind } from '../change-unbind.ts';
import type { UnbindDeps } from '../ports.ts';
import { type Evidence, newEvidence } from './evidence.ts';
import type { EvidenceStore } from './evidence-store.ts';

/** What is said of a file before it is uploaded. */
export type Announced = Pick<Evidence, 'contentType' | 'bytes' | 'sha256'> & { readonly fileName?: string | undefined };

type Added = { readonly evidence: Evidence; readonly upload: Upload };

/** Enters a file with its case and on its timeline; its bytes follow. Also where a case has ended: proof may come late. */
export async function addEvidence(
  deps: UnbindDeps & { readonly evidence: EvidenceStore },
  of: { readonly org: string; readonly unbind: Evidence['unbind']; readonly by: string },
  { fileName, contentType, bytes, sha256 }: Announced,
  also: (evidence: Evidence, upload: Upload) => readonly WriteIntent[],
): Promise<Result<Added, Problem | Refused>> {
  const at = deps.clock.now();
  const { org, unbind, by } = of;
  const known = { contentType, bytes, sha256 } as const;
  const id = deps.newId('evidence');
  const evidence: Evidence = { org, id, unbind, ...(fileName && { fileName }), ...known, addedBy: by, addedAt: at };
  const upload = await deps.evidence.uploadOf(evidence);
  const actor = { kind: 'member', id: by } as const;
  const entry = { type: 'unbind.evidence_added', actor, at, data: { evidence: id, ...known } } as const;
  return changeUnbind(deps, org, unbind, ({ record }) => {
    const intents = [newEvidence(evidence), ...append(record, entry, deps.newId), ...also(evidence, upload)];
    return ok({ intents, value: { evidence, upload } });
  });
}
