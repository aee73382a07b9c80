import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 300;
const PATIENCE_MS = 180_000;

/** Asks again until there is an answer. @throws when it takes too long */
export async function eventually<T>(
  what: string,
  read: () => Promise<T | undefined>,
  said: () => string = () => '',
): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(PAUSE_MS)) {
    const answer = await read();
    if (answer !== undefined) return answer;
  }
  throw new Error(`no ${what} in ${PATIENCE_MS / 1000} s ${said()}`);
}
