import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startHuaweiSimulator } from './simulator.ts';

/**
 * Runs the simulator as a process of its own until SIGINT or SIGTERM. `--port` (0, the default, takes a free one),
 * `--state` (file that keeps the state), `--seed` (JSON file, used when there is no state yet).
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, state: { type: 'string' }, seed: { type: 'string' } },
});
const simulator = await startHuaweiSimulator({
  port: Number(values.port),
  ...(values.state === undefined ? {} : { stateFile: values.state }),
  ...(values.seed === undefined ? {} : { seed: JSON.parse(readFileSync(values.seed, 'utf8')) }),
});
console.log(`Huawei Cloud simulator: ${simulator.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
