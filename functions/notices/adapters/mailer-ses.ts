import { type SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type Letter, MailRefused } from '../send-mail.ts';

/**
 * Sends plain-text mail. Not idempotent: whoever calls it has claimed the mail before, and the client must not try again
 * by itself, since a call of which no answer came may have sent. What SES refuses was not sent for certain: those are
 * the answers with status 4xx, throttling among them.
 * @throws MailRefused
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function sesMailer(client: SESv2Client, from: string, configurationSet: string) {
  return async ({ to, subject, text }: Letter): Promise<string> => {
    const content = {
      Simple: { Subject: { Data: subject, Charset: 'UTF-8' }, Body: { Text: { Data: text, Charset: 'UTF-8' } } },
    };
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: content,
      ConfigurationSetName: configurationSet,
    });
    try {
      const { MessageId } = await client.send(command);
      return MessageId ?? 'unknown';
    } catch (error) {
      if (error instanceof SESv2ServiceException && error.$fault === 'client')
        throw new MailRefused(`the mail service refused it: ${error.name}`);
      throw error;
    }
  };
}
