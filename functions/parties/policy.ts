import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type WriteIntent } from '../kernel/write.ts';
import type { Decided } from '../platform/change.ts';
import type { Tables } from '../platform/tables.ts';
import { sites } from '../providers/provider.ts';
import { type Actor, create, Followed, move, recordKey, timelineStart } from '../timeline/index.ts';
import { POLICY_ID, policyVersionKey } from './keys.ts';

const DAY = 86_400;

/** A span in whole seconds, with the most that it may be in days. */
function span(mostDays: number) {
  const most = mostDays * DAY;
  return z
    .int({ error: 'a whole number of seconds (86400 is one day)' })
    .min(1, { error: 'at least 1 second' })
    .max(most, { error: `at most ${most} seconds (${mostDays} days)` });
}

/** What organisations start with, and what policies of before version 4 said nothing of. */
const defaultUnbindTerms = {
  remedySeconds: 14 * DAY,
  submissionSeconds: 7 * DAY,
  distributorSeconds: 14 * DAY,
  customerSeconds: 14 * DAY,
  initiatorSeconds: 3 * DAY,
  cardSeconds: 14 * DAY,
  completionSeconds: 3 * DAY,
  withdrawalSeconds: 3 * DAY,
  lookSeconds: 3600,
  absenceSeconds: DAY,
  tailPeriods: 2,
};

/** What organisations start with, and what policies of before version 5 said nothing of. */
const defaultRebateTerms = { goneRecords: 10, goneBasisPoints: 500 };

