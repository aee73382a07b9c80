import type { NoticeView } from '../../../functions/notices/view.ts';
import { linkDesk } from '../../support/link-desk.ts';

/** A desk with its notices, and what people see and do of them. */
export async function noticesDesk(...given: Parameters<typeof linkDesk>) {
  const desk = await linkDesk(...given);
  const list = async (query: Record<string, string> = {}, rights = 'operator', org?: string) => {
    const answer = await desk.request('GET /v1/notices', { query, rights, ...(org !== undefined && { org }) });
    const items: NoticeView[] = answer.json.items;
    return { ...answer, items };
  };
  return {
    ...desk,
    list,
    /** Creates a request whose customer is asked. */
    async asked(accountId?: string) {
      const id = await desk.ask(accountId);
      await desk.settle();
      return id;
    },
    /** What SES tells of the mail that went as number so and so. */
    hear: (number: number, what: 'Delivery' | 'Complaint' | 'Bounce' | 'Reject', bounceType = 'Permanent') =>
      desk.work.NOTICES_QUEUE({
        eventType: what,
        mail: { messageId: `mail-${number}`, destination: ['it@lantern-logistics.example'] },
        ...(what === 'Bounce' && { bounce: { bounceType, bouncedRecipients: [] } }),
      }),
    resend: (noticeId: string, key?: string, rights = 'operator') =>
      desk.request('POST /v1/notices/{noticeId}/resend', {
        params: { noticeId },
        json: {},
        rights,
        ...(key !== undefined && { key }),
      }),
  };
}
