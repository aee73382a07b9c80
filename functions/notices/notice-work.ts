import * as z from 'zod';
import { DecisionKind } from '../decisions/decision.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { DueItem, type DueKind } from '../platform/due.ts';
import type { Work } from '../platform/work-group.ts';
import { askCustomer } from './ask-customer.ts';
import { askView } from './ask-view.ts';
import { FeedbackMessage, fateOf, isGreeting } from './feedback.ts';
import { MailRef } from './mail.ts';
import { mailAgain } from './mail-again.ts';
import { MatterEvent } from './members/matter.ts';
import { sendDigest } from './members/send-digest.ts';
import { tellMembers } from './members/tell-members.ts';
import { remind } from './remind.ts';
import {
  billingDelayed,
  matterOfEvent,
  requestExpired,
  resendAsked,
  unbindEnded,
  unbindQuestionAsked,
} from './routes.ts';
import type { MailDeps } from './send-mail.ts';
import { takeFate } from './take-fate.ts';
import { BillingDelayed, tellOfDelay } from './tell-of-delay.ts';
import { tellOfExpiry } from './tell-of-expiry.ts';
import { askedKind, askOnUnbind } from './unbinding/ask-on-unbind.ts';
import { tellDistributor } from './unbinding/tell-distributor.ts';
import { tellOfUnbindEnd } from './unbinding/tell-of-end.ts';

/** An event of the bus as the queue brings it. */
const BusEvent = z.object({ 'detail-type': z.string(), detail: z.unknown() });
type BusEvent = z.infer<typeof BusEvent>;

/** A request whose customer is asked, or asked again. */
const Asked = z.object({
  org: z.string(),
  subject: z.string(),
  data: z.looseObject({
    /** Absent where the question is not asked yet: its first mail comes with it. */
    waitingOn: z.object({ kind: z.literal('customer'), round: z.int().positive() }).optional(),
    /** Which mail of the question; the first one is not counted. */
    mail: z.int().positive().optional(),
  }),
});

/** An unbind that waits for somebody outside. */
const UnbindAsked = z.object({
  org: z.string(),
  subject: z.string(),
  data: z.looseObject({ waitingOn: z.object({ kind: DecisionKind, round: z.int().positive() }).optional() }),
});

const ResendAsked = z.object({
  org: z.string(),
  subject: z.string(),
  data: MailRef.pick({ template: true, about: true, number: true }),
});

/** The queue of `notices`: what people outside are mailed, what is due, and what the mail service tells. */
export const createNoticeWork =
  (deps: MailDeps): Work =>
  async (message) => {
    const event = BusEvent.safeParse(message);
    if (event.success) return hearEvent(deps, event.data);
    if (isGreeting(message)) return undefined;
    const item = DueItem.safeParse(message);
    if (item.success) return doDueWork(deps, item.data);
    return hearFate(deps, FeedbackMessage.parse(message));
  };

async function hearEvent(deps: MailDeps, event: BusEvent): Promise<void> {
  if (event['detail-type'] in matterOfEvent) await hearMatter(deps, MatterEvent.parse(event.detail));
  switch (event['detail-type']) {
    case billingDelayed: {
      const { org, subject } = BillingDelayed.parse(event.detail);
      deps.logger.info('told the customer of a delay', {
        org,
        link: subject,
        done: await tellOfDelay(deps, { org, subject }),
      });
      return;
    }
    case resendAsked: {
      const { org, subject, data } = ResendAsked.parse(event.detail);
      const done = await mailAgain(deps, { org, subject, ...data });
      deps.logger.info('sent a mail again', { org, subject, template: data.template, done });
      return;
    }
    case requestExpired: {
      const { org, subject } = MatterEvent.parse(event.detail);
      deps.logger.info('told the customer of the end', {
        org,
        request: subject,
        done: await tellOfExpiry(deps, { org, subject }),
      });
      return;
    }
    default: {
      if (event['detail-type'].startsWith('unbind.')) return hearUnbind(deps, event);
      if (event['detail-type'] in matterOfEvent) return;
      const { org, subject, data } = Asked.parse(event.detail);
      const { waitingOn, mail } = data;
      if (!waitingOn) return;
      const done = await askCustomer(deps, { org, subject, kind: waitingOn.kind, round: waitingOn.round }, mail);
      deps.logger.info('asked the customer', { org, request: subject, done });
    }
  }
}

/** Whoever is outside and has to act is asked; the customer is told how it ended. */
async function hearUnbind(deps: MailDeps, { 'detail-type': type, detail }: BusEvent): Promise<void> {
  if (unbindQuestionAsked.includes(type)) {
    const { org, subject, data } = UnbindAsked.parse(detail);
    const { waitingOn } = data;
    // a case that is taken up again may wait for anybody
    if (!waitingOn || !askedKind(waitingOn.kind)) return;
    const ref = { org, subject, ...waitingOn };
    const told = waitingOn.kind === 'distributor' ? await tellDistributor(deps, ref) : 0;
    const done = await askOnUnbind(deps, ref);
    deps.logger.info('asked about an unbind', { org, unbind: subject, kind: waitingOn.kind, done, told });
  }
  if (unbindEnded.includes(type)) {
    const { org, subject } = MatterEvent.parse(detail);
    deps.logger.info('told the customer how an unbind ended', {
      org,
      unbind: subject,
      done: await tellOfUnbindEnd(deps, { org, subject }),
    });
  }
}

async function doDueWork(deps: MailDeps, item: DueItem): Promise<void> {
  const { kind, org, id } = item;
  const work = dueWork[kind];
  if (!work) throw new InvariantBroken(`not work of notices: ${kind}`);
  deps.logger.info('did due work', { kind, org, id, done: await work(deps, item) });
}

const dueWork: Readonly<Partial<Record<DueKind, (deps: MailDeps, item: DueItem) => Promise<string>>>> = {
  'notice.remind': remind,
  'notice.digest': sendDigest,
  'link.ask-view': (deps, { org, id }) => askView(deps, { org, subject: id }),
};

async function hearMatter(deps: MailDeps, event: MatterEvent): Promise<void> {
  const told = await tellMembers(deps, event);
  deps.logger.info('noted for members', { org: event.org, request: event.subject, told });
}

/** The mail service's words name the address, so only what they come to is logged. */
async function hearFate(deps: MailDeps, message: FeedbackMessage): Promise<void> {
  const fate = fateOf(message);
  if (!fate) {
    deps.logger.warn('a mail is late', { mail: message.mail.messageId });
    return;
  }
  const done = await takeFate(deps, { providerId: message.mail.messageId, fate, at: deps.clock.now() });
  deps.logger.info('heard of a mail', { mail: message.mail.messageId, fate, done });
}
