import { expect } from 'vitest';
import { readStored } from '../../../functions/kernel/stored.ts';
import { memberNoticeShape } from '../../../functions/notices/members/member-notice.ts';
import { matterTexts } from '../../../functions/notices/members/texts.ts';
import { recordKey, timelineEntryShape } from '../../../functions/timeline/index.ts';
import { readInbox } from '../../../local/front/inbox.ts';
import { expectOk } from '../../support/desk.ts';
import { eventually } from './eventually.ts';
import { type Seen, type Unbinding } from './unbinding.ts';

type Entry = { readonly id: string; readonly type: string; readonly data: Readonly<Record<string, unknown>> };
/** Whom a transition is told: everybody who holds a right, or whoever has the case in hand and whoever asked for it. */
type Inside = 'approver' | 'in_hand';
type Outside = 'customer' | 'distributor';

/** What the members have to be told of, by the words and not by the desk’s own table. */
const inside: Readonly<Record<string, Inside>> = {
  'unbind.awaiting_second_person': 'approver',
  'unbind.awaiting_review': 'approver',
  'unbind.awaiting_remedy': 'in_hand',
  'unbind.awaiting_submission': 'in_hand',
  'unbind.awaiting_review_entry': 'in_hand',
  'unbind.awaiting_initiator': 'in_hand',
  'unbind.awaiting_withdrawal': 'in_hand',
  'unbind.completed': 'in_hand',
  'unbind.migrated_away': 'in_hand',
  'unbind.declined': 'in_hand',
  'unbind.rejected_by_distributor': 'in_hand',
  'unbind.rejected_by_customer': 'in_hand',
  'unbind.refused_by_reseller': 'in_hand',
  'unbind.expired': 'in_hand',
  'unbind.cancelled': 'in_hand',
};

/** What those outside are mailed, each with the mail that it is. */
const outside: Readonly<Record<string, { readonly to: Outside; readonly mail: string; readonly onceAsked?: true }>> = {
  'unbind.awaiting_distributor_review': { to: 'distributor', mail: 'unbind_question.distributor' },
  'unbind.awaiting_customer_confirmation': { to: 'customer', mail: 'unbind_question.confirmation' },
  'unbind.awaiting_card': { to: 'customer', mail: 'unbind_question.card' },
  'unbind.completed': { to: 'customer', mail: 'unbind_end.completed' },
  'unbind.rejected_by_customer': { to: 'customer', mail: 'unbind_end.rejected_by_customer', onceAsked: true },
  'unbind.refused_by_reseller': { to: 'customer', mail: 'unbind_end.refused_by_reseller', onceAsked: true },
  'unbind.expired': { to: 'customer', mail: 'unbind_end.expired', onceAsked: true },
  'unbind.cancelled': { to: 'customer', mail: 'unbind_end.cancelled', onceAsked: true },
};

/**
 * Every transition has told each party that it concerns, and none of them twice: the members by what is noted for them and
 * by the mails that bring it, those outside by their mails, counted in the inbox, too.
 */
export async function expectTold(u: Unbinding): Promise<void> {
  const { desk, reseller, seen } = u;
  const id = u.id();
  const last = seen.at(-1);
  if (!last) throw new Error('nothing was seen of it');
  const entries = await entriesOf(u);
  const members = (await expectOk((await reseller.as('admin')).listMembers({ query: { limit: 100 } }))).json.items;
  const approvers = members.flatMap((one) => (one.rights.includes('approver') ? [one.id] : []));

  const wantedInside = entries.flatMap((entry) =>
    whoIsTold(entry, last, approvers).map((member) => `${entry.type} ${member}`),
  );
  const wantedOutside = outsideOf(u, entries, last);
  const notedInside = async () => {
    const noted = await Promise.all(members.map((member) => noticesOf(u, member.id)));
    return noted.flat().flatMap(({ member, event }) => {
      const entry = entries.find((one) => one.id === event);
      return entry && entry.type in inside ? [`${entry.type} ${member}`] : [];
    });
  };
  const mailedOutside = async () => {
    const { items } = (await expectOk(u.operator.listNotices({ query: { subject: id, limit: 100 } }))).json;
    return items.flatMap((one) =>
      one.status === 'sending' ? [] : [`${one.to} ${one.id.split('.').slice(1, 3).join('.')}`],
    );
  };
  const all = async () => {
    const found = { inside: await notedInside(), outside: await mailedOutside() };
    const isThere = found.inside.length >= wantedInside.length && found.outside.length >= wantedOutside.length;
    return isThere ? found : undefined;
  };
  const found = await eventually('notices of every transition', all, () =>
    JSON.stringify([wantedInside, wantedOutside]),
  );
  expect(found.inside.toSorted()).toEqual(wantedInside.toSorted());
  expect(found.outside.toSorted()).toEqual(wantedOutside.toSorted());

  const inbox = () => readInbox(desk.cloud.engineUrl);
  for (const [party, address] of Object.entries(u.addresses)) {
    const wanted = wantedOutside.filter((one) => one.startsWith(`${party} `));
    expect((await inbox()).filter(({ to }) => to.includes(address))).toHaveLength(wanted.length);
  }
  // of what somebody was waited for, nobody is mailed after it was done; that it has ended stays to be told
  const ended = matterTexts.unbind_ended.en.replace('{customer}', last.customer.name);
  for (const { id: member, email } of members) {
    const ends = wantedInside.filter((one) => one === `unbind.${last.status} ${member}`).length;
    const lines = async () => {
      const mails = (await inbox()).filter(({ to }) => email !== null && to.includes(email));
      return mails.flatMap(({ text }) => text.split('\n').filter((line) => line.includes(id)));
    };
    const told = await eventually('the mail that tells the end', async () => {
      const now = await lines();
      return now.filter((line) => line.includes(ended)).length >= ends ? now : undefined;
    });
    expect(told.filter((line) => line.includes(ended))).toHaveLength(ends);
    expect(told.length, told.join('\n')).toBeLessThanOrEqual((await noticesOf(u, member)).length);
  }
}

async function entriesOf({ desk, reseller, id }: Unbinding): Promise<readonly Entry[]> {
  const { pk } = recordKey(reseller.org, id());
  const { items } = await desk.tables.query({ table: 'timeline', pk, begins: 'SEQ#', limit: 200 });
  return items.map((item) => readStored(timelineEntryShape, item));
}

async function noticesOf({ desk, reseller, id }: Unbinding, member: string) {
  const pk = `ORG#${reseller.org}#${member}`;
  const { items } = await desk.tables.query({ table: 'desk', pk, begins: 'NOTICE#', limit: 200 });
  return items.map((item) => readStored(memberNoticeShape, item)).filter(({ subject }) => subject === id());
}

function whoIsTold({ type }: Entry, { owner, createdBy }: Seen, approvers: readonly string[]): readonly string[] {
  const who = inside[type];
  if (who === undefined) return [];
  const told = who === 'approver' ? approvers.filter((one) => one !== createdBy) : [owner, createdBy];
  return [...new Set(told)].filter((one) => one !== 'desk');
}

/** A customer who was never asked, and has not asked itself, hears of a completion only. */
function outsideOf({ addresses }: Unbinding, entries: readonly Entry[], { origin }: Seen): readonly string[] {
  const asked = origin === 'customer' || entries.some(({ type }) => type === 'unbind.awaiting_customer_confirmation');
  return entries.flatMap(({ type }) => {
    const mail = outside[type];
    if (!mail || addresses[mail.to] === undefined || (mail.onceAsked && !asked)) return [];
    return [`${mail.to} ${mail.mail}`];
  });
}
