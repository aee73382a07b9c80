import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Letter } from '../ask-customer.ts';

/** Sends plain-text mail. Not idempotent: whoever calls it has claimed the mail before. */
export function sesMailer(client: SESv2Client, from: string) {
  return async ({ to, subject, text }: Letter): Promise<string> => {
    const content = {
      Simple: { Subject: { Data: subject, Charset: 'UTF-8' }, Body: { Text: { Data: text, Charset: 'UTF-8' } } },
    };
    const { MessageId } = await client.send(
      new SendEmailCommand({ FromEmailAddress: from, Destination: { ToAddresses: [to] }, Content: content }),
    );
    return MessageId ?? 'unknown';
  };
}
