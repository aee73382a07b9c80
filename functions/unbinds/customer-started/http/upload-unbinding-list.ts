import { createHash } from 'node:crypto';
import type { Problem } from '../../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../../kernel/result.ts';
import { readPartnerAccount } from '../../../parties/index.ts';
import { change, type Decided } from '../../../platform/change.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { append } from '../../../timeline/index.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { beginLooks } from '../begin-looks.ts';
import { customerStartedWrite } from '../contract.ts';
import { putDailyLook, readDailyLook } from '../daily-look.ts';
import { lookDone } from '../look-done.ts';
import { readUnbindingList } from '../read-list.ts';
import { takeList } from '../take-list.ts';
import { type ListTakenView, viewDailyLook, viewTaken } from '../view.ts';

const operation = customerStartedWrite.uploadUnbindingList;
type Answer = { readonly status: 200; readonly json: ListTakenView };

/** The rows first, each by itself; then the day's look is done. Whoever broke off brings the same list again. */
export const createUploadUnbindingList =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller: { org, member }, params, body, idempotency }) => {
    const account = await readPartnerAccount(deps.tables, org, params.accountId);
    if (!account) return err({ kind: 'not_found', params: { what: 'partner account' } });
    const site = deps.capabilitiesOf(account.site);
    if (!site) throw new InvariantBroken(`${account.id} is of a site without an adapter`);
    const list = readUnbindingList(body, account.site, site.identifiers.account_id);
    if (!list.ok) return err({ kind: 'invalid_input', errors: list.error });
    const taken = await takeList(deps, { account, site, list: list.value, by: member });
    const at = deps.clock.now();
    const file = createHash('sha256').update(body).digest('hex');
    const brought = { at, by: member, file, mapping: list.value.mapping, taken };
    const looks = await beginLooks(deps, account, at);
    const read = () =>
      Promise.all([readDailyLook(deps.tables, org, account.id), readPartnerAccount(deps.tables, org, account.id)]);
    const done = await change(deps.tables, read, ([before, known]): Result<Decided<Answer>, Problem> => {
      const look = lookDone(account, before, brought);
      const { mapping } = brought;
      const json = { mapping, rows: taken.map(viewTaken), look: viewDailyLook(look) };
      const value: Answer = { status: 200, json };
      const actor = { kind: 'member', id: member } as const;
      const data = { file, mapping, rows: taken.length, started: look.last?.started, noted: look.last?.noted };
      const entry = { type: 'partner_account.unbinding_list_taken', actor, at, data } as const;
      const once = idempotencyIntent(org, idempotency, value, at);
      const told = append(known ?? account, entry, deps.newId);
      return ok({ intents: [once, putDailyLook(look, before), ...looks, ...told], value });
    });
    return done.ok ? done : refusedOrReplayed(deps.tables, operation, org, idempotency, done.error);
  };
