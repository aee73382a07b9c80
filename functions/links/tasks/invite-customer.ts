import * as z from 'zod';
import { plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { type EffectOutcome, runEffect } from '../../providers/effects.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import { advance, readLinkRequest, type Step, type StepAnswer, type StepInput, whereItStands } from '../advance.ts';
import { awaitApplication, daysOf, outstanding, validityDays } from '../await-application.ts';
import { readContact } from '../contact.ts';
import { type LinkRequest, toldFailure } from '../link-request.ts';
import { type Poller, readPoller } from '../poll.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { termsAt } from '../site-terms.ts';
import { failing, failureOf, transition } from '../transition.ts';
import { invitationByHand } from '../waits.ts';

const DAY = 86_400;

/**
 * Invites the customer at the provider, once for each time that somebody asked; where the site wants it, the customer is
 * entered in the provider's partner register before, once. An invitation of which nobody knows whether it went out is
 * treated as one that did: we look for the application and leave another to a person. Where the site has no call for it, an
 * operator invites by a run sheet.
 */
export const createInviteCustomer =
  (deps: LinkProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'inviting') return whereItStands(deps, input);
    if (isByHand(deps, record))
      return advance(deps, input, 'inviting', (current, at) => {
        const step = { to: 'awaiting_operator', actor: desk, at, wait: invitationByHand(current) } as const;
        return transition(current, step, deps.newId);
      });
    const entered = await register(deps, record);
    if (entered.kind === 'try_later') throw new ProviderBusy(entered.retryAfterSeconds, `registration of ${record.id}`);
    if (entered.kind !== 'confirmed')
      return advance(deps, input, 'inviting', (current, at) => notRegistered(deps, current, entered, at));
    const registration = Registered.parse(entered.answer).registration;
    const outcome = await invite(deps, record, registration);
    if (outcome.kind === 'try_later') throw new ProviderBusy(outcome.retryAfterSeconds, `invite for ${record.id}`);
    const poller = await readPoller(deps.tables, record);
    return advance(deps, input, 'inviting', (current, at) =>
      afterwards(deps, current, { outcome, registration, poller, at }),
    );
  };

const desk = { kind: 'desk', part: 'link-machine' } as const;

function isByHand({ capabilitiesOf }: LinkProviderDeps, { partnerAccount }: LinkRequest): boolean {
  return capabilitiesOf(partnerAccount.site)?.methods.invite.mode === 'operator';
}

const Registered = z.object({ registration: z.string().nullable() });

/** The customer's place in the provider's register, which one request takes once; confirmed as none where there is none. */
async function register(deps: LinkProviderDeps, record: LinkRequest): Promise<EffectOutcome> {
  const { partnerAccount, customer, siteFields = {} } = record;
  if (deps.capabilitiesOf(partnerAccount.site)?.methods.registerCustomer.mode !== 'api')
    return { kind: 'confirmed', number: 0, answer: { registration: null }, closedAt: deps.clock.now() };
  const { name: legalName, country } = customer;
  if (!country) throw new InvariantBroken(`${record.id} is of a customer without a country`);
  const port = deps.portOf(partnerAccount.site);
  return runEffect(deps, {
    record,
    method: 'registerCustomer',
    effect: 'once',
    asked: 1,
    call: () => port.registerCustomer(accountRef(record), { legalName, country, fields: siteFields }),
    confirmed: ({ registration }) => ({ answer: { registration } }),
  });
}

/** Nobody was invited yet: what the provider may have entered lapses there by itself. */
function notRegistered(deps: LinkProviderDeps, record: LinkRequest, outcome: EffectOutcome, at: string): Step {
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  if (outcome.kind === 'refused') {
    const refused = failing(failureOf(outcome), 'the provider did not register the customer');
    return transition(record, { ...refused, actor, at }, deps.newId);
  }
  if (outcome.kind !== 'unknown') return null;
  const lost = failing(
    { stage: 'submission', code: 'registration_unknown' },
    'the provider did not say whether it registered the customer, and nobody was invited: ask again by a copy, since an entry that is not used lapses there',
  );
  return transition(record, { ...lost, actor, at }, deps.newId);
}

async function invite(
  deps: LinkProviderDeps,
  record: LinkRequest,
  registration: string | null,
): Promise<EffectOutcome> {
  const contact = await readContact(deps.tables, record.org, record.id);
  if (!contact) throw new InvariantBroken(`no contact for ${record.id}`);
  const port = deps.portOf(record.partnerAccount.site);
  return runEffect(deps, {
    record,
    method: 'invite',
    effect: 'once',
    asked: record.invitationsAsked,
    call: () =>
      port.invite(accountRef(record), {
        email: contact.email,
        legalName: record.customer.name,
        registration,
        terms: termsAt('invite', deps.capabilitiesOf, record),
      }),
    confirmed: ({ handle, link, validFor }, at) => {
      const lapsesAt = plusSeconds(at, daysOf(validFor) * DAY);
      const number = record.invitationsAsked;
      return { answer: { lapsesAt }, also: [outstanding(record, { number, sentAt: at, lapsesAt, handle, link })] };
    },
  });
}

type Came = {
  readonly outcome: EffectOutcome;
  readonly registration: string | null;
  readonly poller: Poller;
  readonly at: string;
};

function afterwards(deps: LinkProviderDeps, before: LinkRequest, { outcome, registration, poller, at }: Came): Step {
  const record = registration === null ? before : { ...before, registration };
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  const number = record.invitationsAsked;
  const waiting = { poller, actor: desk, at };
  switch (outcome.kind) {
    case 'superseded':
    case 'cancelling':
    case 'try_later':
      return null;
    case 'refused': {
      const failure = failureOf(outcome);
      // The one before may have gone out and be alive, so whoever uses it is still looked for.
      if (record.invitation)
        return awaitApplication(deps, record, {
          ...waiting,
          invitation: record.invitation,
          data: { refused: toldFailure(failure) },
        });
      const refused = failing(failure, 'the provider refused the invitation');
      return transition(record, { ...refused, actor, at }, deps.newId);
    }
    case 'confirmed': {
      const invitation = {
        number,
        outcome: 'sent',
        at: outcome.closedAt,
        lapsesAt: String(outcome.answer['lapsesAt']),
      } as const;
      return awaitApplication(deps, record, { ...waiting, invitation });
    }
    case 'unknown': {
      const sentAt = outcome.announcedAt;
      const lapsesAt = plusSeconds(sentAt, validityDays(deps.capabilitiesOf, record) * DAY);
      const invitation = { number, outcome: 'unknown', at: sentAt, lapsesAt } as const;
      const step = awaitApplication(deps, record, { ...waiting, invitation });
      return {
        ...step,
        also: [...step.also, outstanding(record, { number, sentAt, lapsesAt, handle: null, link: null })],
      };
    }
  }
}
