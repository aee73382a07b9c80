import { coreRead } from './contract-read.ts';
import { coreWrite } from './contract-write.ts';
import { moneyRead, moneyWrite } from './money/contract.ts';

/** What can be read of unbinds: the group `unbinds-read`. */
export const unbindsRead = { ...coreRead, ...moneyRead };

/** Parting with a customer, step by step: the group `unbinds-write`. */
export const unbindsWrite = { ...coreWrite, ...moneyWrite };

/** Operations on unbinds. */
export const unbindOperations = { ...unbindsRead, ...unbindsWrite };
