import { createHash } from 'node:crypto';
import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import { customersWrite } from '../contract.ts';
import { readCustomerFile } from '../customer-file.ts';
import type { CustomerImport } from '../customer-import.ts';
import { finishImport, startImport } from '../import-customers.ts';
import { planImport, readStanding } from '../plan.ts';
import type { WriteDeps } from '../ports.ts';
import { customerImportView, importPreview } from '../views.ts';

const operation = customersWrite.importCustomers;

export const createPostCustomerImport =
  (deps: WriteDeps): HttpHandler<typeof operation> =>
  async ({ body, query, caller: { org, member }, idempotency }) => {
    const file = readCustomerFile(body, (site) => capabilitiesOf(site)?.identifiers.account_id);
    if (!file.ok) return err({ kind: 'invalid_input', errors: file.error });
    if (query.dryRun === 'true') {
      const plan = planImport(file.value.customers, await readStanding(deps.tables, org, file.value.customers));
      if (!plan.ok) return err({ kind: 'invalid_input', errors: plan.error });
      return ok({ status: 200, json: importPreview(file.value, plan.value.counts) });
    }
    const at = deps.clock.now();
    const fileHash = createHash('sha256').update(body).digest('hex');
    const started = await startImport(deps, { org, member, file: file.value, fileHash, at }, (begun) =>
      idempotencyIntent(org, idempotency, answerOf(begun), at),
    );
    if (started.ok) return ok(answerOf(await finishImport(deps, org, started.value.id)));
    const earlier = await refusedOrReplayed(deps.tables, operation, org, idempotency, started.error);
    if (!earlier.ok) return earlier;
    if (earlier.value.status !== 201) throw new InvariantBroken('a dry run stores no answer');
    // What was stored is the answer of the beginning; what it came to is told from the record.
    const { headers, ...answer } = answerOf(await finishImport(deps, org, earlier.value.json.id));
    return ok({ ...answer, headers: { ...earlier.value.headers, ...headers } });
  };

function answerOf(record: CustomerImport) {
  const headers = { location: `/v1/customer-imports/${record.id}` };
  return { status: 201, json: customerImportView(record), headers } as const;
}
