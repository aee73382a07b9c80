import * as z from 'zod';
import { servingSchema } from '../../table-files.ts';

export const bucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'A bucket has 3 to 63 small letters, digits and -.');

/** A bucket of a partner's own, and the role that may put and get objects in it. */
export const bucketSchema = z.strictObject({
  account: z.string().regex(/^[1-9]\d{0,18}$/),
  name: bucketName,
  region: z.string().regex(/^[a-z]{2}-[a-z0-9-]+$/),
  role: z.string(),
});
export type Bucket = z.output<typeof bucketSchema>;

/** Keys of a role for a while, narrowed down by a policy. */
export const sessionSchema = z.strictObject({
  accessKeyId: z.string(),
  accessKeySecret: z.string(),
  token: z.string(),
  bucket: bucketName,
  /** Resources end in `*`. */
  may: z.strictObject({ actions: z.array(z.string()), resources: z.array(z.string()) }),
  expires: z.iso.datetime(),
});
export type Session = z.output<typeof sessionSchema>;

/** An object in a bucket, its bytes as base64. */
export const objectSchema = z.strictObject({
  bucket: bucketName,
  name: z.string(),
  body: z.base64(),
  serves: servingSchema,
});
