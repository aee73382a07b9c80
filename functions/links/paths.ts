import * as z from 'zod';
import { idSchema } from '../kernel/ids.ts';

/** Paths of the API that name a record. */
export const RequestPath = z.object({ requestId: idSchema('linkRequest') });
export const LinkPath = z.object({ linkId: idSchema('link') });
