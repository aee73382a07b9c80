import { accessPatterns } from './access-patterns.ts';
import { customerImportShape, importRowsShape, importsHeadShape } from './customers/customer-import.ts';
import { customerAccountShape, customerNameShape, customerRecordShape } from './customers/customer-record.ts';
import { decisionShape } from './decisions/decision.ts';
import { oneTimeLinkShape } from './decisions/one-time-link.ts';
import { waitingTokenShape } from './decisions/waiting-token.ts';
import { idPrefixes } from './kernel/ids.ts';
import type { StoredShape } from './kernel/stored.ts';
import { adoptionPageShape, adoptionShape } from './links/adoption/adoption.ts';
import { applicationClaimShape } from './links/application-claim.ts';
import { contactShape } from './links/contact.ts';
import { customerLockShape } from './links/customer-lock.ts';
import { linkDraftShape } from './links/drafts/draft.ts';
import { invitationClockShape } from './links/invitation-clock.ts';
import { linkShape } from './links/link.ts';
import { linkRequestShape } from './links/link-request.ts';
import { outstandingInvitationShape } from './links/outstanding-invitation.ts';
import { mailShape } from './notices/mail.ts';
import { memberNoticeShape } from './notices/members/member-notice.ts';
import { noticeLinkShape } from './notices/members/notice-link.ts';
import { sentMailShape } from './notices/sent-mail.ts';
import { adminsShape } from './parties/admins.ts';
import { machineClientShape } from './parties/identity.ts';
import { memberShape, personShape } from './parties/member.ts';
import { organisationShape } from './parties/organisation.ts';
import { partnerAccountShape, partnerLockShape } from './parties/partner-account.ts';
import { policyShape } from './parties/policy.ts';
import { dueItemShape } from './platform/due.ts';
import { idempotencyShape } from './platform/idempotency.ts';
import type { KindOf } from './platform/migration.ts';
import { effectTryShape } from './providers/effect.ts';
import { ownMappingShape } from './rebates/mappings/own-mapping.ts';
import { nightItemShape } from './rebates/nights/night-item.ts';
import { distributedTotalShape } from './rebates/store/distributed-total.ts';
import { rebatePeriodShape } from './rebates/store/period-record.ts';
import { rebateShape, rebateVersionShape } from './rebates/store/rebate-item.ts';
import { settlingPaceShape } from './rebates/store/settling-pace.ts';
import { rebateSyncShape } from './rebates/sync/sync.ts';
import { syncLockShape } from './rebates/sync/sync-lock.ts';
import { takenFileShape } from './rebates/uploads/taken-file.ts';
import { rebateUploadShape } from './rebates/uploads/upload.ts';
import { receiptShape } from './receipts/receipt.ts';
import { sheetShape } from './sheets/sheet.ts';
import { timelineEntryShape } from './timeline/index.ts';
import { approvedActionShape } from './unbinds/actions/approved-action.ts';
import { agreementShape } from './unbinds/completion/agreement.ts';
import { dailyLookShape } from './unbinds/customer-started/daily-look.ts';
import { distributorReviewShape } from './unbinds/distributor/review.ts';
import { evidenceShape } from './unbinds/evidence/evidence.ts';
import { unbindMoneyShape } from './unbinds/money/unbind-money.ts';
import { unbindReadinessShape } from './unbinds/readiness/readiness.ts';
import { unbindShape } from './unbinds/unbind.ts';
import { checklistShape } from './verification/checklist.ts';
import { deliveryShape } from './webhooks/delivery.ts';
import { webhookShape } from './webhooks/webhook.ts';

type StoredKind = {
  /** None for items that carry no version: single fields that every code reads alike. */
  readonly shape?: StoredShape;
  /** What the ids of these records begin with: they all stand at the same key. */
  readonly ids?: string;
};

/**
 * The shape of every kind of item, under the name of its row in `access-patterns.ts`; a migration finds it by an item's
 * key. Tests compare the list with the rows and with all shapes of the code.
 */
