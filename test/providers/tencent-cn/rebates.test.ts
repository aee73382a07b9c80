import { describe, expect, test } from 'vitest';
import { partner, ref, says, scriptChina, startChina, valueOf } from '../../support/tencent-cn-port.ts';

const month = '2026-10';

describe('R116: a month’s list of rebates', () => {
  test('has amounts in yuan to the last fen, flags as they are, and every row once', async () => {
    const { port, china } = await startChina();
    const put = [
      { uin: partner, amt: 2_682_133, monthSales: 4_873_578, quarterSales: 10_756_003 },
      { uin: '100020000009', amt: -7, flag: 'NO_CONTRACT' },
    ];
    await china.setRebates({ account: partner, month, put });
    await china.setRebates({ account: partner, month: '2026-09', put: [{ uin: partner, amt: 1 }] });
    expect(await valueOf(port.listRebates(ref, month))).toMatchObject({
      items: [
        {
          Uin: partner,
          RebateMonth: month,
          Amt: '26821.33',
          MonthSales: '48735.78',
          QuarterSales: '107560.03',
          ExceptionFlag: 'NORMAL',
        },
        { Uin: '100020000009', Amt: '-0.07', ExceptionFlag: 'NO_CONTRACT' },
      ],
      total: 2,
    });
  });

  test('is read page by page, the total stated on each', async () => {
    const { port, china } = await startChina();
    const put = Array.from({ length: 101 }, (_, n) => ({ uin: String(100_000_100_000 + n), amt: n }));
    await china.setRebates({ account: partner, month, put });
    const first = await valueOf(port.listRebates(ref, month));
    expect([first.items.length, first.total]).toEqual([100, 101]);
    const second = await valueOf(port.listRebates(ref, month, first.next));
    expect([second.items.length, second.total, second.next]).toEqual([1, 101, undefined]);
  });

  test('of a month without any is empty, which is no failure', async () => {
    const { port } = await startChina();
    expect(await valueOf(port.listRebates(ref, month))).toMatchObject({ items: [], total: 0 });
    await expect(port.listRebates(ref, '2026-13')).rejects.toThrow('no month');
  });

  test('keeps what nobody documents, and leaves out what a row does not have', async () => {
    const row = { Uin: '1000012345', Amt: '10', MonthSales: null, Level: 2, Note: '新', Of: { a: 1 }, Ready: false };
    const { port } = await scriptChina(() => says({ RebateInfoSet: [row], TotalCount: '1' }));
    expect((await valueOf(port.listRebates(ref, month))).items).toEqual([
      { Uin: '1000012345', Amt: '0.1', Level: '2', Note: '新', Of: '{"a":1}', Ready: 'false' },
    ]);
  });

  test.each([{ Amt: 1.5 }, { Amt: 'ten' }, { Amt: '1', Uin: 'nobody' }])('with %j is malformed', async (row) => {
    const { port } = await scriptChina(() => says({ RebateInfoSet: [{ Uin: '1000012345', ...row }], TotalCount: 1 }));
    expect(await port.listRebates(ref, month)).toMatchObject({ error: { kind: 'malformed_answer' } });
  });
});
