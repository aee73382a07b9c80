import type * as z from 'zod';
import { waitingTokenKey } from '../../../functions/decisions/waiting-token.ts';
import { readStored } from '../../../functions/kernel/stored.ts';
import type { PolicyTerms } from '../../../functions/parties/index.ts';
import { capabilitiesOf } from '../../../functions/providers/capabilities.ts';
import type { SiteCapabilities } from '../../../functions/providers/provider.ts';
import { asksForCard } from '../../../functions/providers/unbinding.ts';
import { waitingRef } from '../../../functions/sequence/sequence.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { isAsked, isReadable } from '../../../functions/unbinds/preconditions/judge.ts';
import { preconditionNames } from '../../../functions/unbinds/preconditions/precondition.ts';
import type { SheetPurpose } from '../../../functions/unbinds/sheets/run-sheet.ts';
import type { UnbindStatus } from '../../../functions/unbinds/status.ts';
import { unbindShape } from '../../../functions/unbinds/unbind.ts';
import type { UnbindView } from '../../../functions/unbinds/view.ts';
import { type Desk, type DeskClient, expectOk, quickTerms, type Reseller } from '../../support/desk.ts';
import { eventually } from './eventually.ts';
import { type Customer, type Founding, type PlayedSite, type UnbindSite, unbindSites } from './sites.ts';

export type Seen = z.output<typeof UnbindView>;
type Wish = Parameters<DeskClient['submitUnbind']>[0]['body'];

/** Windows in seconds where production has days; absence by two looks at once after the other; members mailed at once. */
export const quickUnbindTerms: PolicyTerms = {
  ...quickTerms,
  notices: { digestSeconds: 0 },
  unbind: {
    ...quickTerms.unbind,
    remedySeconds: 600,
    submissionSeconds: 600,
    distributorSeconds: 600,
    customerSeconds: 600,
    initiatorSeconds: 600,
    cardSeconds: 600,
    completionSeconds: 600,
    withdrawalSeconds: 600,
    lookSeconds: 1,
    absenceSeconds: 1,
  },
};

/** A linked customer of a reseller of its own, and everything that was seen of its unbinding. */
export type Unbinding = {
  readonly desk: Desk;
  /** What everybody does at the provider. */
  readonly bench: UnbindSite;
  /** Whether the site has a step in which the customer binds a card. */
  readonly asksForCard: boolean;
  readonly reseller: Reseller;
  readonly customer: Customer;
  /** Another one of the same partner account, who stays. */
  readonly stays: Customer;
  readonly others: readonly Customer[];
  readonly operator: DeskClient;
  readonly approver: DeskClient;
  readonly linkId: `link_${string}`;
  /** Whom the desk can write to outside. */
  readonly addresses: Readonly<{ customer?: string; distributor?: string }>;
  /** Every answer of the API on it, in order. */
  readonly seen: readonly Seen[];
  readonly id: () => `ubd_${string}`;
  /** Has the account read at the provider, as the radar does each night. */
  read(): Promise<void>;
  submit(more?: Partial<Wish>): Promise<Seen>;
  /** Follows a case that the desk has made by itself. */
  find(): Promise<Seen>;
  agree(): Promise<void>;
  look(): Promise<Seen>;
  /**
   * Waits until it stands there and its machine waits with it, and until whoever outside has to act has the mail: a record
   * that goes on sooner takes a slow machine past the state.
   */
  until(status: UnbindStatus): Promise<Seen>;
  /** Ticks the run sheet of where the case stands to its end; a second person confirms where one is needed. */
  sheet(say?: SheetWords): Promise<void>;
};

/** What the operator writes down where a step asks for it. */
export type SheetWords = {
  readonly reference?: string;
  readonly time?: string;
  readonly choice?: string;
  readonly condition?: string;
  readonly purpose?: SheetPurpose;
};

