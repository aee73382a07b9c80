import type { Problem } from '../../kernel/problems.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import type { Sheet } from '../../sheets/sheet.ts';
import { type Given, ticked } from '../../sheets/tick.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import { verifyEvidence } from '../evidence/verify-evidence.ts';
import type { Deliver, UnbindDeps } from '../ports.ts';
import { type InHand, type Worked, type WorkedOn, workSheet } from './work-sheet.ts';

type Deps = UnbindDeps & { readonly deliver: Deliver; readonly evidence: EvidenceStore };

/** Ticks a step of a sheet; the first tick opens it. Files are held against what was announced of them before. */
export async function tickSheet(
  deps: Deps,
  worked: Worked,
  step: number,
  given: Given,
  also: (after: WorkedOn) => readonly WriteIntent[],
): Promise<Result<WorkedOn, Problem | Refused>> {
  const files = given.evidence ?? [];
  const verified = await verifyEvidence(deps, worked.org, worked.unbind, files, deps.clock.now());
  if (!verified.ok) return verified;
  return workSheet(
    deps,
    worked,
    (inHand, at) => {
      const open = inHand.sheet ?? newSheet(deps, worked, inHand, at);
      const done = ticked(inHand.run, open, step, given, worked.by, at);
      return done.ok ? ok({ sheet: done.value, type: 'unbind.sheet_ticked', step }) : done;
    },
    (after) => [...verified.value, ...also(after)],
  );
}

function newSheet({ newId }: UnbindDeps, { org, unbind, by }: Worked, inHand: InHand, at: string): Sheet {
  const { purpose, number, run } = inHand;
  const opened = { version: run.version, operator: by, openedAt: at, ticks: [], reopened: [], revision: 1 };
  return { org, id: newId('sheet'), record: unbind, purpose, number, ...opened };
}
