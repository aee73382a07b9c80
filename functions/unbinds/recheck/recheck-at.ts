import type { Instant } from '../../kernel/clock.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { due } from '../../platform/due.ts';
import type { Unbind } from '../unbind.ts';

type Case = Pick<Unbind, 'org' | 'id'>;

/** The look once the card is bound, when the provider looks, too (R094); done again every day until it has completed. */
export function recheckAt({ org, id }: Case, at: Instant): WriteIntent {
  return due({ kind: 'unbind.recheck', org, id, at });
}

/** A look that somebody asks for while the application is live. */
export function recheckAsked({ org, id }: Case, at: Instant): WriteIntent {
  return due({ kind: 'unbind.recheck', org, id: `${id}#asked`, at });
}
