import { parseArgs } from 'node:util';
import { serveFront } from './front.ts';

/** Runs the desk's local address as a process of its own until SIGINT or SIGTERM: `--port`, `--engine` (its URL). */
const { values } = parseArgs({ options: { port: { type: 'string' }, engine: { type: 'string' } } });
if (values.port === undefined || values.engine === undefined) throw new Error('--port and --engine are needed.');
const front = await serveFront({ port: Number(values.port), engineUrl: values.engine });
console.log(`Local desk: ${front.url}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void front.close());
