import * as z from 'zod';
import { InvariantBroken } from '../kernel/result.ts';

/** `local` is the local cloud; every other stage is a real account. */
export const Stage = z.string().regex(/^[a-z][a-z0-9-]{0,15}$/);

/** What every group of functions is told. A group adds its own; infra types what it sets from the same schemas. */
export const BaseEnv = z.object({
  STAGE: Stage,
  DESK_TABLE: z.string(),
  TIMELINE_TABLE: z.string(),
  PRIVATE_TABLE: z.string(),
  /** Seconds added to the real time. Anything but 0 is refused outside stage `local`. */
  CLOCK_OFFSET_SECONDS: z.coerce.number().int().default(0),
});

/** @throws InvariantBroken when a variable is missing: the function fails at start-up, not at the first request. */
export function readEnv<S extends z.ZodType>(schema: S, from: NodeJS.ProcessEnv = process.env): z.output<S> {
  const parsed = schema.safeParse(from);
  if (!parsed.success) throw new InvariantBroken(`environment: ${parsed.error.message}`);
  const { STAGE, CLOCK_OFFSET_SECONDS } = BaseEnv.partial().parse(from);
  if (CLOCK_OFFSET_SECONDS && STAGE !== 'local')
    throw new InvariantBroken('the clock has no offset outside stage local');
  return parsed.data;
}
