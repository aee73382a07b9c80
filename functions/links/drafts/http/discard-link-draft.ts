import type { Problem } from '../../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../../kernel/result.ts';
import { change, type Decided } from '../../../platform/change.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { LinkDeps } from '../../ports.ts';
import type { draftOperations } from '../contract.ts';
import { endDraft, type LinkDraft, openRefusal, readDraft } from '../draft.ts';
import { viewDraft } from '../view.ts';

export const createDiscardLinkDraft =
  ({ tables, clock, newId }: LinkDeps): HttpHandler<typeof draftOperations.discardLinkDraft> =>
  async ({ caller, params }) => {
    const doing = { caller, at: clock.now(), newId };
    const done = await change(
      tables,
      () => readDraft(tables, caller.org, params.draftId),
      (draft): Result<Decided<LinkDraft>, Problem> => {
        if (!draft) return err({ kind: 'not_found', params: { what: 'link draft' } });
        if (draft.status === 'discarded') return ok({ intents: [], value: draft });
        const refusal = openRefusal(draft);
        return refusal ? err(refusal) : ok(endDraft(draft, { status: 'discarded' }, doing));
      },
    );
    if (done.ok) return ok({ status: 200, json: { linkDraft: viewDraft(done.value, caller) } });
    if (done.error.kind === 'refused') throw new InvariantBroken(`refused for ${done.error.reason}`);
    return err(done.error);
  };
