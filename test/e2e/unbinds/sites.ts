import type { Site } from '../../../functions/providers/provider.ts';
import type { Desk, newCustomer, Reseller } from '../../support/desk.ts';
import { alibabaInternational } from './alibaba-site.ts';
import { huaweiInternational } from './huawei-site.ts';
import { tencentInternational } from './tencent-site.ts';
import type { Unbinding } from './unbinding.ts';

export type Customer = Awaited<ReturnType<typeof newCustomer>>;

/** Who founds, and below whom. `above_second_level`: a distributor whose customer is below one of its second-level resellers. */
export type Founding = {
  readonly tier: 'reseller' | 'distributor' | 'above_second_level';
  /** The distributor's partner account above it, which makes it a second-level reseller. */
  readonly under?: string | undefined;
};

/** A customer's own unbinding, as the console shows it: its number there, and the list to bring. */
export type Started = { readonly number: string; readonly list: string };

/**
 * What the scenarios need of a site: a reseller with customers who are linked, and what everybody does in the provider's
 * own console. Another provider is another row of `sites`.
 */
export type UnbindSite = {
  readonly site: Site;
  reseller(founding: Founding): Promise<Reseller>;
  customer(): Promise<Customer>;
  /** They are the reseller's customers at the provider, with a past, and linked here. */
  link(reseller: Reseller, customers: readonly Customer[]): Promise<void>;
  /** Whether the desk knows by the link whom to write to. */
  readonly knowsContact: boolean;
  /** Submitted in the console. @returns the number of it there. @throws what the provider's own check says */
  submit(u: Unbinding): Promise<string>;
  answer(u: Unbinding, answer: 'confirm' | 'reject'): Promise<void>;
  bindCard(u: Unbinding): Promise<void>;
  /** A card is bound before anything begins. */
  hasCard(u: Unbinding): Promise<void>;
  /** The provider completes what everybody has agreed to, where it does not by itself. */
  finish(u: Unbinding): Promise<void>;
  takeBack(u: Unbinding, number: string): Promise<void>;
  /** The provider lets the customer go, whatever anybody has said. */
  release(u: Unbinding): Promise<void>;
  /** Another partner has the customer from now on. */
  migrate(u: Unbinding): Promise<void>;
  /** A call of the desk finds a precondition broken from now on. */
  redden(u: Unbinding): Promise<void>;
  /** The provider's own check will refuse an application. @returns the condition that it names */
  hinder(u: Unbinding): Promise<string>;
  /** What stood in the way is mended. */
  mend(u: Unbinding): Promise<void>;
  /** The customer starts it by itself; where a clock of the provider's decides, after so long. */
  startByCustomer(u: Unbinding, inSeconds: number): Promise<Started>;
  /** Our answer to what the customer started, given in the console. */
  review(u: Unbinding, number: string, decision: 'approve' | 'refuse'): Promise<void>;
};

/** A row for each site whose unbinding is played. */
export const unbindSites = {
  'tencent-intl': tencentInternational,
  'alibaba-intl': alibabaInternational,
  'huawei-intl': huaweiInternational,
} as const satisfies Partial<Record<Site, (desk: Desk) => UnbindSite>>;
export type PlayedSite = keyof typeof unbindSites;
