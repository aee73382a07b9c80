import type { Site } from '../../providers/provider.ts';
import type * as Sheets from '../../sheets/run-sheet.ts';
import type { FactKind } from '../fact.ts';
import { alibabaIntl } from './alibaba-intl/index.ts';
import { huaweiIntl } from './huawei-intl/index.ts';
import { tencentIntl } from './tencent-intl/index.ts';

/** What an operator does, or looks for, in the provider's console by a run sheet. */
export const sheetPurposes = [
  'submission',
  'refused',
  'distributor_review',
  'customer_confirmation',
  'card_binding',
  'completion',
  'withdrawal',
  'review_entry',
  'daily_look',
] as const;
export type SheetPurpose = (typeof sheetPurposes)[number];

/** A run sheet of an unbind: what it says is a fact of the provider's process. */
export type RunSheet = Sheets.RunSheet<FactKind>;

/** The sheets of a site: every version of each, the newest last. */
export type SheetsOfSite = Readonly<Record<SheetPurpose, readonly [RunSheet, ...RunSheet[]]>>;

/** Sites whose unbinding is done by hand. */
export const sheetsBySite: Readonly<Partial<Record<Site, SheetsOfSite>>> = {
  'tencent-intl': tencentIntl,
  'alibaba-intl': alibabaIntl,
  'huawei-intl': huaweiIntl,
};

/** @returns the newest version unless one is named; undefined where the site has no such sheet */
export function runSheet(site: Site, purpose: SheetPurpose, version?: number): RunSheet | undefined {
  const versions = sheetsBySite[site]?.[purpose];
  return version === undefined ? versions?.at(-1) : versions?.find((sheet) => sheet.version === version);
}
