import * as z from 'zod';
import { idSchema } from '../kernel/ids.ts';

/** Paths of the API that name an unbind. */
export const UnbindPath = z.object({ unbindId: idSchema('unbind') });
