import * as z from 'zod';
import type { Fate } from './sent-mail.ts';

/**
 * What SES tells of a mail, as its topic brings it: an event of the configuration set (`eventType`), or a notification of
 * the identity (`notificationType`); both have the same bodies. It also names the addresses, which nobody here reads.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const FeedbackMessage = z
  .object({
    eventType: z.string().optional(),
    notificationType: z.string().optional(),
    mail: z.object({ messageId: z.string().min(1) }),
    bounce: z.object({ bounceType: z.string() }).optional(),
  })
  .refine(({ eventType, notificationType }) => (eventType ?? notificationType) !== undefined, {
    error: 'neither an event nor a notification of SES',
  });
export type FeedbackMessage = z.infer<typeof FeedbackMessage>;

/**
 * What it comes to. A transient bounce is SES’s own to try again, or an answering machine: the mail may still arrive.
 * `Reject` is SES refusing what it had taken, after finding a virus in it; it reached nobody.
 * @returns nothing where it says nothing final
 */
export function fateOf({ eventType, notificationType, bounce }: FeedbackMessage): Fate | undefined {
  const what = eventType ?? notificationType;
  if (what === 'Bounce' && bounce?.bounceType !== 'Permanent') return undefined;
  return what === undefined ? undefined : fateOfEvent[what];
}

const fateOfEvent: Readonly<Record<string, Fate>> = {
  Delivery: 'delivered',
  Complaint: 'complained',
  Bounce: 'bounced',
  Reject: 'bounced',
};

/** What SES says once, as plain text, to a topic that it is to tell from now on. */
export function isGreeting(message: unknown): boolean {
  return typeof message === 'string' && message.startsWith('Successfully validated SNS topic');
}
