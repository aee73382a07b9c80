import { expectOk } from '../../support/desk.ts';
import { hand, type Probe } from './probe.ts';
import { started } from './unbinds-outside.ts';

/** What an unbind costs, read at the provider and by finance. */
export const unbindsMoneyProbes: readonly Probe[] = [
  {
    group: 'unbinds-provider',
    does: 'reads what a leaving customer costs',
    act: async (bench) => {
      const { org, id } = await started(bench);
      await hand(bench.desk, 'unbinds-provider', { kind: 'unbind.meter', org, id, at: new Date().toISOString() });
      const { money } = (await expectOk(bench.auditor.getUnbindMoney({ params: { unbindId: id } }))).json;
      if (money.mode !== 'api' || money.periods.length === 0) throw new Error(JSON.stringify(money));
    },
  },
];
