import * as z from 'zod';
import { wireTime } from '../wire-format.ts';
import { compare } from '../world.ts';
import { action, order, uin, window, windowOf } from './action.ts';
import { wireMoment } from './wire-format.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

const describeAgentBills = action({
  name: 'DescribeAgentBills',
  perSecond: 20,
  parameters: z.strictObject({
    SettleMonth: month,
    ClientUin: uin.optional(),
    PayMode: z.enum(['prepay', 'postpay']).optional(),
    OrderId: z.string().optional(),
    ClientRemark: z.string().optional(),
    ...window,
  }),
  run: ({ china, partner }, { SettleMonth, ClientUin, PayMode, OrderId, ClientRemark, ...asked }) => {
    const found = china.bills.filter(
      (row) =>
        row.partner === partner.uin &&
        row.month === SettleMonth &&
        row.uin === (ClientUin ?? row.uin) &&
        row.payMode === (PayMode ?? row.payMode) &&
        row.orderId === (OrderId ?? row.orderId) &&
        (ClientRemark === undefined || china.clients[row.uin]?.remark === ClientRemark),
    );
    const { rows, total } = windowOf(found, { ...asked, OrderDirection: 'ASC' });
    return {
      TotalCount: total,
      AgentBillSet: rows.map((row) => ({
        Uin: partner.uin,
        OrderId: row.orderId,
        ClientUin: row.uin,
        ClientRemark: china.clients[row.uin]?.remark ?? '',
        PayTime: wireTime(row.payAt),
        GoodsType: row.goodsType,
        PayMode: row.payMode,
        SettleMonth: row.month,
        // Both a number and text are seen in the samples.
        Amt: String(row.amt),
        PayerMode: row.payerMode,
        ClientType: china.clients[row.uin]?.clientType ?? '',
        ProjectType: china.clients[row.uin]?.projectType ?? '',
        ActivityId: '0',
      })),
    };
  },
});

const describeRebateInfosNew = action({
  name: 'DescribeRebateInfosNew',
  perSecond: 20,
  parameters: z.strictObject({ RebateMonth: month.optional(), ...window }),
  run: ({ china, partner }, { RebateMonth, ...asked }) => {
    const found = china.rebates.filter(
      (row) => row.partner === partner.uin && row.month === (RebateMonth ?? row.month),
    );
    const { rows, total } = windowOf(found, { ...asked, OrderDirection: 'ASC' });
    return {
      RebateInfoSet: rows.map((row) => ({
        Uin: row.uin,
        RebateMonth: row.month,
        // A number beside text, as in the sample.
        Amt: row.amt,
        MonthSales: String(row.monthSales),
        QuarterSales: String(row.quarterSales),
        ExceptionFlag: row.flag,
      })),
      TotalCount: String(total),
    };
  },
});

/** What a row's status has to be for each filter: the same numbers mean other states. */
const statusByFilter: Readonly<Record<0 | 1 | 2, number | undefined>> = { 0: undefined, 1: 0, 2: 1 };
const day = z.iso.date().optional();

const describeUnbindClientList = action({
  name: 'DescribeUnbindClientList',
  perSecond: 20,
  parameters: z.strictObject({
    Status: z.literal([0, 1, 2]),
    Offset: z.int().min(0),
    Limit: z.int().min(1).max(2000),
    UnbindUin: uin.optional(),
    ApplyTimeStart: day,
    ApplyTimeEnd: day,
    OrderDirection: order,
  }),
  run: ({ china, partner }, { Status, UnbindUin, ApplyTimeStart, ApplyTimeEnd, ...asked }) => {
    const found = china.unbindings
      .filter((record) => {
        const appliedOn = wireTime(record.appliedAt).slice(0, 10);
        return (
          record.partner === partner.uin &&
          record.uin === (UnbindUin ?? record.uin) &&
          record.status === (statusByFilter[Status] ?? record.status) &&
          appliedOn >= (ApplyTimeStart ?? '') &&
          appliedOn <= (ApplyTimeEnd ?? '9999')
        );
      })
      .toSorted((one, other) => compare(one.appliedAt, other.appliedAt));
    const { rows, total } = windowOf(found, asked);
    return {
      TotalCount: total,
      UnbindClientList: rows.map((record) => ({
        // The model says text, the sample shows a number.
        Uin: Number(record.uin),
        Name: record.name,
        Status: record.status,
        ApplyTime: wireMoment(record.appliedAt),
        ActionTime: wireMoment(record.endedAt),
      })),
    };
  },
});

/** What the documentation calls business information: bills, rebates and unbindings. */
export const businessActions = [describeAgentBills, describeRebateInfosNew, describeUnbindClientList];