/** Where somebody outside is mailed a question. */
const questionIn: Readonly<
  Partial<Record<UnbindStatus, { readonly of: 'customer' | 'distributor'; readonly kind: string }>>
> = {
  awaiting_distributor_review: { of: 'distributor', kind: 'distributor' },
  awaiting_customer_confirmation: { of: 'customer', kind: 'confirmation' },
  awaiting_card: { of: 'customer', kind: 'card' },
};

type Begun = Partial<Founding> & {
  readonly site?: PlayedSite;
  readonly terms?: PolicyTerms;
  /** So many customers more that are linked with it, each for a case `beside` this one. */
  readonly others?: number;
  /** A case of another customer of this reseller, under the same policy. */
  readonly beside?: Pick<Unbinding, 'reseller' | 'stays' | 'customer'>;
};

/**
 * Founds a reseller, unless there is one already, with two linked customers: the one that is to go, and another by which
 * absence is told.
 */
export async function unbinding(
  desk: Desk,
  { site = 'tencent-intl', terms = quickUnbindTerms, tier = 'reseller', under, others: more = 0, beside }: Begun = {},
): Promise<Unbinding> {
  const bench = unbindSites[site](desk);
  const can = capabilitiesOf(site);
  if (!can) throw new Error(`no adapter for ${site}`);
  const reseller = beside?.reseller ?? (await bench.reseller({ tier, under }));
  const { customer, stays } = beside ?? { customer: await bench.customer(), stays: await bench.customer() };
  const others = await Promise.all(Array.from({ length: more }, () => bench.customer()));
  if (!beside) await bench.link(reseller, [customer, stays, ...others]);
  if (tier === 'above_second_level') await moveBelow(desk, reseller, customer.uin);
  if (!beside) await expectOk((await reseller.as('admin')).setPolicy({ body: terms, ifMatch: 1 }));
  const [operator, approver] = await Promise.all([reseller.as('operator'), reseller.as('approver')]);
  const links = (await expectOk(operator.listLinks({ query: { limit: 100 } }))).json.items;
  const linkId = links.find((one) => one.customer.accountId === customer.uin)?.id as `link_${string}`;
  const seen: Seen[] = [];
  const addresses: { customer?: string; distributor?: string } = bench.knowsContact ? { customer: customer.email } : {};
  const contact = bench.knowsContact ? {} : { contact: { email: customer.email, language: 'en' as const } };
  const id = () => seen[0]?.id as `ubd_${string}`;
  const look = async () => {
    const { unbind } = (await expectOk(operator.getUnbind({ params: { unbindId: id() } }))).json;
    seen.push(unbind);
    return unbind;
  };
  const self: Unbinding = {
    desk,
    bench,
    asksForCard: asksForCard(can.unbind),
    reseller,
    customer,
    stays,
    others,
    operator,
    approver,
    linkId,
    addresses,
    seen,
    id,
    look,
    read: async () => {
      await expectOk(operator.checkUnbindReadiness({ params: { linkId } }));
      await eventually('the reading', async () => {
        const { json } = await expectOk(operator.getUnbindReadiness({ params: { linkId } }));
        return json.readiness.reading.inHand ? undefined : json;
      });
    },
    submit: async (more = {}) => {
      const body = { ...(await wish(operator, linkId, can)), ...contact, ...more };
      const { unbind } = (await expectOk(operator.submitUnbind({ body }))).json;
      seen.push(unbind);
      if (body.contact) addresses.customer = body.contact.email;
      if (body.distributorContact) addresses.distributor = body.distributorContact.email;
      return unbind;
    },
    find: () =>
      eventually('a case of the customer’s', async () => {
        const { items } = (await expectOk(operator.listUnbinds({ query: { linkId } }))).json;
        const [found] = items;
        if (found) seen.push(found);
        return found;
      }),
    agree: async () => {
      await expectOk(approver.decideUnbindSecondPerson({ params: { unbindId: id() }, body: { verdict: 'agree' } }));
    },
    until: async (status) => {
      const there = await eventually(
        status,
        async () => {
          const now = await look();
          return now.status === status ? now : undefined;
        },
        () => JSON.stringify(seen.at(-1)),
      );
      await eventually(`machine in ${status}`, async () => {
        const record = await desk.tables.get('desk', recordKey(reseller.org, id()));
        const ref = record && record['status'] === status ? waitingRef(readStored(unbindShape, record)) : undefined;
        return !ref || (await desk.tables.get('private', waitingTokenKey(ref))) !== undefined || undefined;
      });
      const asked = questionIn[status];
      if (asked && addresses[asked.of] !== undefined)
        await eventually(`mail for ${status}`, async () => {
          const { items } = (await expectOk(operator.listNotices({ query: { subject: id(), limit: 100 } }))).json;
          const isSent = (name: string, state: string) =>
            name.startsWith(`${id()}.unbind_question.${asked.kind}.`) && state !== 'sending';
          return items.some((one) => isSent(one.id, one.status)) || undefined;
        });
      return there;
    },
    sheet: async (say = {}) => {
      const { purpose, ...words } = say;
      const sheetOf = async () =>
        (
          await expectOk(
            operator.getUnbindSheet({ params: { unbindId: id() }, query: { ...(purpose && { purpose }) } }),
          )
        ).json.sheet;
      const { steps, secondPerson } = await sheetOf();
      for (const { number, needs = [] } of steps) {
        const body = {
          ...(purpose && { purpose }),
          ...((needs.includes('reference') || needs.includes('proof')) && { reference: words.reference ?? 'MSG-1' }),
          ...(needs.includes('time') && { time: words.time ?? new Date().toISOString() }),
          ...(needs.includes('choice') && { choice: words.choice ?? '' }),
          ...(needs.includes('condition') && { condition: words.condition ?? '' }),
        };
        await expectOk(operator.tickUnbindSheet({ params: { unbindId: id(), step: number }, body }));
      }
      if (secondPerson)
        await expectOk(
          approver.confirmUnbindSheet({ params: { unbindId: id() }, body: { ...(purpose && { purpose }) } }),
        );
    },
  };
  return self;
}

