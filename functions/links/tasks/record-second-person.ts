import * as z from 'zod';
import type { StepAnswer, StepInput } from '../advance.ts';
import { afterPermission } from '../after-permission.ts';
import type { LinkDeps } from '../ports.ts';
import { takeAnswer } from '../take-answer.ts';
import { transition } from '../transition.ts';

/** What a person answers to an open question of ours: who, and their words. */
export const PersonsAnswer = z.object({ by: z.string(), reason: z.string().optional() });

/** Takes in the second person's agreement or refusal (R027), or that nobody gave one. */
export const createRecordSecondPerson =
  (deps: LinkDeps) =>
  (input: StepInput): Promise<StepAnswer> =>
    takeAnswer(deps, input, 'awaiting_second_person', 'nobody agreed in time', async ({ record, decision, at }) => {
      const { by, reason } = PersonsAnswer.parse(decision.answer);
      const actor = { kind: 'member', id: by } as const;
      if (decision.verdict !== 'agree') {
        const set = { reason: reason ?? 'the second person did not agree' };
        return transition(record, { to: 'rejected', actor, at, set }, deps.newId);
      }
      const { secondPerson } = record;
      const agreed = { because: [], nearMisses: [], ...secondPerson, agreedBy: by, agreedAt: at };
      const onward = await afterPermission(deps, record);
      const set = { ...onward.set, secondPerson: agreed };
      const data = { ...onward.data, permission: { because: agreed.because, alone: by === record.createdBy } };
      return transition(record, { ...onward, actor, at, set, data }, deps.newId);
    });
