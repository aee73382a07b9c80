import { operations } from '../platform/contract.ts';

/** Steering an unbind; part of the group `unbinds-write`. */
export const coreWrite = operations({});
