import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isAlive, remember } from '../../local/cloud/background.ts';
import { readDeskState, writeDeskState } from '../../local/cloud/desk-state.ts';
import { choosePorts, takenPortMessage } from '../../local/cloud/ports.ts';

async function setup() {
  const stateDir = await mkdtemp(join(tmpdir(), 'desk-state-'));
  onTestFinished(() => rm(stateDir, { recursive: true }));
  return { stateDir };
}

describe('the ports of a local desk', () => {
  it('are the usual ones while these are free', async () => {
    expect(await choosePorts({}, async () => true)).toEqual({
      desk: 9800,
      tencent: 9801,
      engine: 9802,
      alibaba: 9803,
      huawei: 9804,
    });
  });

  it('are the next ones when one is taken, so that two desks never share one', async () => {
    const ports = await choosePorts({}, async (port) => port !== 9802 && port !== 9811);
    expect(ports).toEqual({ desk: 9820, tencent: 9821, engine: 9822, alibaba: 9823, huawei: 9824 });
  });

  it('that are taken by another program are named with the way out', () => {
    expect(takenPortMessage('desk', 9800)).toMatch(/9800.*another program.*npm start -- --fresh/);
  });
});

describe('what a local desk remembers', () => {
  const state = {
    ports: { desk: 1, tencent: 2, engine: 3, alibaba: 4, huawei: 5 },
    processes: {},
    clockOffsetSeconds: 60,
  };

  it('is read back as it was written, and is nothing before the first start', async () => {
    const { stateDir } = await setup();
    expect(readDeskState(stateDir)).toBeUndefined();
    writeDeskState(stateDir, state);
    expect(readDeskState(stateDir)).toEqual(state);
  });

  it('is refused with the way out when the file is broken', async () => {
    const { stateDir } = await setup();
    await writeFile(join(stateDir, 'state.json'), '{"ports":');
    expect(() => readDeskState(stateDir)).toThrow(/state\.json can't be read.*npm start -- --fresh/);
  });
});

describe('a process in the background', () => {
  it('is told from another that was given its number later', async () => {
    const own = await remember(process.pid, 'sources');
    expect(await isAlive(own)).toBe(true);
    expect(await isAlive({ ...own, started: 'another time' })).toBe(false);
  });
});