export const storedKinds: Readonly<Record<string, StoredKind>> = {
  'link request': { shape: linkRequestShape, ids: idPrefixes.linkRequest },
  'link draft': { shape: linkDraftShape, ids: idPrefixes.linkDraft },
  link: { shape: linkShape, ids: idPrefixes.link },
  checklist: { shape: checklistShape },
  adoption: { shape: adoptionShape, ids: idPrefixes.adoption },
  'adoption page': { shape: adoptionPageShape },
  'partner account': { shape: partnerAccountShape, ids: idPrefixes.partnerAccount },
  member: { shape: memberShape, ids: idPrefixes.member },
  organisation: { shape: organisationShape, ids: idPrefixes.organisation },
  'policy in force': { shape: policyShape, ids: 'policy' },
  'policy as of a version': { shape: policyShape },
  admins: { shape: adminsShape },
  'partner lock': { shape: partnerLockShape },
  'machine client': { shape: machineClientShape },
  'customer lock': { shape: customerLockShape },
  'customer record': { shape: customerRecordShape },
  'customer name': { shape: customerNameShape },
  'customer account': { shape: customerAccountShape },
  'customer import': { shape: customerImportShape, ids: idPrefixes.customerImport },
  'customer import rows': { shape: importRowsShape },
  'customer imports': { shape: importsHeadShape },
  unbind: { shape: unbindShape, ids: idPrefixes.unbind },
  agreement: { shape: agreementShape },
  sheet: { shape: sheetShape },
  evidence: { shape: evidenceShape },
  rebate: { shape: rebateShape },
  'rebate version': { shape: rebateVersionShape },
  'rebate period': { shape: rebatePeriodShape },
  'rebate period since an instant': { shape: rebatePeriodShape },
  'rebate settling pace': { shape: settlingPaceShape },
  'distributed rebate total': { shape: distributedTotalShape },
  'rebate sync': { shape: rebateSyncShape, ids: idPrefixes.rebateSync },
  'rebate sync lock': { shape: syncLockShape },
  'rebate nights': { shape: nightItemShape },
  'rebate upload': { shape: rebateUploadShape, ids: idPrefixes.rebateUpload },
  'rebate file': { shape: takenFileShape },
  'rebate mapping': { shape: ownMappingShape },
  decision: { shape: decisionShape },
  receipt: { shape: receiptShape },
  'invitation clock': { shape: invitationClockShape },
  'unbind money': { shape: unbindMoneyShape },
  'approved action': { shape: approvedActionShape, ids: idPrefixes.approvedAction },
  'unbind readiness': { shape: unbindReadinessShape },
  'distributor review': { shape: distributorReviewShape },
  'daily look': { shape: dailyLookShape },
  effect: { shape: effectTryShape },
  mail: { shape: mailShape },
  'sent mail': { shape: sentMailShape },
  'member notice': { shape: memberNoticeShape },
  poller: {},
  'application claim': { shape: applicationClaimShape },
  'call slot': {},
  'idempotency key': { shape: idempotencyShape },
  'due item': { shape: dueItemShape },
  'migration progress': {},
  webhook: { shape: webhookShape, ids: idPrefixes.webhook },
  'webhook delivery': { shape: deliveryShape },
  'timeline entry': { shape: timelineEntryShape },
  contact: { shape: contactShape },
  'distributor contact': { shape: contactShape },
  person: { shape: personShape },
  'waiting token': { shape: waitingTokenShape },
  'outstanding invitation': { shape: outstandingInvitationShape },
  'one-time link': { shape: oneTimeLinkShape },
  'notice link': { shape: noticeLinkShape },
};

/** The current version of every shape, in a word that changes when one of them does. */
export const storedVersions: string = Object.entries(storedKinds)
  .map(([item, { shape }]) => `${item} ${shape?.version ?? 0}`)
  .join(', ');

const rows = accessPatterns.flatMap(({ item, table, pk, sk }) => {
  const kind = storedKinds[item];
  return kind ? [{ item, table, isAt: [matcherOf(pk), matcherOf(sk)] as const, ...kind }] : [];
});

export const kindOf: KindOf = (table, { pk, sk }) => {
  const id = pk.slice(pk.lastIndexOf('#') + 1);
  const row = rows.find(({ ids, isAt, ...one }) => {
    const isThere = one.table === table && isAt[0].test(pk) && isAt[1].test(sk);
    return isThere && (ids === undefined || id === ids || id.startsWith(`${ids}_`));
  });
  return row && { item: row.item, ...(row.shape && { shape: row.shape }) };
};

/** A key's pattern as a regular expression. Ids hold no `#`, but the names in keys of due items and mails do. */
function matcherOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('<name>', '.+').replace(/<[^>]+>/g, '[^#]+')}$`);
}
