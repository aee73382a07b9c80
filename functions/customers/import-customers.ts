import type { Instant } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../kernel/result.ts';
import type { Refused, WriteIntent } from '../kernel/write.ts';
import { change, type Decided } from '../platform/change.ts';
import type { CustomerFile } from './customer-file.ts';
import {
  advanceImport,
  beginImport,
  type CustomerImport,
  closeImport,
  type ImportsHead,
  readImport,
  readImportsHead,
  readRows,
} from './customer-import.ts';
import { type CustomerChange, MAX_GROUP_WRITES, planImport, readStanding } from './plan.ts';
import type { WriteDeps } from './ports.ts';
import { writeCustomers } from './write-customers.ts';

type Asked = {
  readonly org: string;
  readonly member: string;
  readonly file: CustomerFile;
  readonly fileHash: string;
  readonly at: Instant;
};

/**
 * Begins an import: keeps what the file says and counts what it comes to. An import that is under way, or broke off, is
 * finished first.
 * @param once the write that makes the request happen once, made of the import that it is answered with
 * @returns `invalid_input` for a file that no plan fits
 */
export function startImport(
  deps: WriteDeps,
  { org, member, file, fileHash, at }: Asked,
  once: (begun: CustomerImport) => WriteIntent,
): Promise<Result<CustomerImport, Problem | Refused>> {
  return change(
    deps.tables,
    async () => {
      const head = await freeHead(deps, org);
      return { head, standing: await readStanding(deps.tables, org, file.customers) };
    },
    ({ head, standing }): Result<Decided<CustomerImport>, Problem> => {
      const plan = planImport(file.customers, standing);
      if (!plan.ok) return err({ kind: 'invalid_input', errors: plan.error });
      const { counts } = plan.value;
      const { value, intents } = beginImport({ org, member, file, fileHash, counts, head, at }, deps.newId);
      return ok({ value, intents: [once(value), ...intents] });
    },
  );
}

async function freeHead(deps: WriteDeps, org: string): Promise<ImportsHead> {
  const head = await readImportsHead(deps.tables, org);
  if (!head.open) return head;
  await finishImport(deps, org, head.open);
  return freeHead(deps, org);
}

/** Each lost round means that somebody else has written a part of the same import; a file has fewer parts than this. */
const MAX_ROUNDS = 250;

/**
 * Writes what is left of an import, part by part, and closes it. What is left is found by reading again, so anybody may
 * go on where it broke off, also several at once: whoever comes second for a part starts again from what is true then.
 * @throws InvariantBroken for an import that is not there
 */
export async function finishImport(deps: WriteDeps, org: string, id: string): Promise<CustomerImport> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    // The import first: whatever is read after it was true at its version or makes the write be refused.
    const [current, head] = await Promise.all([readImport(deps.tables, org, id), readImportsHead(deps.tables, org)]);
    if (!current) throw new InvariantBroken(`no customer import ${id}`);
    const done = current.status === 'applied' ? current : await writeParts(deps, current, head);
    if (done) return done;
  }
  throw new InvariantBroken(`lost ${MAX_ROUNDS} races for customer import ${id}`);
}

/** @returns undefined when somebody else went on with the import meanwhile. */
async function writeParts(
  { tables, clock, newId }: WriteDeps,
  from: CustomerImport,
  head: ImportsHead,
): Promise<CustomerImport | undefined> {
  const customers = await readRows(tables, from.org, from.id);
  if (!customers) return undefined;
  const plan = planImport(customers, await readStanding(tables, from.org, customers));
  if (!plan.ok) throw new InvariantBroken(`customer import ${from.id} fitted when it began`);
  const parts = partsOf(plan.value.groups, from);
  const last = parts.pop() ?? { intents: [], customers: 0 };
  let current = from;
  for (const part of parts) {
    const next = advanceImport(current, part.customers);
    const written = await tables.transact([...next.intents, ...part.intents]);
    if (!written.ok) return undefined;
    current = next.value;
  }
  const closed = closeImport(current, last.customers, { head, at: clock.now(), newId });
  const written = await tables.transact([...closed.intents, ...last.intents]);
  return written.ok ? closed.value : undefined;
}

type Part = { readonly intents: WriteIntent[]; customers: number };

/** As many groups as a transaction holds beside the move of the import itself. */
function partsOf(groups: readonly (readonly CustomerChange[])[], from: CustomerImport): Part[] {
  const parts: Part[] = [];
  for (const group of groups) {
    const intents = writeCustomers(group, from);
    const current = parts.at(-1);
    if (current && current.intents.length + intents.length <= MAX_GROUP_WRITES) {
      current.intents.push(...intents);
      current.customers += group.length;
    } else {
      parts.push({ intents: [...intents], customers: group.length });
    }
  }
  return parts;
}
