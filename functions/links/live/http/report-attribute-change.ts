import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { startChecklist } from '../../../verification/index.ts';
import type { LinkDeps } from '../../ports.ts';
import { attributeChange } from '../attribute-change.ts';
import { activeRefusal } from '../change-link.ts';
import { liveLinkOperations } from '../contract.ts';
import { changeLinkOnce } from './change-once.ts';

/** Marks whether the link can stay as it is, and has it verified anew, in one transaction (R052). */
export const createReportAttributeChange =
  (deps: LinkDeps): HttpHandler<typeof liveLinkOperations.reportAttributeChange> =>
  (call) =>
    changeLinkOnce(deps, liveLinkOperations.reportAttributeChange, call, (link, at) => {
      const refusal = activeRefusal(link);
      if (refusal) return err(refusal);
      const { note, ...reported } = call.body;
      const changed = attributeChange(link, reported, at);
      const checklist = startChecklist(link, 'attribute_change', at, call.caller.member);
      return ok({
        type: 'link.attributes_changed',
        set: { ...changed.set, ...checklist.set },
        data: { note, ...changed.told },
        also: checklist.intents,
      });
    });
