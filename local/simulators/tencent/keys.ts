import * as z from 'zod';
import type { SeededRandom } from '../seed.ts';

/** An account number, as a decimal string wherever it is ours; the wire uses numbers or strings per action. */
export const uinSchema = z.string().regex(/^[1-9][0-9]{4,14}$/, 'A UIN has 5 to 15 digits.');

/** An API key of a partner account. */
export const keySchema = z.strictObject({
  secretId: z.string().regex(/^[A-Za-z0-9]{8,64}$/),
  secretKey: z.string().min(8),
  account: uinSchema,
  status: z.enum(['active', 'disabled']),
});
export type Key = z.output<typeof keySchema>;

/** A key in the form that the provider's have; it opens nothing but a simulator. */
export function drawKey(random: SeededRandom): { secretId: string; secretKey: string } {
  return { secretId: `IKID${random.hex(32)}`, secretKey: random.hex(32) };
}
