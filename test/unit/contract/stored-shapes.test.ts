import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  customerImportShape,
  importRowsShape,
  importsHeadShape,
} from '../../../functions/customers/customer-import.ts';
import {
  customerAccountShape,
  customerNameShape,
  customerRecordShape,
} from '../../../functions/customers/customer-record.ts';
import { decisionShape } from '../../../functions/decisions/decision.ts';
import { oneTimeLinkShape } from '../../../functions/decisions/one-time-link.ts';
import { waitingTokenShape } from '../../../functions/decisions/waiting-token.ts';
import { readStored, type StoredShape } from '../../../functions/kernel/stored.ts';
import { adoptionPageShape, adoptionShape } from '../../../functions/links/adoption/adoption.ts';
import { applicationClaimShape } from '../../../functions/links/application-claim.ts';
import { contactShape } from '../../../functions/links/contact.ts';
import { customerLockShape } from '../../../functions/links/customer-lock.ts';
import { linkDraftShape } from '../../../functions/links/drafts/draft.ts';
import { invitationClockShape } from '../../../functions/links/invitation-clock.ts';
import { linkShape } from '../../../functions/links/link.ts';
import { linkRequestShape } from '../../../functions/links/link-request.ts';
import { outstandingInvitationShape } from '../../../functions/links/outstanding-invitation.ts';
import { mailShape } from '../../../functions/notices/mail.ts';
import { memberNoticeShape } from '../../../functions/notices/members/member-notice.ts';
import { noticeLinkShape } from '../../../functions/notices/members/notice-link.ts';
import { sentMailShape } from '../../../functions/notices/sent-mail.ts';
import { adminsShape } from '../../../functions/parties/admins.ts';
import { machineClientShape } from '../../../functions/parties/identity.ts';
import { memberShape, personShape } from '../../../functions/parties/member.ts';
import { organisationShape } from '../../../functions/parties/organisation.ts';
import { partnerAccountShape, partnerLockShape } from '../../../functions/parties/partner-account.ts';
import { policyShape } from '../../../functions/parties/policy.ts';
import { dueItemShape } from '../../../functions/platform/due.ts';
import { idempotencyShape } from '../../../functions/platform/idempotency.ts';
import { effectTryShape } from '../../../functions/providers/effect.ts';
import { ownMappingShape } from '../../../functions/rebates/mappings/own-mapping.ts';
import { nightItemShape } from '../../../functions/rebates/nights/night-item.ts';
import { distributedTotalShape } from '../../../functions/rebates/store/distributed-total.ts';
import { rebatePeriodShape } from '../../../functions/rebates/store/period-record.ts';
import { rebateShape, rebateVersionShape } from '../../../functions/rebates/store/rebate-item.ts';
import { settlingPaceShape } from '../../../functions/rebates/store/settling-pace.ts';
import { rebateSyncShape } from '../../../functions/rebates/sync/sync.ts';
import { syncLockShape } from '../../../functions/rebates/sync/sync-lock.ts';
import { takenFileShape } from '../../../functions/rebates/uploads/taken-file.ts';
import { rebateUploadShape } from '../../../functions/rebates/uploads/upload.ts';
import { receiptShape } from '../../../functions/receipts/receipt.ts';
import { sheetShape } from '../../../functions/sheets/sheet.ts';
import { timelineEntryShape } from '../../../functions/timeline/index.ts';
import { approvedActionShape } from '../../../functions/unbinds/actions/approved-action.ts';
import { agreementShape } from '../../../functions/unbinds/completion/agreement.ts';
import { dailyLookShape } from '../../../functions/unbinds/customer-started/daily-look.ts';
import { distributorReviewShape } from '../../../functions/unbinds/distributor/review.ts';
import { evidenceShape } from '../../../functions/unbinds/evidence/evidence.ts';
import { unbindMoneyShape } from '../../../functions/unbinds/money/unbind-money.ts';
import { unbindReadinessShape } from '../../../functions/unbinds/readiness/readiness.ts';
import { unbindShape } from '../../../functions/unbinds/unbind.ts';
import { checklistShape } from '../../../functions/verification/checklist.ts';
import { deliveryShape } from '../../../functions/webhooks/delivery.ts';
import { webhookShape } from '../../../functions/webhooks/webhook.ts';

/**
 * Every shape that is stored, with the fingerprint of its schema. A table outlives the code that wrote it: whoever
 * changes a shape raises its version, gives the upcast from the version before, adds a golden item of the new version
 * to test/fixtures/stored (`<name>.v<version>.json`; the old ones stay), and pins the new fingerprint here.
 */
