import { Logger } from '@aws-lambda-powertools/logger';
import { consentText } from '../../functions/decisions/consent-text.ts';
import { decisionOperations } from '../../functions/decisions/contract.ts';
import { type DecisionRef, decisionKey, decisionShape } from '../../functions/decisions/decision.ts';
import { deliverAnswer } from '../../functions/decisions/deliver-answer.ts';
import { decisionHandlers } from '../../functions/decisions/http/handlers.ts';
import { linkKey, oneTimeLinkShape } from '../../functions/decisions/one-time-link.ts';
import { createDecisionWork } from '../../functions/decisions/work/decision-work.ts';
import { instant } from '../../functions/kernel/clock.ts';
import { asError, err, ok } from '../../functions/kernel/result.ts';
import { readStored } from '../../functions/kernel/stored.ts';
import { adoptionOperations } from '../../functions/links/adoption/contract.ts';
import { createAfterYes } from '../../functions/links/after-yes.ts';
import { linkOperations } from '../../functions/links/contract.ts';
import { linksReadHandlers } from '../../functions/links/http/read-handlers.ts';
import { linksWriteHandlers } from '../../functions/links/http/write-handlers.ts';
import { type LinkRequest, linkRequestShape } from '../../functions/links/link-request.ts';
import { linkSequence } from '../../functions/links/link-sequence.ts';
import { liveLinkOperations } from '../../functions/links/live/contract.ts';
import { liveLinkHandlers } from '../../functions/links/live/handlers.ts';
import { mailLockBy } from '../../functions/links/mail-lock.ts';
import { linksProviderTasks } from '../../functions/links/tasks/provider-tasks.ts';
import { linksTasks } from '../../functions/links/tasks/tasks.ts';
import { createLinksWork } from '../../functions/links/work/links-work.ts';
import { createProviderWork } from '../../functions/links/work/provider-work.ts';
import { noticesRead, noticesWrite } from '../../functions/notices/contract.ts';
import { noticesPublicHandlers } from '../../functions/notices/http/public-handlers.ts';
import { noticesReadHandlers } from '../../functions/notices/http/read-handlers.ts';
import { noticesWriteHandlers } from '../../functions/notices/http/write-handlers.ts';
import { noticesPublic } from '../../functions/notices/members/contract.ts';
import { createNoticeWork } from '../../functions/notices/notice-work.ts';
import { noticeEvents } from '../../functions/notices/routes.ts';
import type { Letter } from '../../functions/notices/send-mail.ts';
import { readAdmins } from '../../functions/parties/admins.ts';
import { POLICY_ID, policyVersionKey } from '../../functions/parties/keys.ts';
import type { PersonRight } from '../../functions/parties/member.ts';
import { addMember } from '../../functions/parties/member.ts';
import { type Policy, type PolicyTerms, policyShape } from '../../functions/parties/policy.ts';
import { claims } from '../../functions/platform/caller.ts';
import { DueItem, type DueQueue, dueShards } from '../../functions/platform/due.ts';
import { handOutDueWork } from '../../functions/platform/due-worker.ts';
import { httpGroup } from '../../functions/platform/http.ts';
import { relayEntries } from '../../functions/platform/relay.ts';
import { queueServer } from '../../functions/platform/work-group.ts';
import { capabilitiesOf } from '../../functions/providers/capabilities.ts';
import type { Site } from '../../functions/providers/provider.ts';
import { receiptOperations, receiptsRead } from '../../functions/receipts/contract.ts';
import { receiptHandlers } from '../../functions/receipts/http/public-handlers.ts';
import { receiptsReadHandlers } from '../../functions/receipts/http/read-handlers.ts';
import { createReceiptWork } from '../../functions/receipts/receipt-work.ts';
import { watchWork } from '../../functions/sequence/watch.ts';
import { recordKey, timelineEntryShape } from '../../functions/timeline/index.ts';
import { unbindOperations } from '../../functions/unbinds/contract.ts';
import { createUnbindings } from '../../functions/unbinds/customer-says.ts';
import { unbindsReadHandlers } from '../../functions/unbinds/http/read-handlers.ts';
import { unbindsWriteHandlers } from '../../functions/unbinds/http/write-handlers.ts';
import { unbindsProviderTasks } from '../../functions/unbinds/tasks/provider-tasks.ts';
import { unbindsTasks } from '../../functions/unbinds/tasks/tasks.ts';
import { createProviderWork as createUnbindsProviderWork } from '../../functions/unbinds/work/provider-work.ts';
import { createUnbindsWork } from '../../functions/unbinds/work/unbinds-work.ts';
import { verificationOperations } from '../../functions/verification/contract.ts';
import { createCustomerViews } from '../../functions/verification/customer-says.ts';
import { verificationReadHandlers, verificationWriteHandlers } from '../../functions/verification/http/handlers.ts';
import { createVerifyLink } from '../../functions/verification/work/verify-link.ts';
import type { Flow } from '../../statemachines/definition.ts';
import { apiEvent, lambdaContext } from './api-event.ts';
import { foundedDesk } from './founded-desk.ts';
import { memoryEvidence } from './memory-evidence.ts';
import { memoryKey } from './memory-keys.ts';
import { memoryMachine } from './memory-machine.ts';
import { scriptedProvider } from './scripted-provider.ts';