/** The provider has the customer under a second-level reseller of this distributor. */
async function moveBelow({ cloud }: Desk, { partner }: Reseller, uin: string): Promise<void> {
  const below = `3${partner.slice(1)}`;
  const boundAt = new Date(Date.now() - 60 * 86_400_000).toISOString();
  const name = 'Tidewater Cloud Services Pte. Ltd.';
  await cloud.tencent.setAccount({ uin: below, name, role: 'second_level_reseller', distributor: partner, boundAt });
  await cloud.tencent.setCustomer({ uin, reseller: below });
}

/** What an operator sends who has looked everywhere: nothing stands in the way. */
async function wish(operator: DeskClient, linkId: `link_${string}`, site: SiteCapabilities): Promise<Wish> {
  const { link } = (await expectOk(operator.getLink({ params: { linkId } }))).json;
  const query = { site: link.partnerAccount.site, language: 'en' } as const;
  const { notice } = (await expectOk(operator.getUnbindNotice({ query }))).json;
  const { version, language, sha256 } = notice;
  const standing = { tier: 'reseller', allowlisted: [] } as const;
  const checks = preconditionNames.filter((name) => isAsked(site, name) && !isReadable(site, standing, name));
  return {
    linkId,
    because: 'The contract has ended and is not renewed',
    notice: { version, language, sha256 },
    capacity: { as: 'holder' },
    attestations: [
      'customer_agrees',
      'contracts_and_bills_handled',
      'assets_handled',
      'overdue_settled',
      'discounts_deactivated',
    ],
    conditions: checks.map((check) => ({ check, found: 'clear', note: 'Looked up in the partner console' })),
    secondLevel: null,
    cardKnown: true,
  };
}
