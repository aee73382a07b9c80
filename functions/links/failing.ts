import type { EffectOutcome } from '../providers/effects.ts';
import { type Failure, toldFailure } from './link-request.ts';

/** The step that ends a request as failed: why stands in the record, and without the provider's text on the timeline. */
export function failing(failure: Failure, reason: string) {
  return { to: 'failed', set: { failure, reason }, data: { failure: toldFailure(failure) } } as const;
}

/** A provider's final no, as the failure of a request. */
export function failureOf({ refusal, raw }: Extract<EffectOutcome, { kind: 'refused' }>): Failure {
  return { stage: refusal.stage, code: refusal.code, raw };
}
