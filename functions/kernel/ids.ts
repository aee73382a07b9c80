import { typeid } from 'typeid-js';
import * as z from 'zod';

/**
 * What an id names, by its prefix. Ids are URL-safe, sort by creation time to the millisecond (UUIDv7), and are never
 * reused.
 */
export const idPrefixes = {
  organisation: 'org',
  partnerAccount: 'acc',
  member: 'mem',
  linkRequest: 'lreq',
  linkDraft: 'ldr',
  link: 'link',
  customer: 'cus',
  customerImport: 'cimp',
  timelineEntry: 'tle',
  mail: 'mail',
  application: 'app',
  adoption: 'adop',
  webhook: 'whk',
  webhookDelivery: 'dlv',
  receipt: 'rcp',
  unbind: 'ubd',
  sheet: 'sht',
  evidence: 'evd',
  approvedAction: 'act',
  rebateSync: 'rsy',
  rebateUpload: 'rup',
  rebateMapping: 'rmp',
} as const;

export type IdKind = keyof typeof idPrefixes;
export type Id<K extends IdKind> = `${(typeof idPrefixes)[K]}_${string}`;

/** Makes a new id of a kind. Passed about as `newId` so that tests can fix it. */
export type NewId = <K extends IdKind>(kind: K) => Id<K>;

export const newId: NewId = (kind) => {
  const prefix = idPrefixes[kind];
  return `${prefix}_${typeid(prefix).getSuffix()}`;
};

/** The zod schema of an id of one kind: prefix, underscore, 26 characters of Crockford base 32. */
export function idSchema<K extends IdKind>(kind: K) {
  const prefix = idPrefixes[kind];
  return z.templateLiteral([`${prefix}_`, z.string().regex(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/)]);
}
