import * as z from 'zod';
import { refusal } from '../api-error.ts';
import { compare } from '../world.ts';
import { action, type ChinaCaller, order, uin, window, windowOf } from './action.ts';
import type { Client } from './state.ts';
import { maskedMail, maskedName, unixText } from './wire-format.ts';

const describeAgentAuditedClients = action({
  name: 'DescribeAgentAuditedClients',
  perSecond: 10,
  parameters: z.strictObject({
    ClientUin: uin.optional(),
    ClientUins: z.array(uin).optional(),
    ClientName: z.string().optional(),
    ClientFlag: z.enum(['a', 'b']).optional(),
    ClientRemark: z.string().optional(),
    ClientType: z.string().optional(),
    ProjectType: z.string().optional(),
    HasOverdueBill: z.literal([0, 1]).optional(),
    SalesUin: z.string().optional(),
    SalesName: z.string().optional(),
    OrderDirection: order,
    ...window,
  }),
  run: ({ china, partner }, asked) => {
    const wanted = {
      ...asked,
      uins: asked.ClientUins ?? (asked.ClientUin === undefined ? undefined : [asked.ClientUin]),
    };
    const found = Object.values(china.clients)
      .filter((client) => client.partner === partner.uin && fits(client, wanted))
      .toSorted(
        (one, other) => compare(one.associatedAt ?? '', other.associatedAt ?? '') || compare(one.uin, other.uin),
      );
    const { rows, total } = windowOf(found, asked);
    return { AgentClientSet: rows.map((client) => wireClient(partner.uin, client)), TotalCount: total };
  },
});

type Wanted = {
  readonly uins: readonly string[] | undefined;
  readonly ClientName?: string | undefined;
  readonly ClientFlag?: string | undefined;
  readonly ClientRemark?: string | undefined;
  readonly ClientType?: string | undefined;
  readonly ProjectType?: string | undefined;
  readonly HasOverdueBill?: 0 | 1 | undefined;
};

/** A name is found by a part of its masked form. */
function fits(client: Client, wanted: Wanted): boolean {
  const { uins, ClientName, ClientFlag, ClientRemark, ClientType, ProjectType, HasOverdueBill } = wanted;
  return (
    (uins === undefined || uins.includes(client.uin)) &&
    maskedName(client.name).includes(ClientName ?? '') &&
    client.flag === (ClientFlag ?? client.flag) &&
    client.remark === (ClientRemark ?? client.remark) &&
    client.clientType === (ClientType ?? client.clientType) &&
    client.projectType === (ProjectType ?? client.projectType) &&
    client.hasOverdueBill === (HasOverdueBill === undefined ? client.hasOverdueBill : HasOverdueBill === 1)
  );
}

function wireClient(partner: string, client: Client): Record<string, unknown> {
  return {
    Uin: partner,
    ClientUin: client.uin,
    AgentTime: unixText(client.associatedAt),
    ClientFlag: client.flag,
    ClientRemark: client.remark,
    ClientName: client.name,
    AuthType: client.authType,
    AppId: `12${client.uin.slice(-8)}`,
    LastMonthAmt: client.lastMonthAmt,
    ThisMonthAmt: client.thisMonthAmt,
    HasOverdueBill: client.hasOverdueBill ? 1 : 0,
    ClientType: client.clientType,
    ProjectType: client.projectType,
    SalesUin: '',
    SalesName: '',
    Mail: maskedMail(client.mail),
    TransactionType: client.transactionType,
  };
}

const describeAgentClientGrade = action({
  name: 'DescribeAgentClientGrade',
  perSecond: 20,
  parameters: z.strictObject({ ClientUin: uin }),
  run: (caller, { ClientUin }) => {
    const client = ownClient(caller, ClientUin);
    return {
      AuditStatus: 1,
      AuthState: client.authType === '-1' ? 0 : 1,
      ClientGrade: client.grade,
      ClientType: { '-1': 3, '0': 1, '1': 2 }[client.authType],
    };
  },
});

const describeClientBalanceNew = action({
  name: 'DescribeClientBalanceNew',
  perSecond: 20,
  parameters: z.strictObject({ ClientUin: uin }),
  run: (caller, { ClientUin }) => {
    const { cash, gifts, owed, frozen } = ownClient(caller, ClientUin);
    return { Balance: cash + gifts - owed - frozen, Cash: cash };
  },
});

const modifyClientRemark = action({
  name: 'ModifyClientRemark',
  perSecond: 20,
  parameters: z.strictObject({ ClientUin: uin, ClientRemark: z.string() }),
  run: (caller, { ClientUin, ClientRemark }) => {
    ownClient(caller, ClientUin).remark = ClientRemark;
    return {};
  },
});

/** "Own customers only": which of the four codes says so is not documented. */
function ownClient({ china, partner }: ChinaCaller, of: string): Client {
  const client = china.clients[of];
  if (client?.partner !== partner.uin) throw refusal('UnauthorizedOperation', 'not your customer');
  return client;
}

/** A partner's customers. */
export const clientActions = [
  describeAgentAuditedClients,
  describeAgentClientGrade,
  describeClientBalanceNew,
  modifyClientRemark,
];
