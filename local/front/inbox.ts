import * as z from 'zod';

/** A mail that the desk has sent into the local cloud, where it goes no further. */
export interface Mail {
  id: string;
  to: readonly string[];
  subject: string;
  text: string;
  /** ISO 8601, by the real clock. */
  sentAt: string;
}

const SentMessages = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({
        MessageId: z.string(),
        To: z.array(z.string()),
        Subject: z.string(),
        BodyText: z.string(),
        /** Seconds since 1970. */
        Timestamp: z.number(),
      }),
    ),
  ),
});

/** All mail that the engine has taken, newest first. */
export async function readInbox(engineUrl: string): Promise<Mail[]> {
  const answer = await fetch(`${engineUrl}/_ministack/ses/messages`);
  const { messages } = SentMessages.parse(await answer.json());
  return Object.values(messages)
    .flat()
    .map(({ MessageId, To, Subject, BodyText, Timestamp }) => ({
      id: MessageId,
      to: To,
      subject: Subject,
      text: BodyText,
      sentAt: new Date(Timestamp * 1000).toISOString(),
    }))
    .toSorted((a, b) => b.sentAt.localeCompare(a.sentAt));
}
