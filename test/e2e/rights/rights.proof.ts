import { inject, test } from 'vitest';
import type { Call } from '../../support/aws-call.ts';
import { sharedDesk } from '../../support/desk.ts';
import { type DeployedGrant, deployedGrants, grantText, without } from '../../support/grants.ts';
import { type Bench, type Probe, quietly, startBench } from './probe.ts';
import { probes } from './probes.ts';

/** What became of each grant, for `scripts/prove-rights.ts`. */
export type Proof = { readonly grant: string; readonly failing?: string; readonly unchecked?: string };

declare module 'vitest' {
  interface TaskMeta {
    proofs?: readonly Proof[];
  }
  interface ProvidedContext {
    /** The groups to look at; all if none is named. */
    groups: readonly string[];
  }
}

/**
 * What the local cloud does in a function's name without asking its role, so that taking the grant away shows nothing.
 * `test/infra/rights.test.ts` asserts these on the template.
 */
const unchecked: readonly (readonly [grant: RegExp, because: string])[] = [
  [/: kms:/, 'tables are not encrypted here'],
  [/: xray:/, 'nothing is traced here'],
  [/: logs:/, 'the engine writes the logs'],
  [/: sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueue\w+) /, 'the engine polls the queue'],
  [/: dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams) /, 'the engine reads the stream'],
  [/^relay: s3:/, 'the engine keeps what the stream could not hand over'],
];

test('every grant is needed', async ({ task }) => {
  const desk = await sharedDesk();
  const bench = await startBench(desk);
  const asked = inject('groups');
  const isAsked = ({ group }: { group: string }) => asked.length === 0 || asked.includes(group);
  const grants = (await deployedGrants(desk.cloud)).filter(isAsked);
  task.meta.proofs = await quietly(desk, async () => {
    const calls = await tracedCalls(bench, probes.filter(isAsked));
    const proofs: Proof[] = [];
    for (const grant of grants) proofs.push(await proofOf(bench, grant, calls));
    return proofs;
  });
});

/** The calls of the store and of services while each probe acts, its own and those of others. */
async function tracedCalls(bench: Bench, asked: readonly Probe[]): Promise<ReadonlyMap<Probe, readonly Call[]>> {
  const traced = new Map<Probe, readonly Call[]>();
  for (const probe of asked) {
    const before = bench.desk.faults.calls.length;
    await probe.act(bench);
    traced.set(probe, bench.desk.faults.calls.slice(before));
  }
  return traced;
}

/** The first probe of the group that fails without the grant and works with it. */
async function proofOf(bench: Bench, grant: DeployedGrant, calls: ReadonlyMap<Probe, readonly Call[]>): Promise<Proof> {
  const text = grantText(grant);
  const because = unchecked.find(([those]) => those.test(text))?.[1];
  if (because) return { grant: text, unchecked: because };
  const candidates = probes.filter(
    (probe) =>
      probe.group === grant.group &&
      // the SDK sends to a queue's own address, past whoever listens
      (grant.action === 'sqs:SendMessage' || calls.get(probe)?.some((call) => takes(call, grant))),
  );
  for (const probe of candidates) {
    const failed = await without(bench.desk.cloud, grant, () => fails(probe, bench));
    if (failed && !(await fails(probe, bench))) return { grant: text, failing: nameOf(probe) };
  }
  return { grant: text };
}

const nameOf = ({ group, does }: Probe): string => `${group} ${does}`;

async function fails(probe: Probe, bench: Bench): Promise<boolean> {
  try {
    await probe.act(bench);
    return false;
  } catch {
    return true;
  }
}

/** What IAM asks for where it is called otherwise than the operation. */
const s3Action: Readonly<Record<string, string>> = { ListObjectsV2: 'ListBucket', HeadObject: 'GetObject' };

/** Whether a call may need the grant: another group's call of the same kind counts, too. */
function takes({ service, operation, body }: Call, { action, resource }: DeployedGrant): boolean {
  if (service !== 'dynamodb') return action === `${service}:${s3Action[operation] ?? operation}`;
  return itemCalls(operation, body).some(({ kind, TableName, IndexName }) => {
    const index = IndexName === undefined ? '' : `/index/${IndexName}`;
    return resource.endsWith(`:table/${TableName}${index}`) && action.replace(/Item$/, '') === `dynamodb:${kind}`;
  });
}

type ItemCall = { readonly kind: string; readonly TableName: string; readonly IndexName?: string };

/** What a call does, item by item: IAM asks for `PutItem` where a transaction has a `Put`. */
function itemCalls(operation: string, body: unknown): readonly ItemCall[] {
  const { TransactItems, RequestItems, ...single } = body as Partial<ItemCall> & {
    TransactItems?: readonly Readonly<Record<string, Omit<ItemCall, 'kind'>>>[];
    RequestItems?: object;
  };
  if (TransactItems)
    return TransactItems.flatMap((item) => Object.entries(item).map(([kind, call]) => ({ ...call, kind })));
  const kind = operation.replace(/Item$/, '');
  return Object.keys(RequestItems ?? { [String(single.TableName)]: 1 }).map((TableName) => ({
    ...single,
    TableName,
    kind,
  }));
}
