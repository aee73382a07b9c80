import { join } from 'node:path';
import * as z from 'zod';
import { readStateFile, writeStateFile } from '../simulators/state-file.ts';
import { Background } from './background.ts';
import { portNames } from './ports.ts';

const Port = z.int().min(1).max(65_535);

/** What a local desk remembers about itself between commands. */
export const DeskState = z.object({
  ports: z.record(z.enum(portNames), Port),
  processes: z.partialRecord(z.enum(portNames), Background),
  /** Hash of what was deployed last. */
  deployed: z.string().optional(),
  /** How far `npm run clock` has moved the desk's clock and the simulators' ones. */
  clockOffsetSeconds: z.int(),
});
export type DeskState = z.infer<typeof DeskState>;

/** Undefined when there is no local desk yet. @throws when the file can't be read, with the remedy. */
export function readDeskState(stateDir: string): DeskState | undefined {
  const file = fileIn(stateDir);
  try {
    return readStateFile(file, DeskState);
  } catch (cause) {
    throw new Error(`${file} can't be read. Start over with \`npm start -- --fresh\`.`, { cause });
  }
}

/** Writes the whole state; an interruption leaves the one before. */
export function writeDeskState(stateDir: string, state: DeskState): void {
  writeStateFile(fileIn(stateDir), state);
}

const fileIn = (stateDir: string) => join(stateDir, 'state.json');
