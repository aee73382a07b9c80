import * as z from 'zod';
import type { StepAnswer, StepInput } from '../advance.ts';
import type { LinkDeps } from '../ports.ts';
import { takeAnswer } from '../take-answer.ts';
import { transition } from '../transition.ts';

const MendedAnswer = z.object({ by: z.string(), changed: z.string().optional() });

/** Takes in somebody's word that the customer has mended its account (R147): the provider is asked once more. */
export const createRecordRemedy =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_customer_remedy', notInTime, ({ record, decision, at }) => {
      const { by, changed } = MendedAnswer.parse(decision.answer);
      const actor = { kind: 'member', id: by } as const;
      const data = { code: record.remedy?.code, changed: changed !== undefined };
      return transition(record, { to: 'approving', actor, at, data }, deps.newId);
    });

const notInTime = 'the customer did not mend its account in time';
