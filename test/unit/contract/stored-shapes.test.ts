import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { decisionShape } from '../../../functions/decisions/decision.ts';
import { oneTimeLinkShape } from '../../../functions/decisions/one-time-link.ts';
import { waitingTokenShape } from '../../../functions/decisions/waiting-token.ts';
import { readStored, type StoredShape } from '../../../functions/kernel/stored.ts';
import { applicationClaimShape } from '../../../functions/links/application-claim.ts';
import { contactShape } from '../../../functions/links/contact.ts';
import { customerLockShape } from '../../../functions/links/customer-lock.ts';
import { linkShape } from '../../../functions/links/link.ts';
import { linkRequestShape } from '../../../functions/links/link-request.ts';
import { outstandingInvitationShape } from '../../../functions/links/outstanding-invitation.ts';
import { mailShape } from '../../../functions/notices/mail.ts';
import { adminsShape } from '../../../functions/parties/admins.ts';
import { machineClientShape } from '../../../functions/parties/identity.ts';
import { memberShape, personShape } from '../../../functions/parties/member.ts';
import { organisationShape } from '../../../functions/parties/organisation.ts';
import { partnerAccountShape, partnerLockShape } from '../../../functions/parties/partner-account.ts';
import { policyShape } from '../../../functions/parties/policy.ts';
import { dueItemShape } from '../../../functions/platform/due.ts';
import { idempotencyShape } from '../../../functions/platform/idempotency.ts';
import { effectTryShape } from '../../../functions/providers/effect.ts';
import { timelineEntryShape } from '../../../functions/timeline/index.ts';

/**
 * Every shape that is stored, with the fingerprint of its schema. A table outlives the code that wrote it: whoever
 * changes a shape raises its version, gives the upcast from the version before, adds a golden item of the new version
 * to test/fixtures/stored (`<name>.v<version>.json`; the old ones stay), and pins the new fingerprint here.
 */
const shapes: Readonly<Record<string, { readonly shape: StoredShape; readonly fingerprint: string }>> = {
  adminsShape: { shape: adminsShape, fingerprint: 'c32f77ecd3b0d8ac' },
  applicationClaimShape: { shape: applicationClaimShape, fingerprint: '' },
  contactShape: { shape: contactShape, fingerprint: 'b57b2f3b30410309' },
  customerLockShape: { shape: customerLockShape, fingerprint: '' },
  decisionShape: { shape: decisionShape, fingerprint: '6f913cf181eeeb1d' },
  dueItemShape: { shape: dueItemShape, fingerprint: '' },
  effectTryShape: { shape: effectTryShape, fingerprint: 'ab3952d658e57eb8' },
  idempotencyShape: { shape: idempotencyShape, fingerprint: '' },
  linkRequestShape: { shape: linkRequestShape, fingerprint: '8bf9ebecbce64660' },
  linkShape: { shape: linkShape, fingerprint: '' },
  machineClientShape: { shape: machineClientShape, fingerprint: '01ceaed7f9392ef8' },
  mailShape: { shape: mailShape, fingerprint: '' },
  memberShape: { shape: memberShape, fingerprint: 'c3fa4ab565eee44b' },
  oneTimeLinkShape: { shape: oneTimeLinkShape, fingerprint: '' },
  organisationShape: { shape: organisationShape, fingerprint: '380c8ded8376ca22' },
  outstandingInvitationShape: { shape: outstandingInvitationShape, fingerprint: '' },
  partnerAccountShape: { shape: partnerAccountShape, fingerprint: '3f0e5a6546bd22b3' },
  partnerLockShape: { shape: partnerLockShape, fingerprint: '' },
  personShape: { shape: personShape, fingerprint: '1eb0c95ecea38c96' },
  policyShape: { shape: policyShape, fingerprint: '' },
  timelineEntryShape: { shape: timelineEntryShape, fingerprint: 'a4e7bab49b4af182' },
  waitingTokenShape: { shape: waitingTokenShape, fingerprint: '' },
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
