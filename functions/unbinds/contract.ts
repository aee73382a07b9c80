import { coreRead } from './contract-read.ts';
import { coreWrite } from './contract-write.ts';

/** What can be read of unbinds: the group `unbinds-read`. */
export const unbindsRead = { ...coreRead };

/** Parting with a customer, step by step: the group `unbinds-write`. */
export const unbindsWrite = { ...coreWrite };

/** Operations on unbinds. */
export const unbindOperations = { ...unbindsRead, ...unbindsWrite };
