import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Fields, WriteIntent } from '../../kernel/write.ts';
import { change, type Decided } from '../../platform/change.ts';
import type { Caller, IdempotencyKey, Operation, Reply } from '../../platform/contract.ts';
import { due } from '../../platform/due.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { append } from '../../timeline/index.ts';
import { readUnbind } from '../change-unbind.ts';
import type { UnbindDeps } from '../ports.ts';
import type { Unbind } from '../unbind.ts';
import { readMoney, type UnbindMoney, writeMoney } from './unbind-money.ts';
import { type UnbindMoneyView, viewMoney } from './view.ts';

type Call = {
  readonly caller: Caller;
  readonly params: { readonly unbindId: string };
  readonly idempotency: IdempotencyKey;
};
type MoneyReply<S extends number> = { readonly status: S; readonly json: { readonly money: UnbindMoneyView } };

/** What finance says of a case's bills. */
export type Said = {
  readonly money: UnbindMoney;
  readonly type: `unbind.${string}`;
  readonly data: Fields;
  /** Writes that belong to it. */
  readonly also?: readonly WriteIntent[];
};

/**
 * One thing that finance says of the bills of a case, for one call, however often that is sent. The tail is looked at
 * right after it: it may be clean now.
 */
export async function changeMoneyOnce<O extends Operation, S extends number>(
  { tables, clock, newId }: UnbindDeps,
  operation: O,
  status: S,
  { caller, params, idempotency }: Call,
  decide: (record: Unbind, money: UnbindMoney | undefined, at: Instant) => Result<Said, Problem>,
): Promise<Result<Reply<O> | MoneyReply<S>, Problem>> {
  const { org, member } = caller;
  const { unbindId: id } = params;
  const at = clock.now();
  const read = () => Promise.all([readUnbind(tables, org, id), readMoney(tables, org, id)]);
  const done = await change(tables, read, ([record, found]): Result<Decided<MoneyReply<S>>, Problem> => {
    if (!record) return err({ kind: 'not_found', params: { what: 'unbind' } });
    const said = decide(record, found, at);
    if (!said.ok) return said;
    const { money, type, data, also = [] } = said.value;
    const reply: MoneyReply<S> = { status, json: { money: viewMoney(record, money) } };
    const actor = { kind: 'member', id: member } as const;
    const told = { ...data, site: record.partnerAccount.site };
    const intents = [
      idempotencyIntent(org, idempotency, reply, at),
      writeMoney(found, { ...money, nextAt: at }),
      due({ kind: 'unbind.tail', org, id, at }),
      ...also,
      ...append(record, { type, actor, at, data: told }, newId),
    ];
    return ok({ intents, value: reply });
  });
  return done.ok ? done : refusedOrReplayed(tables, operation, org, idempotency, done.error);
}
