import { heldWrite } from './held/contract.ts';
import { syncsWrite } from './sync/contract.ts';
import { uploadsWrite } from './uploads/contract.ts';

/** Uploads, syncs by hand and what a member decides: the group `rebates-write`. Each room declares its own. */
export const rebatesWrite = { ...uploadsWrite, ...heldWrite, ...syncsWrite };
