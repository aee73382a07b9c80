import * as z from 'zod';
import { Precondition, PreconditionName } from './precondition.ts';

/** What timelines and events tell of a look: no amounts, since what somebody owes is no business of whoever reads them. */
export const LookTold = z.object({
  ready: z.boolean().describe('whether nothing stands in the way, attestations and overrides counted'),
  preconditions: z.array(
    z.strictObject({
      check: PreconditionName,
      mode: Precondition.shape.mode,
      result: Precondition.shape.result,
      overridden: z.literal(true).optional().describe('somebody goes on all the same, with a reason'),
    }),
  ),
});

export function toldOf(ready: boolean, preconditions: readonly Precondition[]): z.infer<typeof LookTold> {
  return {
    ready,
    preconditions: preconditions.map(({ name, mode, result, overridden }) => ({
      check: name,
      mode,
      result,
      ...(overridden && { overridden: true }),
    })),
  };
}