/** What an organisation decides about its own work. All spans are in seconds: days in production, seconds in tests. */
export const PolicyTerms = z
  .strictObject({
    windows: z.strictObject({
      customerSeconds: span(60).describe('how long a customer may take to answer, in seconds'),
      applicationSeconds: span(180).describe('how long the application at the provider may take, in seconds'),
      secondPersonSeconds: span(60).describe('how long a second person may take to agree, in seconds'),
      reviewSeconds: span(60).describe('how long a person may take to review an application, in seconds'),
      remedySeconds: span(180).describe('how long a customer may take to mend its account, in seconds'),
    }),
    secondPerson: z
      .strictObject({
        for: z
          .array(z.enum(['manage', 'sensitive', 'billing', 'provisioning', 'management', 'delegation']))
          .refine((given) => new Set(given).size === given.length, { error: 'each once' })
          .describe('what needs a second person; a near miss and an override always do'),
        coolOffSeconds: span(30).describe('how long an initiator waits who has nobody else to agree, in seconds'),
      })
      .describe('when a second person has to agree before the customer is asked'),
    teams: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, { error: 'lower-case words with dashes' }))
      .min(1)
      .max(50)
      .refine((given) => new Set(given).size === given.length, { error: 'each team once' })
      .describe('teams that can own a customer'),
    restrictions: z
      .array(
        z.strictObject({
          name: z.string().trim().min(3).max(80).describe('said to whoever is refused'),
          sites: z.array(z.enum(sites)).default([]).describe('empty: at every site'),
          types: z.array(z.enum(['billing', 'provisioning', 'management', 'delegation'])).default([]),
          access: z.enum(['read_only', 'manage']).optional().describe('the most that is allowed'),
        }),
      )
      .max(50)
      .describe('what the programme does not allow, by name'),
    verification: z.strictObject({
      recheckSeconds: span(30).describe('pause between two rechecks of an active link, in seconds'),
      afterCycleSeconds: span(60).describe(
        'how long after the end of a billing cycle its bill is looked at, in seconds',
      ),
    }),
    resend: z.strictObject({
      pauseSeconds: span(7).describe('shortest pause between two mails to one customer, in seconds'),
      most: z.int().min(1).max(50).describe('how many times a mail may be sent again'),
    }),
    escalation: z.strictObject({
      afterSeconds: span(90).describe('how long one party may keep a request before it is escalated, in seconds'),
      owner: z.string().startsWith('mem_').optional().describe('the member it is then assigned to'),
    }),
    poll: z.strictObject({
      firstSeconds: span(1).describe('first pause between two looks at the provider, in seconds'),
      maxSeconds: span(7).describe('longest pause between two looks, in seconds; pauses grow up to it'),
    }),
    notices: z
      .strictObject({
        digestSeconds: z
          .int({ error: 'a whole number of seconds (900 is a quarter of an hour)' })
          .min(0)
          .max(DAY, { error: `at most ${DAY} seconds (a day)` })
          .describe('within so many seconds a member is mailed once about what needs somebody; 0: at once'),
      })
      .default({ digestSeconds: 900 }),
    unbind: z
      .strictObject({
        remedySeconds: span(60).describe('how long what stands in the way may take to mend, in seconds'),
        submissionSeconds: span(60).describe('how long an operator may take to submit at the provider, in seconds'),
        distributorSeconds: span(60).describe('how long the distributor may take to review, in seconds'),
        customerSeconds: span(60).describe('how long the customer may take to confirm at the provider, in seconds'),
        initiatorSeconds: span(60).describe('how long the initiator may take to take it up, in seconds'),
        cardSeconds: span(60).describe('how long the customer may take to bind a card, in seconds'),
        completionSeconds: span(60).describe(
          'after how long without the provider’s last word it is asked anew, in seconds',
        ),
        withdrawalSeconds: span(60).describe('how long an operator may take to withdraw at the provider, in seconds'),
        lookSeconds: span(7).describe('longest pause between two looks at the provider, in seconds'),
        absenceSeconds: span(7).describe(
          'between the two looks that count as absence, in seconds; the site may ask for more',
        ),
        tailPeriods: z.int().min(1).max(12).describe('settlement periods after completion whose bills are watched'),
      })
      .default(defaultUnbindTerms)
      .describe('how long each step of an unbind may take'),
    rebates: z
      .strictObject({
        goneRecords: z.int().min(0).max(1_000_000).describe('so many records of a settlement period may be gone'),
        goneBasisPoints: z
          .int({ error: 'a whole number of basis points (500 is 5 %)' })
          .min(0)
          .max(10_000, { error: 'at most 10000 basis points (100 %)' })
          .describe('such a share of its records may be gone, in basis points'),
      })
      .default(defaultRebateTerms)
      .describe(
        'what a reading of rebates may lack that was there: where it lacks more than both, a person accepts it',
      ),
    reminders: z.strictObject({
      customerSecondsBefore: z
        .array(span(60))
        .max(5, { error: 'at most 5 reminders' })
        .describe(
          'reminders to a customer who has not answered: seconds before the end of the window, first one first',
        ),
    }),
  })
  .superRefine(({ windows, poll, reminders }, context) => {
    const refuse = (path: PropertyKey[], code: string, message: string) =>
      context.addIssue({ code: 'custom', path, params: { code }, message });
    if (poll.maxSeconds < poll.firstSeconds)
      refuse(['poll', 'maxSeconds'], 'too_small', `at least firstSeconds (${poll.firstSeconds} seconds)`);
    if (poll.maxSeconds > windows.applicationSeconds)
      refuse(['poll', 'maxSeconds'], 'too_big', `at most applicationSeconds (${windows.applicationSeconds} seconds)`);
    for (const [place, before] of reminders.customerSecondsBefore.entries()) {
      const bound = reminders.customerSecondsBefore[place - 1] ?? windows.customerSeconds;
      const of = place === 0 ? 'the customer’s window' : 'the reminder before it';
      if (before >= bound)
        refuse(['reminders', 'customerSecondsBefore', place], 'too_big', `less than ${of} (${bound} seconds)`);
    }
  });
export type PolicyTerms = z.infer<typeof PolicyTerms>;

const defaultsOf2 = {
  secondPerson: { for: ['manage', 'sensitive', 'management', 'delegation'], coolOffSeconds: DAY },
  teams: ['onboarding'],
  restrictions: [],
  verification: { recheckSeconds: DAY, afterCycleSeconds: 6 * DAY },
  resend: { pauseSeconds: 3600, most: 5 },
  escalation: { afterSeconds: 3 * DAY },
} satisfies Partial<PolicyTerms>;
const windowsOf2 = { secondPersonSeconds: 7 * DAY, reviewSeconds: 14 * DAY, remedySeconds: 30 * DAY };