const shapes: Readonly<Record<string, { readonly shape: StoredShape; readonly fingerprint: string }>> = {
  adoptionPageShape: { shape: adoptionPageShape, fingerprint: '78e9ec38aa30f60d' },
  adoptionShape: { shape: adoptionShape, fingerprint: '7075f17eb6530eb6' },
  adminsShape: { shape: adminsShape, fingerprint: 'ac7064776b05f2c4' },
  agreementShape: { shape: agreementShape, fingerprint: '8c825b84d02a9725' },
  applicationClaimShape: { shape: applicationClaimShape, fingerprint: 'c32f77ecd3b0d8ac' },
  checklistShape: { shape: checklistShape, fingerprint: '68716011d0d49c22' },
  contactShape: { shape: contactShape, fingerprint: 'c5590d2cfc85b27f' },
  customerAccountShape: { shape: customerAccountShape, fingerprint: 'bff2393353ab87d9' },
  customerImportShape: { shape: customerImportShape, fingerprint: '02ac841091f3d2b0' },
  customerLockShape: { shape: customerLockShape, fingerprint: '38807254657459ce' },
  customerNameShape: { shape: customerNameShape, fingerprint: 'be7e0275fb3ddd4c' },
  customerRecordShape: { shape: customerRecordShape, fingerprint: '7e9c70eaef484948' },
  decisionShape: { shape: decisionShape, fingerprint: '8f99ea7b614b97f0' },
  dueItemShape: { shape: dueItemShape, fingerprint: 'cc7dd686c9243bab' },
  effectTryShape: { shape: effectTryShape, fingerprint: 'dc11482a9a63ff3c' },
  idempotencyShape: { shape: idempotencyShape, fingerprint: 'ab3952d658e57eb8' },
  importRowsShape: { shape: importRowsShape, fingerprint: 'a0d879d783c55cd7' },
  importsHeadShape: { shape: importsHeadShape, fingerprint: 'd62e4bb274805c01' },
  linkDraftShape: { shape: linkDraftShape, fingerprint: '820a66a62d779a26' },
  linkRequestShape: { shape: linkRequestShape, fingerprint: '68aafd9cce716c39' },
  linkShape: { shape: linkShape, fingerprint: 'a2d66a5c9119e629' },
  machineClientShape: { shape: machineClientShape, fingerprint: '7db6b730141c4f6c' },
  mailShape: { shape: mailShape, fingerprint: 'ea9326545752f68b' },
  memberNoticeShape: { shape: memberNoticeShape, fingerprint: '756faed6cbdef557' },
  memberShape: { shape: memberShape, fingerprint: 'befafcfde344c3ed' },
  noticeLinkShape: { shape: noticeLinkShape, fingerprint: 'ce381287da0555eb' },
  oneTimeLinkShape: { shape: oneTimeLinkShape, fingerprint: 'bc21d45d495d9d61' },
  organisationShape: { shape: organisationShape, fingerprint: 'c983e03b12a114a1' },
  outstandingInvitationShape: { shape: outstandingInvitationShape, fingerprint: 'c336a06fee397886' },
  partnerAccountShape: { shape: partnerAccountShape, fingerprint: '7b74a05c8c886554' },
  partnerLockShape: { shape: partnerLockShape, fingerprint: '3f0e5a6546bd22b3' },
  personShape: { shape: personShape, fingerprint: '7a0db30521cdc821' },
  policyShape: { shape: policyShape, fingerprint: '41aa6eac813bbde0' },
  ownMappingShape: { shape: ownMappingShape, fingerprint: '1140d8670c6eccc9' },
  nightItemShape: { shape: nightItemShape, fingerprint: '9fb3fee59dd547cb' },
  rebateSyncShape: { shape: rebateSyncShape, fingerprint: 'f6dfe3d33c281c93' },
  syncLockShape: { shape: syncLockShape, fingerprint: '5c0661939caeadd4' },
  distributedTotalShape: { shape: distributedTotalShape, fingerprint: '62de4cddecefabc3' },
  rebatePeriodShape: { shape: rebatePeriodShape, fingerprint: '539386cd9494ac89' },
  rebateShape: { shape: rebateShape, fingerprint: '69027c0e6dda1ce1' },
  rebateVersionShape: { shape: rebateVersionShape, fingerprint: 'b53c7aaf862090cf' },
  settlingPaceShape: { shape: settlingPaceShape, fingerprint: '24382208cba2df90' },
  rebateUploadShape: { shape: rebateUploadShape, fingerprint: '3fa595096a4b6d8d' },
  takenFileShape: { shape: takenFileShape, fingerprint: '5cb437687e8b155a' },
  receiptShape: { shape: receiptShape, fingerprint: 'ea89fae913c006e3' },
  invitationClockShape: { shape: invitationClockShape, fingerprint: '3a58950332e3bc3c' },
  unbindShape: { shape: unbindShape, fingerprint: 'af4d7f816d76595c' },
  unbindMoneyShape: { shape: unbindMoneyShape, fingerprint: 'c8fab45494a719b2' },
  sentMailShape: { shape: sentMailShape, fingerprint: '1f5678f1e6691828' },
  timelineEntryShape: { shape: timelineEntryShape, fingerprint: '82215c3e92735021' },
  dailyLookShape: { shape: dailyLookShape, fingerprint: '6ad95bbb6cee984a' },
  distributorReviewShape: { shape: distributorReviewShape, fingerprint: 'de0fbe6f8b985770' },
  evidenceShape: { shape: evidenceShape, fingerprint: '8ed5687f9390cee4' },
  sheetShape: { shape: sheetShape, fingerprint: '5cd8944a1e49f48f' },
  deliveryShape: { shape: deliveryShape, fingerprint: '62992a58b2ea4852' },
  approvedActionShape: { shape: approvedActionShape, fingerprint: '09036126e9d88e55' },
  unbindReadinessShape: { shape: unbindReadinessShape, fingerprint: '67fcfcac1bd3cb22' },
  webhookShape: { shape: webhookShape, fingerprint: 'ec4cca0c55e7241d' },
  waitingTokenShape: { shape: waitingTokenShape, fingerprint: '2dbdff3527cf09b4' },
};

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** What a schema takes, without texts for people. */
function fingerprintOf({ schema }: StoredShape): string {
  const json = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), (key, value: unknown) =>
    key === 'description' ? undefined : value,
  );
  return createHash('sha256')
    .update(canonicalize(JSON.parse(json)) ?? '')
    .digest('hex')
    .slice(0, 16);
}

