import { join } from 'node:path';
import * as z from 'zod';
import { readStateFile, writeStateFile } from '../simulators/state-file.ts';
import { Background } from './background.ts';
import { portNames } from './ports.ts';

const Port = z.int().min(1).max(65_535);

const Ports = z.record(z.enum(portNames), Port);

/** What a local desk remembers about itself between commands. */
export const DeskState = z.object({
  ports: Ports,
  processes: z.partialRecord(z.enum(portNames), Background),
  /** Hash of what was deployed last. */
  deployed: z.string().optional(),
  /** How far `npm run clock` has moved the desk's clock and the simulators' ones. */
  clockOffsetSeconds: z.int(),
});
export type DeskState = z.infer<typeof DeskState>;

/** One that was started before a cloud came to be pretended lacks that one's port. */
const Kept = DeskState.extend({ ports: z.partialRecord(z.enum(portNames), Port) });
export type KeptDeskState = z.infer<typeof Kept>;

/** The state of a desk that is whole; undefined when there is none. @throws as `readKeptState` */
export function readDeskState(stateDir: string): DeskState | undefined {
  return DeskState.safeParse(readKeptState(stateDir)).data;
}

/** Undefined when there is no local desk yet. @throws when the file can't be read, with the remedy. */
export function readKeptState(stateDir: string): KeptDeskState | undefined {
  const file = fileIn(stateDir);
  try {
    return readStateFile(file, Kept);
  } catch (cause) {
    throw new Error(`${file} can't be read. Start over with \`npm start -- --fresh\`.`, { cause });
  }
}

/** Writes the whole state; an interruption leaves the one before. */
export function writeDeskState(stateDir: string, state: KeptDeskState): void {
  writeStateFile(fileIn(stateDir), state);
}

const fileIn = (stateDir: string) => join(stateDir, 'state.json');
