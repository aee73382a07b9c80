import * as z from 'zod';
import { refusal } from '../api-error.ts';
import { compare } from '../world.ts';
import { action, type ChinaCaller, order, uin, window, windowOf } from './action.ts';
import { associate } from './associate.ts';
import type { ChinaApplication, Client } from './state.ts';
import { maskedMail, maskedName, maskedPhone, unixText } from './wire-format.ts';

const describeAgentClients = action({
  name: 'DescribeAgentClients',
  perSecond: 10,
  parameters: z.strictObject({
    ClientUin: uin.optional(),
    ClientName: z.string().optional(),
    ClientFlag: z.enum(['a', 'b']).optional(),
    OrderDirection: order,
    SalesUin: z.string().optional(),
    SalesName: z.string().optional(),
    ...window,
  }),
  run: ({ china, partner }, asked) => {
    const found = china.applications
      .filter((one) => one.partner === partner.uin && (asked.ClientUin ?? one.uin) === one.uin)
      .toSorted((one, other) => compare(one.appliedAt, other.appliedAt) || compare(one.uin, other.uin))
      .flatMap((application) => {
        const client = china.clients[application.uin];
        return client && fits(client, asked) ? [wireApplication(partner.uin, application, client)] : [];
      });
    const { rows, total } = windowOf(found, asked);
    return { AgentClientSet: rows, TotalCount: total };
  },
});

/** A name is found by a part of its masked form. */
function fits(
  client: Client,
  { ClientName, ClientFlag }: { ClientName?: string | undefined; ClientFlag?: string | undefined },
): boolean {
  return maskedName(client.name).includes(ClientName ?? '') && (ClientFlag === undefined || ClientFlag === client.flag);
}

function wireApplication(partner: string, { uin: of, appliedAt, status }: ChinaApplication, client: Client) {
  return {
    Uin: partner,
    ClientUin: of,
    // The model says number, the sample shows text: the sample is what a caller meets.
    ApplyTime: unixText(appliedAt),
    ClientFlag: client.flag,
    Mail: maskedMail(client.mail),
    Phone: maskedPhone(client.phone),
    HasOverdueBill: client.hasOverdueBill ? 1 : 0,
    Status: status,
    SalesUin: '',
    SalesName: '',
    ClientName: maskedName(client.name),
    IncreaseGoal: '0',
  };
}

const auditApplyClient = action({
  name: 'AuditApplyClient',
  perSecond: 5,
  parameters: z.strictObject({ ClientUin: uin, AuditResult: z.enum(['accept', 'reject']), Note: z.string() }),
  run: (caller, { ClientUin, AuditResult, Note }) => {
    const { china, partner, world } = caller;
    const { application, client } = waitingFor(caller, ClientUin);
    if (AuditResult === 'accept' && client.flag === 'b' && Note === '') throw refusal('InvalidParameter', 'Note');
    const said = { Uin: partner.uin, ClientUin };
    if (AuditResult === 'reject') {
      china.applications.splice(china.applications.indexOf(application), 1);
      return { ...said, AuditResult };
    }
    application.note = Note;
    if (partner.audits === 'every' || (partner.audits === 'class_b' && client.flag === 'b')) {
      application.status = 2;
      return { ...said, AuditResult: 'qcloudaudit' };
    }
    associate(china, application, world.clock.now().toISOString());
    return { ...said, AuditResult, AgentTime: Number(unixText(client.associatedAt)) };
  },
});

/** Whatever stands in the way has the one code that the product has for it. */
function waitingFor({ china, partner }: ChinaCaller, of: string): { application: ChinaApplication; client: Client } {
  const application = china.applications.find((one) => one.uin === of && one.partner === partner.uin);
  const client = china.clients[of];
  if (application?.status !== 1 || client === undefined) throw refusal('FailedOperation', 'no application waits');
  if (client.partner !== null) throw refusal('FailedOperation', 'the account has a partner');
  return { application, client };
}

/** Who waits, and the partner's answer. */
export const applicationActions = [describeAgentClients, auditApplyClient];
