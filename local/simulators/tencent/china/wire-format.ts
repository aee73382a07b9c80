import { wireTime } from '../wire-format.ts';

/** Seconds since 1970, as text, as the samples of both lists have them. */
export function unixText(instant: string | null): string {
  return instant === null ? '' : String(Math.floor(Date.parse(instant) / 1000));
}

/** `YYYY-MM-DD HH:mm:ss` in UTC+8; a row of zeros for no time, as samples of the product show it. */
export function wireMoment(instant: string | null): string {
  return instant === null ? '0000-00-00 00:00:00' : wireTime(instant);
}

/** First three and last four digits. Source: sample of DescribeAgentClients. */
export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** First three letters, then five stars. Source: sample of DescribeAgentAuditedClients. */
export function maskedMail(mail: string): string {
  return `${mail.slice(0, 3)}*****${mail.slice(mail.lastIndexOf('@'))}`;
}

/** First and last character, two stars between. Source: example of `ClientName` (DescribeAgentClients). */
export function maskedName(name: string): string {
  return name.replace(/^(.).*(.)$/su, '$1**$2');
}
