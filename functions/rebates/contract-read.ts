import { queryRead } from './query/contract.ts';
import { syncsRead } from './sync/contract.ts';
import { uploadsRead } from './uploads/contract.ts';

/** What can be read of rebates: the group `rebates-read`. Each room declares its own in its `contract.ts`. */
export const rebatesRead = { ...queryRead, ...uploadsRead, ...syncsRead };
