import { err, ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import type { EffectFailure } from '../failure.ts';
import { type DecisionTaken, effects, type PartnerAccountRef, type ProviderEffects } from '../provider.ts';
import { actions, PAGE_SIZE } from './actions.ts';
import { uinText } from './schema.ts';

const { stage } = effects.decideApplication;

/** What the site wants a reason for, also where it is accepted. */
const ACCEPTED = '代理商审核通过';

/** `qcloudaudit`: accepted by us, and now with Tencent Cloud, for as long as that takes. */
const taken = {
  accept: 'accepted',
  reject: 'rejected',
  qcloudaudit: 'awaiting_provider',
} as const satisfies Record<string, DecisionTaken['state']>;

/** The decision on an application (`AuditApplyClient`), which names it by its account alone. */
export function createDecisions(calls: Calls<null>): Pick<ProviderEffects, 'decideApplication'> {
  return {
    async decideApplication(ref, { account, verdict, reason }) {
      const parameters = { ClientUin: uinText(account), AuditResult: verdict, Note: reason || ACCEPTED };
      const decided = await calls.effect({ ref, action: actions.decideApplication, parameters, stage });
      if (!decided.ok) return err(await refined(calls, ref, account, decided.error));
      const { answer, receipts } = decided.value;
      return ok({ state: taken[answer.AuditResult], receipts });
    },
  };
}

/**
 * The site has one code for every no. What it may mean of an application shows in its lists: a customer by now, or no
 * application that waits for us. Where they do not answer, or show one that does, its no stays as it is.
 */
async function refined(
  calls: Calls<null>,
  ref: PartnerAccountRef,
  account: string,
  failure: EffectFailure,
): Promise<EffectFailure> {
  if (failure.kind !== 'refused' || failure.code !== 'other') return failure;
  const { raw } = failure;
  const parameters = { ClientUin: account, Offset: 0, Limit: PAGE_SIZE };
  const customers = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
  if (!customers.ok) return failure;
  if (customers.value.answer.AgentClientSet.some(({ ClientUin }) => ClientUin === account))
    return { kind: 'refused', code: 'account_already_linked', stage, raw };
  const applicants = await calls.read({ ref, action: actions.listApplications, parameters, stage });
  if (!applicants.ok) return failure;
  const waits = applicants.value.answer.AgentClientSet.some(
    ({ ClientUin, Status }) => ClientUin === account && Status === '1',
  );
  return waits ? failure : { kind: 'out_of_step', stage, raw };
}
