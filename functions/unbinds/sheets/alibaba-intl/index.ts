import type { SheetsOfSite } from '../run-sheet.ts';
import { cardBinding } from './card-binding.ts';
import { completion } from './completion.ts';
import { customerConfirmation } from './customer-confirmation.ts';
import { dailyLook } from './daily-look.ts';
import { distributorReview } from './distributor-review.ts';
import { refused } from './refused.ts';
import { reviewEntry } from './review-entry.ts';
import { submission } from './submission.ts';
import { withdrawal } from './withdrawal.ts';

/** Unbinding at Alibaba Cloud International, in its partner console (ACPN). */
export const sheets: SheetsOfSite = {
  submission: [submission],
  refused: [refused],
  distributor_review: [distributorReview],
  customer_confirmation: [customerConfirmation],
  card_binding: [cardBinding],
  completion: [completion],
  withdrawal: [withdrawal],
  review_entry: [reviewEntry],
  daily_look: [dailyLook],
};
