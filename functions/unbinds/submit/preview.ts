import type * as z from 'zod';
import type { Language } from '../../kernel/texts.ts';
import { asksForCard } from '../../providers/unbinding.ts';
import { effectsOf } from '../notice/notice-text.ts';
import { isReadable } from '../preconditions/judge.ts';
import { blocks } from '../preconditions/precondition.ts';
import { remedyText } from '../preconditions/remedy-texts.ts';
import type { UnbindStatus } from '../status.ts';
import type { Considered } from './considered.ts';
import type { PreviewView } from './view.ts';

/** What would come of a wish: everything that is known of it, and who has it in hand after whom. */
export function viewPreview(considered: Considered, language: Language): z.input<typeof PreviewView> {
  const { preconditions, account, site, secondLevel, exit, link } = considered;
  const submits = site.unbind.steps.submission.mode === 'api' ? 'api' : 'operator';
  const ready = !preconditions.some(blocks) && secondLevel !== undefined;
  return {
    ready,
    preconditions: preconditions.map(({ remedy, ...one }) => ({
      ...one,
      told: isReadable(site, account, one.name) ? 'machine' : 'attested',
      ...(remedy && { remedy: { ...remedy, words: remedyText(remedy.text, language) } }),
    })),
    ...readingOf(considered),
    ...(exit && { exit }),
    distributorReviews: secondLevel === undefined ? 'unknown' : secondLevel === null ? 'no' : 'yes',
    ...(secondLevel && { secondLevel }),
    submits,
    next: steps.filter(
      ({ status }) =>
        (status !== 'awaiting_distributor_review' || secondLevel !== null) &&
        (status !== 'awaiting_card' || asksForCard(site.unbind)),
    ),
    effects: effectsOf(link.partnerAccount.site, language),
  };
}

/** Who has it in hand after whom; the distributor only where a second-level reseller has the customer, a card only where the site asks for it. */
const steps = [
  { status: 'awaiting_second_person', party: 'approver' },
  { status: 'awaiting_submission', party: 'operator' },
  { status: 'awaiting_distributor_review', party: 'distributor' },
  { status: 'awaiting_customer_confirmation', party: 'customer' },
  { status: 'awaiting_initiator', party: 'operator' },
  { status: 'awaiting_card', party: 'customer' },
  { status: 'awaiting_completion', party: 'provider' },
] as const satisfies readonly { readonly status: UnbindStatus; readonly party: string }[];

function readingOf({ reading, periods }: Considered) {
  if (!reading) return {};
  const missing = (periods ?? []).filter((period) => {
    const read = reading.unpaid[period];
    return !read || 'unknown' in read;
  });
  const { by, since, left } = reading.reading;
  return {
    reading: { since, by, inHand: left.length > 0, ...(reading.readAt && { readAt: reading.readAt }), missing },
  };
}
