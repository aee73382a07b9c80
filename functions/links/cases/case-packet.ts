import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import type { Language } from '../../kernel/texts.ts';
import { EffectTry as Effect, type EffectTry } from '../../providers/effect.ts';
import type { TimelineEntry } from '../../timeline/index.ts';
import { Link } from '../link.ts';
import { Failure, LinkRequest as Request } from '../link-request.ts';
import { LinkRequestStatus } from '../request-status.ts';
import type { Case } from './case.ts';
import { packetHeadings } from './packet-texts.ts';
import { PlaybookView } from './playbook.ts';
import { playbooksFor } from './playbooks/index.ts';

const Call = z.strictObject({
  method: z.string(),
  number: z.int(),
  outcome: z.enum(['intended', 'confirmed', 'not_sent', 'postponed', 'refused', 'unknown']),
  announcedAt: Instant,
  closedAt: Instant.optional(),
  requests: z.array(z.strictObject({ action: z.string().nullable(), requestId: z.string().nullable() })),
  said: Failure.shape.raw.describe('the provider’s own words, byte for byte'),
});

/** Everything about a case that the provider's support asks for (R061, R068): no secrets, no persons, companies only. */
export const CasePacket = z.strictObject({
  language: z.enum(['en', 'zh-CN']),
  headings: z.record(z.string(), z.string()).describe('what to call the parts below, in that language'),
  identifiers: z.strictObject({
    requestId: z.string(),
    linkId: z.string().optional(),
    ticket: z.string().optional(),
    site: Request.shape.partnerAccount.shape.site,
    environment: Request.shape.partnerAccount.shape.environment,
    partnerId: z.string(),
    customer: z.strictObject({
      name: z.string().describe('the company'),
      accountId: z.string().optional(),
      reference: z.string().optional(),
    }),
  }),
  times: z.strictObject({
    submittedAt: Instant,
    invitedAt: Instant.optional(),
    appliedAt: Instant.nullable().optional(),
    linkedAt: Instant.nullable().optional(),
    waitingSince: Instant.optional(),
    waitingUntil: Instant.optional(),
    endedAt: Instant.optional(),
    packedAt: Instant,
  }),
  status: LinkRequestStatus,
  types: Request.shape.types,
  access: z.string(),
  failure: Failure.optional(),
  application: Request.shape.application,
  verification: z.strictObject({ verified: Link.shape.verified, failing: Link.shape.failing }).optional(),
  calls: z.array(Call).describe('what the desk asked the provider to do, with the provider’s request ids'),
  events: z.array(
    z.strictObject({
      at: Instant,
      type: z.string(),
      by: z.enum(['member', 'customer', 'distributor', 'provider', 'desk']),
    }),
  ),
  findings: z.array(z.strictObject({ check: z.string(), result: z.string() })),
  playbooks: z.array(PlaybookView),
});
export type CasePacket = z.infer<typeof CasePacket>;

type Packed = {
  readonly of: Case;
  readonly record: Request;
  readonly effects: readonly EffectTry[];
  readonly entries: readonly TimelineEntry[];
};

export function casePacket(
  { of, record, effects, entries }: Packed,
  accountId: string | undefined,
  language: Language,
): CasePacket {
  const { link, now } = of;
  const { partnerAccount, customer, waitingOn, invitation, application, failure, ticket } = record;
  const linkedAt = link?.linkedAt ?? record.linkedAt;
  return {
    language,
    headings: Object.fromEntries(Object.entries(packetHeadings).map(([key, texts]) => [key, texts[language]])),
    identifiers: {
      requestId: record.id,
      ...(record.linkId && { linkId: record.linkId }),
      ...(ticket && { ticket: `${ticket.system} ${ticket.reference}` }),
      site: partnerAccount.site,
      environment: partnerAccount.environment,
      partnerId: partnerAccount.partnerId,
      customer: {
        name: customer.name,
        ...(accountId && { accountId }),
        ...(customer.reference && { reference: customer.reference }),
      },
    },
    times: {
      submittedAt: record.createdAt,
      ...(invitation && { invitedAt: invitation.at }),
      ...(application && { appliedAt: application.appliedAt }),
      ...(linkedAt !== undefined && { linkedAt }),
      ...(waitingOn && { waitingSince: waitingOn.since, waitingUntil: waitingOn.until }),
      ...(record.endedAt && { endedAt: record.endedAt }),
      packedAt: now,
    },
    status: record.status,
    types: record.types,
    access: record.scope.access,
    ...(failure && { failure }),
    ...(application && { application }),
    ...(link && { verification: { verified: link.verified, failing: link.failing } }),
    calls: effects.map(callOf),
    events: entries.map(({ at, type, actor }) => ({ at, type, by: actor.kind })),
    findings: of.findings.map(({ check, result }) => ({ check, result })),
    playbooks: playbooksFor(of),
  };
}

function callOf(effect: EffectTry): z.infer<typeof Call> {
  const { method, number, status, announcedAt } = Effect.parse(effect);
  const raw = 'raw' in effect && effect.raw ? effect.raw : undefined;
  const told = raw && { code: raw.code, message: raw.message, ...(raw.requestId && { requestId: raw.requestId }) };
  const receipts = 'receipts' in effect ? effect.receipts : [];
  return {
    method,
    number,
    outcome: status,
    announcedAt,
    ...('closedAt' in effect && { closedAt: effect.closedAt }),
    requests: [...receipts, ...(raw?.requestId ? [{ action: null, requestId: raw.requestId }] : [])],
    ...(told && { said: told }),
  };
}
