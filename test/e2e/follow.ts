import { setTimeout as pause } from 'node:timers/promises';
import { isOutcome, type LinkRequestStatus } from '../../functions/links/request-status.ts';
import type { LinkRequestView } from '../../functions/links/view.ts';
import { type Desk, type DeskClient, expectOk, type Reseller } from '../support/desk.ts';
import type { Account, LinkWish, SiteBench } from './sites.ts';

type RequestId = `lreq_${string}`;

/** One link request of a reseller of its own, and everything that was seen of it on its way. */
export type Followed = {
  readonly desk: Desk;
  readonly bench: SiteBench;
  readonly reseller: Reseller;
  readonly operator: DeskClient;
  readonly customer: Account;
  /** Every answer of the API on it, in order. */
  readonly seen: readonly LinkRequestView[];
  readonly request: (wish?: Partial<LinkWish>) => Promise<void>;
  /** Follows another request from now on, and forgets the one before. */
  readonly track: (view: LinkRequestView) => void;
  /** Waits until the list has one that fits, and follows that one. */
  readonly find: (filter: { readonly origin: LinkRequestView['origin'] }) => Promise<void>;
  readonly requestId: () => RequestId;
  /** What the API says of it now. */
  look(): Promise<LinkRequestView>;
  /** Waits until this attempt carries it. */
  untilAttempt(attempt: number): Promise<LinkRequestView>;
  /** Waits until it has this status. @throws when it ends otherwise */
  readonly until: (status: LinkRequestStatus) => Promise<LinkRequestView>;
  /** Waits until it has ended, however. */
  readonly untilEnded: () => Promise<LinkRequestView>;
};

const PAUSE_MS = 250;
/** Longer than the longest pause between two looks at the provider (`quickTerms`). */
const PATIENCE_MS = 100_000;

export async function follow(
  desk: Desk,
  bench: SiteBench,
  terms?: Parameters<SiteBench['reseller']>[0],
): Promise<Followed> {
  const [reseller, customer] = await Promise.all([bench.reseller(terms), bench.customer()]);
  const operator = await reseller.as('operator');
  const seen: LinkRequestView[] = [];
  const requestId = (): RequestId => {
    const [first] = seen;
    if (!first) throw new Error('nothing was requested yet');
    return first.id as RequestId;
  };
  const track = (view: LinkRequestView) => {
    seen.splice(0, seen.length, view);
  };
  const look = async () => {
    const { linkRequest } = (await expectOk(operator.getLinkRequest({ params: { requestId: requestId() } }))).json;
    seen.push(linkRequest);
    return linkRequest;
  };
  const waitFor = async (isThere: (now: LinkRequestView) => boolean, what: string) => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(PAUSE_MS)) {
      const now = await look();
      if (isThere(now)) return now;
      if (isOutcome(now.status)) break;
    }
    throw new Error(`not ${what}: ${JSON.stringify(seen.at(-1))}`);
  };
  return {
    desk,
    bench,
    reseller,
    operator,
    customer,
    seen,
    requestId,
    request: async (wish = {}) => {
      const body = { ...bench.wish(reseller, customer), ...wish };
      const made = await expectOk(operator.createLinkRequest({ body }));
      seen.push(made.json.linkRequest);
    },
    track,
    find: async (filter) => {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(PAUSE_MS)) {
        const { items } = (await expectOk(operator.listLinkRequests({ query: filter }))).json;
        const [found] = items;
        if (found) return track(found);
      }
      throw new Error(`no request of ${JSON.stringify(filter)}`);
    },
    look,
    untilAttempt: (attempt) => waitFor((now) => now.attempt === attempt, `attempt ${attempt}`),
    until: (status) => waitFor((now) => now.status === status, status),
    untilEnded: () => waitFor(({ status }) => isOutcome(status), 'ended'),
  };
}