export const DAY = 86_400;
export const LEASE_SECONDS = 60;
export const RESTART_AFTER = [60, 300, 1800] as const;

export type LinkDesk = Awaited<ReturnType<typeof linkDesk>>;

/**
 * The whole of linking and unbinding in memory: tables, provider, machines, relay, due work, mail and both APIs, on a clock that
 * stands still until the test moves it. Nothing runs by itself: `settle` lets everything happen that can happen now.
 */
export async function linkDesk(
  windows: Partial<Policy['windows']> = {},
  terms: Partial<PolicyTerms> = {},
  site: Site = 'tencent-intl',
) {
  const desk = await foundedDesk(site);
  const { tables, clock, newId } = desk.deps;
  await setUp(desk, windows, terms);
  const quiet = new Logger({ logLevel: 'SILENT' });
  const provider = scriptedProvider(clock);
  const wakes: string[] = [];
  const waiters = {
    /** Answers `gone` as long as this says so. */
    gone: false,
    wake: async (token: string) => {
      wakes.push(token);
      if (waiters.gone) return err({ kind: 'gone' } as const);
      const woken = machine.wake(token);
      return woken.ok ? woken : unbinding.machine.wake(token);
    },
  };
  const deps = {
    tables,
    clock,
    newId,
    leaseSeconds: LEASE_SECONDS,
    portOf: () => provider.port,
    readsOf: () => provider.port,
    capabilitiesOf: (...at: Parameters<typeof capabilitiesOf>) => {
      const known = capabilitiesOf(...at);
      return known && { ...known, ...provider.site };
    },
    mailLock: mailLockBy(async () => 'the stage’s own key'),
    waiters,
    simulated: true,
    evidence: memoryEvidence(),
  };

  const linking = memoryMachine('link', clock, { ...linksTasks(deps), ...linksProviderTasks(deps) }, provider.hangs);
  const unbindTasks = { ...unbindsTasks(deps), ...unbindsProviderTasks(deps) };
  const unbinding = memoryMachine('unbind', clock, unbindTasks, provider.hangs);
  const { machine, executions } = linking;
  const watching = { restartAfter: RESTART_AFTER } as const;
  const letters: (Letter & { readonly token: string })[] = [];
  /** Mails to members, apart from those to customers. */
  const memberLetters: (Letter & { readonly token: string })[] = [];
  /** What happens before the mail service takes a mail: nothing, unless a test says otherwise. */
  const mailing = { before: async (): Promise<void> => undefined };
  let tokens = 0;
  const notices = createNoticeWork({
    ...deps,
    logger: quiet,
    deskUrl: 'https://desk.example',
    newToken: () => {
      tokens += 1;
      return `token-${tokens}`.padEnd(43, '-');
    },
    send: async (letter) => {
      await mailing.before();
      const token = /\/[dn]\/(\S+)/.exec(letter.text)?.[1] ?? '';
      const [to, name] = letter.text.includes('/n/') ? [memberLetters, 'member-mail'] : [letters, 'mail'];
      to.push({ ...letter, token });
      return `${name}-${to.length}`;
    },
  });
  const signer = await memoryKey();
  const keyRing = { keys: async () => [signer.publicKey] };
  const watch = watchWork(linkSequence, { ...deps, executions, ...watching });
  const verify = createVerifyLink(deps);
  const work = {
    VERIFICATION_QUEUE: (message: unknown) => verify(DueItem.parse(message)),
    DECISIONS_WORK_QUEUE: createDecisionWork(deps),
    LINKS_WORK_QUEUE: createLinksWork({ ...deps, executions, ...watching }),
    LINKS_PROVIDER_QUEUE: createProviderWork(deps),
    RECEIPTS_WORK_QUEUE: createReceiptWork({ ...deps, signer, issuer: 'https://desk.example' }),
    NOTICES_QUEUE: notices,
    // webhooks have a desk of their own: test/unit/webhooks/webhooks-desk.ts
    WEBHOOKS_QUEUE: async () => undefined,
    UNBINDS_WORK_QUEUE: createUnbindsWork({ ...deps, executions: unbinding.executions, ...watching }),
    UNBINDS_PROVIDER_QUEUE: createUnbindsProviderWork(deps),
    // rebates have a desk of their own: test/support/rebate-desk.ts
    REBATES_WORK_QUEUE: async () => undefined,
  };

  const relayed = new Set<string>();
  /** Hands every new timeline entry on, as the stream does. */
  async function relay(): Promise<boolean> {
    const entries = tables
      .items('timeline')
      .filter(({ id }) => !relayed.has(String(id)))
      .map((item) => readStored(timelineEntryShape, item));
    for (const { id } of entries) relayed.add(id);
    await relayEntries(
      {
        measure: () => undefined,
        start: async ({ machine: which, name, input }) => {
          if (which !== 'rebate-sync') (which === 'link' ? machine : unbinding.machine).start(name, input);
          return ok();
        },
        publish: async (events) => {
          const heard: readonly string[] = noticeEvents;
          for (const event of events)
            if (heard.includes(event.type)) await notices({ 'detail-type': event.type, detail: event });
          return new Set();
        },
      },
      entries,
    );
    return entries.length > 0;
  }

  /** Hands out what is due and does it. @throws what the work threw, once it is due again */
  const doDueWork = async () => {
    const thrown: Error[] = [];
    const count = () => undefined;
    const send = async (queue: DueQueue, items: readonly DueItem[]) => {
      const noted = (message: unknown) =>
        work[queue](message).catch((error: unknown) => {
          thrown.push(asError(error));
          throw error;
        });
      const serve = queueServer(noted, { tables, clock, logger: quiet, stage: 'test' }, count);
      for (const item of items) {
        const Records = [{ messageId: item.id, body: JSON.stringify(item) }];
        await serve({ Records }, { getRemainingTimeInMillis: () => 60_000 });
      }
      return [];
    };
    const worker = { tables, clock, logger: quiet, count, send, timeLeft: () => 60_000 };
    const { handed } = await handOutDueWork(worker);
    for (const error of thrown) throw error;
    return handed;
  };

  /** Lets everything happen that can happen at this instant. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      const moved = [await relay(), await linking.run(), await unbinding.run(), (await doDueWork()) > 0];
      if (!moved.includes(true)) return;
    }
    throw new Error('never comes to rest');
  }

  function nextAt(): number {
    const due = dueShards.flatMap((shard) => tables.items('desk', `DUE#${shard}`));
    const dueAt = due.map(({ sk, leaseUntil }) => (typeof leaseUntil === 'string' ? leaseUntil : sk.split('#')[0]));
    const at = [machine.nextAt(), unbinding.machine.nextAt(), ...dueAt].flatMap((one) => one ?? []);
    return Math.min(...at.map((one) => Date.parse(one)));
  }

  /** Lets time pass, stopping wherever something is due. */
  async function pass(seconds: number): Promise<void> {
    const until = desk.time.now + seconds * 1000;
    await settle();
    for (let at = nextAt(); at <= until; at = nextAt()) {
      desk.time.now = Math.max(at, desk.time.now + 1);
      await settle();
    }
    desk.time.now = Math.max(until, desk.time.now);
    await settle();
  }

  const writing = { ...deps, deliver: (ref: DecisionRef) => deliverAnswer(deps, ref) };
  const api = httpGroup(
    {
      ...linkOperations,
      ...verificationOperations,
      ...liveLinkOperations,
      ...unbindOperations,
      ...adoptionOperations,
      ...noticesRead,
      ...noticesWrite,
      ...receiptsRead,
    },
    {
      ...liveLinkHandlers(deps),
      ...linksReadHandlers(deps),
      ...linksWriteHandlers(writing),
      ...unbindsReadHandlers(deps),
      ...unbindsWriteHandlers(writing),
      ...verificationReadHandlers(deps),
      ...verificationWriteHandlers(deps),
      ...noticesReadHandlers(deps),
      ...noticesWriteHandlers(deps),
      ...receiptsReadHandlers(deps),
    },
    quiet,
  );
  const page = httpGroup(
    decisionOperations,
    decisionHandlers({
      ...deps,
      sequelOf: createAfterYes(deps),
      views: createCustomerViews(deps),
      unbindings: createUnbindings(deps),
      stage: 'test',
    }),
    quiet,
  );
  const receipts = httpGroup(receiptOperations, receiptHandlers({ ...deps, keyRing }), quiet);
  const servers = [
    { serves: (route: string) => Object.values(receiptOperations).some((one) => one.route === route), by: receipts },
    { serves: (route: string) => route.includes('/d/'), by: page },
    {
      serves: (route: string) => route.includes('/n/'),
      by: httpGroup(noticesPublic, noticesPublicHandlers(deps), quiet),
    },
  ];

  type Sent = Omit<Parameters<typeof apiEvent>[1] & object, 'body' | 'claims'> & {
    readonly json?: unknown;
    readonly form?: Record<string, string>;
    /** A file, as it is sent. */
    readonly csv?: string;
    readonly key?: string;
    readonly rights?: string;
    readonly org?: string;
    /** Who asks; the operator unless said. */
    readonly member?: string;
  };
  let keys = 0;
  /** One request to either API; an operator's, with a fresh key, unless said. */
  async function request(
    routeKey: string,
    { json, form, csv, key, rights = 'operator', org, member = desk.operator, ...parts }: Sent = {},
  ) {
    keys += 1;
    const event = apiEvent(routeKey, {
      ...parts,
      path: routeKey.split(' ')[1]?.replace(/\{(\w+)\}/g, (_, name) => parts.params?.[name] ?? '') ?? '',
      headers: { 'idempotency-key': key ?? `a-fresh-key-${keys}`, ...parts.headers },
      claims: { [claims.org]: org ?? desk.org, [claims.member]: member, [claims.rights]: rights },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form && { body: String(new URLSearchParams(form)) }),
      ...(csv !== undefined && { body: csv }),
    });
    const answer = await (servers.find(({ serves }) => serves(routeKey))?.by ?? api)(event, lambdaContext());
    const text = answer.body ?? '';
    const isJson = String(answer.headers?.['content-type']).includes('json');
    return { status: answer.statusCode, headers: answer.headers ?? {}, text, json: isJson ? JSON.parse(text) : {} };
  }

  function itemOf(id: string) {
    const item = tables.items('desk', recordKey(desk.org, id).pk).find(({ sk }) => sk === 'RECORD');
    if (!item) throw new Error(`no record ${id}`);
    return item;
  }

  /** The customer answers on the page that the latest mail leads to: a yes to the text that is shown there. */
  function answer(form: Record<string, string>, token = letters.at(-1)?.token ?? '') {
    const agreed = form['verdict'] === 'confirmed' ? { agreed: shownText(token) } : {};
    return request('POST /d/{token}', { params: { token }, form: { ...agreed, ...form } });
  }

  /** The hash of the text that the page of this token shows in English; nothing is read for it as a request would. */
  function shownText(token: string): string {
    const link = tables.items('private').find(({ pk }) => pk === linkKey(token).pk);
    if (!link) return '';
    const ref = readStored(oneTimeLinkShape, link);
    const item = tables.items('desk').find((one) => one.pk === decisionKey(ref).pk && one.sk === decisionKey(ref).sk);
    const question = item && readStored(decisionShape, item).question;
    return question ? consentText(question, 'en').sha256 : '';
  }

  const wish = {
    partnerAccountId: desk.account.id,
    purpose: 'onboarding',
    types: ['billing'],
    gathered: ['account_identifier', 'signatory', 'billing_terms'],
    team: 'onboarding',
    confirm: { customer: true, types: true },
    customer: { accountId: '200098765432', accountIdAgain: '200098765432', name: 'Lantern Logistics Pte. Ltd.' },
    contact: { email: 'it@lantern-logistics.example', name: 'Mei Tan', language: 'en' },
  };

  return {
    ...desk,
    deps: writing,
    tables,
    provider,
    machine,
    unbinding: unbinding.machine,
    waiters,
    wakes,
    letters,
    memberLetters,
    mailing,
    signer,
    watch,
    work,
    wish,
    relay,
    settle,
    pass,
    doDueWork,
    request,
    now: () => instant(desk.time.now),
    /** Creates a request for a customer (the wish's own, unless said) and answers its id. */
    async ask(accountId = wish.customer.accountId): Promise<string> {
      const customer = { ...wish.customer, accountId, accountIdAgain: accountId };
      const { status, json, text } = await request('POST /v1/link-requests', { json: { ...wish, customer } });
      if (status !== 201) throw new Error(text);
      return json.linkRequest.id;
    },
    answer,
    sayYes: (accountId = wish.customer.accountId, token?: string) => answer({ verdict: 'confirmed', accountId }, token),
    cancel: (requestId: string, key?: string) =>
      request('POST /v1/link-requests/{requestId}/cancel', {
        params: { requestId },
        json: { reason: 'no longer wanted' },
        ...(key && { key }),
      }),
    inviteAgain: (requestId: string, key?: string) =>
      request('POST /v1/link-requests/{requestId}/invitation', {
        params: { requestId },
        json: {},
        ...(key && { key }),
      }),
    /** Another member of the reseller's. */
    async member(...rights: PersonRight[]): Promise<string> {
      const id = newId('member');
      const doing = { actor: { kind: 'member', id: desk.admin }, at: clock.now(), newId } as const;
      const person = { displayName: 'Arun Nair', email: `${id}@tamarisk.example.com` };
      const added = addMember(
        { kind: 'person', org: desk.org, id, rights, person },
        await readAdmins(tables, desk.org),
        doing,
      );
      await tables.transact(added.intents);
      return id;
    },
    /** A member answers what a request waits for: an approver, unless said. */
    decide: (requestId: string, what: 'second-person' | 'review', json: object, member: string, rights = 'approver') =>
      request(`POST /v1/link-requests/{requestId}/${what}`, { params: { requestId }, json, member, rights }),
    tryAgain: (requestId: string, json: object = {}) =>
      request('POST /v1/link-requests/{requestId}/approval', { params: { requestId }, json }),
    /** Deploys another definition: executions that start from now on run on it. */
    deploy: (flow: Flow) => machine.deploy(flow),
    /** Any followed record as it is stored. */
    item: itemOf,
    record: (id: string): LinkRequest => readStored(linkRequestShape, itemOf(id)),
    /** Ends an execution as a lost region does, and says so on the bus. */
    async die(id: string, attempt = 1): Promise<void> {
      machine.abort(`${id}-${attempt}`);
      await watch({ detail: { input: JSON.stringify({ org: desk.org, requestId: id }) } });
    },
    /** Types of the record's timeline entries, in order. */
    told: (id: string) => tables.items('timeline', recordKey(desk.org, id).pk).map(({ type }) => String(type)),
    /** The record's latest timeline entry, of a kind where that is said (`link_request.`). */
    lastTold: (id: string, kind = '') =>
      tables.items('timeline', recordKey(desk.org, id).pk).findLast(({ type }) => String(type).startsWith(kind)),
    /** States that an attempt has passed. */
    passed: (id: string, attempt = 1) =>
      (id.startsWith('ubd_') ? unbinding.machine : machine).executions.get(`${id}-${attempt}`)?.passed ?? [],
    /** Everything stored, to be compared. */
    snapshot: () => JSON.stringify([tables.items('desk'), tables.items('timeline'), tables.items('private')]),
  };
}

/**
 * Looks at the provider seldom, so that a month passes in few steps; the partner account has its key, and everything
 * that linking needs is switched on for it.
 */
async function setUp(
  { deps, org, account }: Awaited<ReturnType<typeof foundedDesk>>,
  windows: Partial<Policy['windows']>,
  terms: Partial<PolicyTerms>,
) {
  const { tables } = deps;
  for (const key of [recordKey(org, POLICY_ID), policyVersionKey(org, 1)]) {
    const item = await tables.get('desk', key);
    if (!item) throw new Error('no policy');
    const policy = readStored(policyShape, item);
    const poll = { firstSeconds: 60, maxSeconds: DAY };
    tables.seed('desk', { ...item, poll, ...terms, windows: { ...policy.windows, ...windows } });
  }
  const item = await tables.get('desk', recordKey(org, account.id));
  if (!item) throw new Error('no partner account');
  const allowlisted = ['invite', 'listApplications', 'decideApplication'];
  tables.seed('desk', { ...item, allowlisted, credentialsSetAt: item['createdAt'] });
  tables.calls.splice(0);
}
