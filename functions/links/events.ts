import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { sites } from '../providers/provider.ts';
import { CaseFacts } from './case-facts.ts';
import { decisionAndMailEvents, draftAndAdoptionEvents } from './events-around.ts';
import { linkLifeEvents } from './events-of-links.ts';
import { Failure, parties, LinkRequest as Request, WaitingOn, waits } from './link-request.ts';
import { LinkRequestStatus } from './request-status.ts';

/** What an event means, and what its `data` holds besides `actor`: who did it, by reference. */
export type EventDoc = { readonly says: string; readonly data: z.ZodObject };

const Site = z.enum(sites);
const Member = z.string().describe('a member, `desk` or `unowned`');
const Hands = z.strictObject({ owner: Member, team: z.string() });

const ToldFailure = z.strictObject({
  ...Failure.shape,
  raw: Failure.shape.raw.unwrap().omit({ message: true }).optional(),
});

/** What a change of status may tell besides what each one does. */
const more = {
  findings: z.array(z.strictObject({ check: z.string(), result: z.string() })).optional(),
  ownership: z.unknown().optional().describe('how the reseller’s own record stands to the customer'),
  because: z.union([z.string(), z.array(z.string())]).optional(),
  aloneFrom: Instant.optional().describe('from then on the initiator may agree alone'),
  permission: z.unknown().optional().describe('what the second person agreed to'),
  customerAsked: z.boolean().optional().describe('whether the customer has to agree, too'),
  identified: z.unknown().optional().describe('how the customer showed which account it means'),
  invitation: Request.shape.invitation,
  refused: z.unknown().optional().describe('what the provider refused, without its text'),
  times: z.int().optional().describe('how often in a row'),
  application: z.unknown().optional().describe('the application that the provider shows'),
  learned: z.string().optional().describe('the identifier learned from the application'),
  account: z.string().optional().describe('the account that applied'),
  alone: z.boolean().optional().describe('whether the initiator decided alone, after the cool-off'),
  reason: z.string().optional(),
  code: z.string().optional().describe('what had to be mended'),
  changed: z.boolean().optional(),
  outstanding: z.unknown().optional(),
  listed: z.unknown().optional().describe('whether the provider’s customer list told'),
  link: idSchema('link').optional(),
  prepared: z.literal('refused').optional().describe('the provider refused to set what the customer may spend'),
  invitationOutstanding: z.boolean().optional().describe('an invitation is alive at the provider until it lapses'),
  failure: ToldFailure.optional().describe('without the provider’s text, which stays with the record'),
};

const Changed = z.strictObject({
  from: LinkRequestStatus,
  site: Site,
  startedAt: Instant.optional().describe('when the request began; told once it ends'),
  spent: Request.shape.spent.optional().describe('milliseconds that each party had it; told once it ends'),
  case: CaseFacts.describe('what a ticket system needs'),
  waitingOn: WaitingOn.optional().describe('who is waited for from now on'),
});

/** Each status with what it means, and which of the above it may tell. */
const statuses = {
  awaiting_second_person: ['A second person has to agree', 'findings', 'ownership', 'because', 'aloneFrom'],
  awaiting_customer: ['The customer is asked', 'findings', 'ownership', 'permission', 'customerAsked'],
  inviting: ['The customer agreed, or one more invitation is wanted', 'identified'],
  awaiting_operator: ['An operator has to invite the customer in the provider’s console'],
  awaiting_application: ['Invited; the application is waited for', 'invitation', 'refused', 'account', 'outstanding'],
  awaiting_reseller_review: ['Somebody has to look at an application', 'application', 'because'],
  refusing: ['The application is being refused', 'account', 'reason'],
  approving: ['The application is being accepted', 'application', 'learned', 'account', 'alone', 'code', 'changed'],
  awaiting_provider: ['The reseller has accepted; the provider examines the application'],
  awaiting_customer_remedy: ['The customer has to mend its account', 'refused', 'times'],
  preparing: [
    'The provider has accepted',
    'listed',
    'customerAsked',
    'findings',
    'ownership',
    'permission',
    'identified',
  ],
  cancelling: ['Being cancelled', 'reason'],
  completed: ['Ended with its link', 'link', 'prepared'],
  rejected: ['Ended with a no', 'account', 'outstanding', 'reason'],
  expired: ['Ended because nobody answered in time', 'application', 'account', 'outstanding'],
  cancelled: ['Ended because it was cancelled', 'invitationOutstanding', 'application'],
  failed: ['Ended because it could not be done', 'failure', 'because', 'application'],
} as const satisfies Record<Exclude<LinkRequestStatus, 'checking'>, readonly [string, ...(keyof typeof more)[]]>;

