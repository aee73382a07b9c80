import * as z from 'zod';
import { FieldError } from '../kernel/problems.ts';
import { proofItems } from '../providers/provider.ts';
import { checks, type Finding, results } from './checks/finding.ts';
import { type PermissionPreview, permissionActions } from './permissions.ts';

/** Something that was changed in what was typed. */
export const NoteView = z.strictObject({ field: z.string(), code: z.literal('trimmed'), detail: z.string() });

export const FindingView = z.strictObject({
  check: z.enum(checks),
  result: z
    .enum(results)
    .describe('warn: bars nothing, but a second person has to agree; unknown: nobody can tell yet, and why'),
  because: z.string(),
  next: z.string().exactOptional().describe('what to do about it'),
  errors: z.array(FieldError).readonly().exactOptional().describe('the fields that have to change'),
  holder: z.string().exactOptional().describe('the link or request that holds the customer'),
  update: z.string().exactOptional().describe('where to go on with that one'),
  nearMisses: z.array(z.string()).readonly().exactOptional().describe('identifiers that are one slip away'),
}) satisfies z.ZodType<Finding>;

const mode = z
  .enum(['api', 'indirect', 'operator', 'none'])
  .describe('by the provider’s API, learned from another signal, by a person, or not at this site');

export const PermissionsView = z.strictObject({
  allowed: z
    .array(
      z.strictObject({
        action: z.enum(permissionActions),
        how: z.enum(['settable', 'attested']).describe('set by linking, or agreed on paper'),
        mode: mode.exclude(['none']),
      }),
    )
    .readonly(),
  denied: z.array(z.strictObject({ action: z.enum(permissionActions), because: z.string() })).readonly(),
  verified: z
    .array(z.strictObject({ item: z.enum(proofItems), mode, note: z.string() }))
    .readonly()
    .describe('what is proved once the link is active, and how'),
}) satisfies z.ZodType<PermissionPreview>;

/** Nothing that was found bars the wish. */
export function isReady(found: readonly Finding[]): boolean {
  return found.every(({ result }) => result !== 'fail');
}