describe.each(Object.entries(shapes))('%s', (_name, { shape, fingerprint }) => {
  const slug = shape.name.replaceAll(' ', '-');
  const versions = Array.from({ length: shape.version }, (_, before) => before + 1);

  test('is as it was pinned; a change needs a new version, an upcast and a golden item', () => {
    expect(
      fingerprintOf(shape),
      `the schema of "${shape.name}" changed: raise its version, give the upcast from ${shape.version}, add test/fixtures/stored/${slug}.v${shape.version + 1}.json, then pin this fingerprint`,
    ).toBe(fingerprint);
  });

  test.each(versions)('is still read from items of version %i, losing nothing of them', (version) => {
    const items = z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .parse(JSON.parse(read(`test/fixtures/stored/${slug}.v${version}.json`)));
    for (const item of items) {
      expect(item['schemaVersion']).toBe(version);
      const kept = readStored(shape, item);
      const inTheStore = [
        'pk',
        'sk',
        'schemaVersion',
        'ttl',
        'leaseUntil',
        'listPk',
        'listSk',
        'waitingPk',
        'waitingSk',
        'searchName',
        'searchReference',
        'anchorPk',
        'anchorSk',
        'customerPk',
        'customerSk',
      ];
      const own = Object.fromEntries(Object.entries(item).filter(([field]) => !inTheStore.includes(field)));
      expect(kept).toMatchObject(version === shape.version ? own : {});
    }
  });

  test('is not read from items of a version that this code does not know', () => {
    expect(() => readStored(shape, { schemaVersion: shape.version + 1 })).toThrow(/reads up to/);
    expect(() => readStored(shape, {})).toThrow(/reads up to/);
  });
});

test('every stored shape of the code is in this list; add a new one with its fingerprint and golden item', () => {
  const declared = globSync('functions/**/*.ts', { cwd: root }).flatMap((path) =>
    [...read(path).matchAll(/(?:const (\w+) = )?\bstoredShape\(/g)].map(([, name]) => name ?? `unnamed in ${path}`),
  );
  expect(declared.toSorted()).toEqual(Object.keys(shapes).toSorted());
});

test('names are told apart, because golden items are found by them', () => {
  const names = Object.values(shapes).map(({ shape }) => shape.name);
  expect(new Set(names).size).toBe(names.length);
});