const statusEvents = Object.fromEntries(
  Object.entries(statuses).map(([status, [says, ...fields]]): [string, EventDoc] => {
    const told = fields.map((field) => [field, more[field]] as const);
    return [`link_request.${status}`, { says, data: Changed.extend(Object.fromEntries(told)) }];
  }),
);

const mailed = {
  waitingOn: z.strictObject({ kind: z.literal('customer'), round: z.int() }).optional(),
  mail: z.int().optional().describe('which mail of this question'),
};

const requestEvents: Readonly<Record<string, EventDoc>> = {
  'link_request.created': {
    says: 'Somebody asks for a link, or a customer has applied by itself',
    data: z.strictObject({
      execution: z.string(),
      site: Site,
      origin: Request.shape.origin,
      purpose: Request.shape.purpose,
      types: Request.shape.types,
      access: z.string(),
      customer: CaseFacts.shape.customer,
      changes: Request.shape.changes,
    }),
  },
  ...statusEvents,
  'link_request.sheet_ticked': {
    says: 'A step of the run sheet by which the customer is invited was done',
    data: z.strictObject({
      sheet: z.strictObject({ id: idSchema('sheet'), number: z.int(), version: z.int(), step: z.int() }),
    }),
  },
  'link_request.invitation_asked': {
    says: 'A person asked for one more invitation',
    data: z.strictObject({ number: z.int() }),
  },
  'link_request.resend_asked': {
    says: 'The customer’s question is to be mailed again',
    data: z.strictObject({ number: z.int().describe('how many times by now'), ...mailed }),
  },
  'link_request.contact_changed': { says: 'Somebody else at the customer is written to', data: z.strictObject(mailed) },
  'link_request.owner_changed': {
    says: 'In other hands',
    data: z.strictObject({ from: Hands, to: Hands, reason: z.string() }),
  },
  'link_request.ticket_set': { says: 'Tied to a ticket', data: z.strictObject({ case: CaseFacts }) },
  'link_request.taken_in_hand': {
    says: 'A member said in answer to a mail that they take care of it; it is theirs where it was nobody’s',
    data: z.strictObject({
      matter: z.string(),
      from: Hands.optional(),
      to: Hands.optional(),
      reason: z.string().optional(),
    }),
  },
  'link_request.escalated': {
    says: 'A wait lasted too long and was handed to the owner of escalations',
    data: z.strictObject({
      from: Member,
      to: Member,
      waitedFor: z.strictObject({ party: z.enum(parties), for: z.enum(waits), since: Instant, until: Instant }),
      site: Site,
      case: CaseFacts,
    }),
  },
  'link_request.self_approval_refused': {
    says: 'Whoever asked tried to agree alone',
    data: z.strictObject({ status: LinkRequestStatus }),
  },
  'link_request.attempt_raised': {
    says: 'Its machine died; another execution carries on',
    data: z.strictObject({ execution: z.string(), attempt: z.int(), before: z.string() }),
  },
};

/** Every event about linking, by its type without the version (`.v1`). Additive only: readers ignore what they don’t know. */
export const linkEvents: Readonly<Record<string, EventDoc>> = {
  ...requestEvents,
  ...linkLifeEvents(Hands),
  ...decisionAndMailEvents,
  ...draftAndAdoptionEvents,
};
