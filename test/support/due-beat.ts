import { setTimeout as pause } from 'node:timers/promises';
import { type Desk, runDueWork } from './desk.ts';

/** Hands out due work over and over, as the schedule does every minute, until it is ended. */
export function beatDueWork(desk: Desk): { end(): Promise<void> } {
  const stop = new AbortController();
  const beating = beat();
  return {
    end: async () => {
      stop.abort();
      await beating;
    },
  };

  async function beat(): Promise<void> {
    while (!stop.signal.aborted) {
      await runDueWork(desk);
      await pause(500);
    }
  }
}
