import { InvariantBroken } from '../../kernel/result.ts';
import { type PartnerAccount, readOrganisation, readPartnerAccount } from '../../parties/index.ts';
import { advance, type Step, type StepAnswer, type StepInput } from '../advance.ts';
import { customerLockKey, readLock } from '../customer-lock.ts';
import { type Finding, findings } from '../findings.ts';
import type { LinkRequest } from '../link-request.ts';
import type { CapabilitiesOf, LinkDeps } from '../ports.ts';
import { placeOf, transition } from '../transition.ts';

const actor = { kind: 'desk', part: 'link-machine' } as const;

/** Looks at everything once more before anybody outside is asked, then asks the customer. */
export const createCheckRequest =
  (deps: LinkDeps & { readonly capabilitiesOf: CapabilitiesOf }) =>
  (input: StepInput): Promise<StepAnswer> =>
    advance(deps, input, 'checking', async (record, at): Promise<Step> => {
      const [account, organisation, lock] = await Promise.all([
        readPartnerAccount(deps.tables, record.org, record.partnerAccount.id),
        readOrganisation(deps.tables, record.org),
        deps.tables.get('desk', customerLockKey(placeOf(record))),
      ]);
      if (!organisation) throw new InvariantBroken(`no organisation ${record.org}`);
      const found = findings({
        account,
        capabilities: account && deps.capabilitiesOf(account.site),
        lock: readLock(lock),
        accountId: record.customer.accountId ?? '',
        accountIdAgain: record.customer.accountId ?? '',
        request: record.id,
      });
      const failed = found.find(({ result }) => result === 'fail');
      if (failed) return transition(record, { to: 'failed', actor, at, ...failure(failed) }, deps.newId);
      const wait = askCustomer(record, organisation.name, account);
      return transition(record, { to: 'awaiting_customer', actor, at, wait, data: { findings: found } }, deps.newId);
    });

function failure({ check, because }: Finding) {
  const failure = { stage: 'validation', code: `${check}_failed` } as const;
  return { set: { failure, reason: because }, data: { failure, because } };
}

function askCustomer(record: LinkRequest, asks: string, account: PartnerAccount | undefined) {
  return {
    kind: 'customer',
    party: 'customer',
    for: 'customer_acceptance',
    seconds: record.windows.customer,
    question: {
      asks,
      site: record.partnerAccount.site,
      partnerId: account?.partnerId ?? record.partnerAccount.partnerId,
      customerName: record.customer.name,
      ...(record.customer.accountId && { accountId: record.customer.accountId }),
    },
  } as const;
}