/** What a new organisation starts with. */
export const defaultTerms: PolicyTerms = {
  ...defaultsOf2,
  windows: { customerSeconds: 14 * DAY, applicationSeconds: 30 * DAY, ...windowsOf2 },
  poll: { firstSeconds: 60, maxSeconds: 3600 },
  notices: { digestSeconds: 900 },
  unbind: defaultUnbindTerms,
  rebates: defaultRebateTerms,
  reminders: { customerSecondsBefore: [5 * DAY, 3 * DAY, DAY] },
};

/** The terms as of a version. Versions are kept for ever, because each request goes on under the one it started with. */
export const Policy = Followed.extend({
  ...PolicyTerms.shape,
  changedAt: Instant,
  changedBy: z.string().describe('the member who set these terms'),
});
export type Policy = z.infer<typeof Policy>;

export const policyShape = storedShape({
  name: 'policy',
  version: 5,
  schema: Policy,
  upcasts: {
    1: (old) => ({ ...old, ...defaultsOf2, windows: { ...Object(old['windows']), ...windowsOf2 } }),
    // Mail to members came with version 3.
    2: (old) => ({ ...old, notices: { digestSeconds: 900 } }),
    // Unbinding came with version 4.
    3: (old) => ({ ...old, unbind: defaultUnbindTerms }),
    // How much of a reading may be gone came with version 5.
    4: (old) => ({ ...old, rebates: defaultRebateTerms }),
  },
});

/**
 * The policy in force, or as of the version that a request is pinned to.
 * @throws InvariantBroken when it was never set: every organisation is founded with one.
 */
export async function readPolicy(tables: Tables, org: string, version?: number): Promise<Policy> {
  const policy = await findPolicy(tables, org, version);
  if (!policy) throw new InvariantBroken(`${org} has no policy ${version ?? ''}`);
  return policy;
}

export async function findPolicy(tables: Tables, org: string, version?: number): Promise<Policy | undefined> {
  const key = version === undefined ? recordKey(org, POLICY_ID) : policyVersionKey(org, version);
  const item = await tables.get('desk', key);
  return item && readStored(policyShape, item);
}

type Doing = { readonly actor: Actor; readonly at: Instant; readonly newId: NewId };

/** The first policy of an organisation. */
export function startPolicy(org: string, terms: PolicyTerms, { actor, at, newId }: Doing): Decided<Policy> {
  const policy = {
    ...timelineStart,
    ...terms,
    org,
    id: POLICY_ID,
    version: 1,
    changedAt: at,
    changedBy: nameOf(actor),
  };
  const fields = { ...toStored(policyShape, policy), ...policy };
  const entry = { type: 'policy.set', actor, at, data: { version: 1, ...terms } } as const;
  return { value: policy, intents: [...create(fields, entry, newId), keepVersion(policy)] };
}

/** New terms: another version; requests that run keep theirs. */
export function replacePolicy(before: Policy, terms: PolicyTerms, { actor, at, newId }: Doing): Decided<Policy> {
  const set = { ...terms, changedAt: at, changedBy: nameOf(actor) };
  const policy = { ...before, ...set, version: before.version + 1 };
  const entry = { type: 'policy.set', actor, at, data: { version: policy.version, ...terms } } as const;
  return { value: policy, intents: [...move(before, { set }, entry, newId), keepVersion(policy)] };
}

function keepVersion(policy: Policy): WriteIntent {
  return {
    op: 'put',
    table: 'desk',
    key: policyVersionKey(policy.org, policy.version),
    fields: toStored(policyShape, policy),
    expect: isNew,
    refusal: 'version',
  };
}

function nameOf(actor: Actor): string {
  return actor.kind === 'member' ? actor.id : actor.kind;
}
