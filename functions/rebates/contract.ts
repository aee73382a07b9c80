import { rebatesRead } from './contract-read.ts';
import { rebatesWrite } from './contract-write.ts';

/** Operations on rebates. */
export const rebateOperations = { ...rebatesRead, ...rebatesWrite };
