import { linksRead } from './contract-read.ts';
import { linksWrite } from './contract-write.ts';

/** Operations on link requests and links. */
export const linkOperations = { ...linksRead, ...linksWrite };
