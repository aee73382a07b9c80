import { instant } from '../../functions/kernel/clock.ts';
import type { CallNote } from '../../functions/providers/port-deps.ts';
import { portsBySite } from '../../functions/providers/ports.ts';
import { cachedSecrets } from '../../functions/providers/secrets.ts';
import type { TencentSimulatorOptions } from '../../local/simulators/tencent/simulator.ts';
import { memoryTables } from './memory-tables.ts';
import { reseller, startBench } from './tencent-bench.ts';

export const ref = { org: 'org_1', account: 'acc_1', site: 'tencent-intl', environment: 'production' } as const;

type PortOptions = {
  readonly onPause?: () => void;
  readonly timeoutMs?: number;
  readonly site?: 'tencent-intl' | 'tencent-cn';
};

/** The port of a site at some address, with a clock that stands still and pauses that take no time but let the second pass. */
export function portAt(
  endpoint: string,
  keyOf: () => Promise<object>,
  { onPause = () => {}, timeoutMs = 10_000, site = 'tencent-intl' }: PortOptions = {},
) {
  const time = { ms: Date.now() };
  const notes: CallNote[] = [];
  const clock = { now: () => instant(time.ms) };
  const port = portsBySite(
    {
      tables: memoryTables(),
      clock,
      pause: async (ms) => {
        time.ms += ms;
        onPause();
      },
      secrets: cachedSecrets({ fetch: async () => JSON.stringify(await keyOf()), clock, prefix: 'desk' }),
      note: (call) => notes.push(call),
      timeoutMs,
    },
    { tencent: endpoint },
  )(site);
  return { port, notes, time };
}

/** A running simulator and the port pointed at it, with the key of one of its partners. */
export async function startPort(
  partner = reseller,
  options: Partial<TencentSimulatorOptions> = {},
  timeoutMs = 10_000,
) {
  const bench = await startBench(options);
  const keyOf = async () => {
    const { secretId, secretKey } = await bench.keyOf(partner);
    return { keyId: secretId, keySecret: secretKey };
  };
  const at = portAt(bench.url, keyOf, { onPause: bench.passASecond, timeoutMs });
  /** Time goes on at both ends. */
  const pass = async (seconds: number) => {
    at.time.ms += seconds * 1000;
    bench.passASecond();
    await bench.control.moveClock({ advanceMs: seconds * 1000 });
  };
  return { ...bench, ...at, pass };
}
