import { createConnection, createServer } from 'node:net';

export const host = '127.0.0.1';

/** The clouds that are pretended, each by a process of its own. */
export const simulatorNames = ['tencent', 'alibaba', 'huawei'] as const;

/** Whose port it is: the desk's own address, the engine behind it, and the pretended clouds. */
export const portNames = ['desk', 'engine', ...simulatorNames] as const;
export type PortName = (typeof portNames)[number];
export type Ports = Readonly<Record<PortName, number>>;

/** Below the ports that systems hand out by themselves (from 32768 on Linux, 49152 on macOS). */
const preferred: Ports = { desk: 9800, tencent: 9801, engine: 9802, alibaba: 9803, huawei: 9804 };
const step = 10;
const tries = 100;

/**
 * Takes the usual ports, or of neighbours each ten higher the first that are all free. What `wanted` names is taken as it
 * is.
 */
export async function choosePorts(
  wanted: Partial<Ports> = {},
  isFree: (port: number) => Promise<boolean> = isPortFree,
): Promise<Ports> {
  for (let round = 0; round < tries; round += 1) {
    const ports = {
      desk: wanted.desk ?? preferred.desk + round * step,
      tencent: wanted.tencent ?? preferred.tencent + round * step,
      engine: wanted.engine ?? preferred.engine + round * step,
      alibaba: wanted.alibaba ?? preferred.alibaba + round * step,
      huawei: wanted.huawei ?? preferred.huawei + round * step,
    };
    const free = await Promise.all(Object.values(ports).map(isFree));
    if (free.every(Boolean)) return ports;
  }
  throw new Error(`No ${portNames.length} free ports on ${host} from ${preferred.desk} on.`);
}

/** What to say when a port that was chosen earlier is taken by another program now. */
export function takenPortMessage(name: PortName, port: number): string {
  return (
    `Port ${port} on ${host}, which this local desk chose for its ${name === 'desk' ? 'own address' : name}, is in use by another program. ` +
    'End that program and start again, or start over on other ports with `npm start -- --fresh`.'
  );
}

export async function isPortFree(port: number): Promise<boolean> {
  const probe = createServer();
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false)).listen(port, host, () => resolve(true));
  });
  if (free) await new Promise((resolve) => probe.close(resolve));
  return free;
}

/** Whether something takes connections there. */
export async function answers(port: number): Promise<boolean> {
  const socket = createConnection({ port, host });
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy());
}
