import { uploadsRead } from './uploads/contract.ts';

/** What can be read of rebates: the group `rebates-read`. Each room declares its own in its `contract.ts`. */
export const rebatesRead = { ...uploadsRead };
