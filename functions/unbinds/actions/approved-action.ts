import * as z from 'zod';
import { Instant, plusSeconds } from '../../kernel/clock.ts';
import { idSchema, type NewId } from '../../kernel/ids.ts';
import { MoneyJson } from '../../kernel/money.ts';
import { readStored, storedShape, toStored } from '../../kernel/stored.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import type { Link } from '../../links/link.ts';
import type { Tables } from '../../platform/tables.ts';
import { sites } from '../../providers/provider.ts';
import { create, Followed, recordKey, timelineStart } from '../../timeline/index.ts';

/** How long somebody may still approve what was asked for: a balance of last month says nothing of today. */
const OPEN_SECONDS = 7 * 86_400;

/** What is to be done at the provider. Credit is added, exactly as much, to two decimal places. */
export const ActionAsked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('allocate_credit'), amount: MoneyJson }),
  z.object({ kind: z.literal('unfreeze') }),
]);
export type ActionAsked = z.infer<typeof ActionAsked>;

/**
 * A remedy that the desk carries out at the provider by a call, once somebody else than who asked has approved it (R086).
 * `unknown`: it may have happened; somebody has to look in the provider's console, since the desk never repeats it. What
 * they see there makes it `done` or `not_done`.
 */
export const ApprovedAction = Followed.extend({
  id: idSchema('approvedAction'),
  status: z.enum(['asked', 'approved', 'declined', 'done', 'refused', 'unknown', 'not_done']),
  does: ActionAsked,
  link: idSchema('link'),
  partnerAccount: z.object({
    id: z.string(),
    site: z.enum(sites),
    environment: z.enum(['production', 'sandbox']),
    partnerId: z.string(),
  }),
  customer: z.object({ accountId: z.string(), name: z.string() }),
  because: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  /** Until when it may be approved. */
  until: Instant,
  decided: z.object({ by: z.string(), at: Instant, reason: z.string().optional() }).optional(),
  /** Names the one attempt to carry it out. */
  execution: z.string(),
  endedAt: Instant.optional(),
  /** What the customer may spend by the provider's answer, where that says so. */
  availableAfter: MoneyJson.optional(),
  /** Why the provider refused, by the port's own code. */
  refusal: z.string().optional(),
  /** Who looked at the provider where nobody knew, and by what they could tell. */
  seen: z.object({ by: z.string(), at: Instant, because: z.string() }).optional(),
});
export type ApprovedAction = z.infer<typeof ApprovedAction>;

export const approvedActionShape = storedShape({
  name: 'approved action',
  version: 2,
  schema: ApprovedAction,
  // What somebody saw came with version 2.
  upcasts: { 1: (old) => old },
});

export async function readAction(tables: Tables, org: string, id: string): Promise<ApprovedAction | undefined> {
  const item = await tables.get('desk', recordKey(org, id));
  return item && readStored(approvedActionShape, item);
}

export const actionsOf = (org: string): string => `ORG#${org}#APPROVED_ACTIONS`;

/** Within so many seconds somebody shall have looked at what nobody knows: what was done weighs on what is asked next. */
const LOOK_SECONDS = 86_400;

/** Until when somebody shall have looked; among the clocks (B01) until somebody has. */
export function lookBy({
  endedAt,
  decided,
  createdAt,
}: Pick<ApprovedAction, 'endedAt' | 'decided' | 'createdAt'>): Instant {
  return plusSeconds(endedAt ?? decided?.at ?? createdAt, LOOK_SECONDS);
}

/** Its place among the clocks, once nobody knows what became of it. */
export function actionClockKeys(record: Pick<ApprovedAction, 'org' | 'id' | 'endedAt' | 'decided' | 'createdAt'>) {
  const waitingSk = `${lookBy(record)}#${record.id}#action_unknown`;
  return { waitingPk: `ORG#${record.org}#CLOCKS`, waitingSk };
}

type Asked = Pick<ApprovedAction, 'does' | 'because' | 'createdBy' | 'createdAt'>;

/** An action as somebody asks for it, and the writes that make it. */
export function askAction(link: Link, asked: Asked, newId: NewId) {
  const id = newId('approvedAction');
  const { accountId, name } = link.customer;
  const record: ApprovedAction = {
    ...timelineStart,
    ...asked,
    org: link.org,
    id,
    version: 1,
    status: 'asked',
    link: link.id,
    partnerAccount: link.partnerAccount,
    customer: { accountId, name },
    until: plusSeconds(asked.createdAt, OPEN_SECONDS),
    execution: `${id}-1`,
  };
  const fields = { ...toStored(approvedActionShape, record), ...record, listPk: actionsOf(link.org), listSk: id };
  const entry = {
    type: 'approved_action.asked',
    actor: { kind: 'member', id: asked.createdBy },
    at: asked.createdAt,
    data: { link: link.id, site: link.partnerAccount.site, does: asked.does.kind },
  } as const;
  const intents: readonly WriteIntent[] = create(fields, entry, newId);
  return { record, intents };
}
