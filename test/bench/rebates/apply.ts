import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../functions/kernel/clock.ts';
import { ok } from '../../../functions/kernel/result.ts';
import type { Tables } from '../../../functions/platform/tables.ts';
import { applyPlan } from '../../../functions/rebates/sync/apply-plan.ts';
import type { RebateSync } from '../../../functions/rebates/sync/sync.ts';
import { fileObjects } from './file-objects.ts';

/** What a first load took, in a process of its own. */
export type Applied = {
  readonly seconds: number;
  readonly kilobytes: number;
  readonly transactions: number;
  readonly writes: number;
};

/** The first sync of a folder, applied to a store that counts and keeps nothing. */
const [folder = ''] = process.argv.slice(2);
const sync: RebateSync = JSON.parse(readFileSync(join(folder, 'first-sync.json'), 'utf8'));
const counted = { transactions: 0, writes: 0 };
const tables: Tables = {
  get: async () => undefined,
  getMany: async () => [],
  query: async () => ({ items: [], more: false }),
  transact: async (intents) => {
    counted.transactions += 1;
    counted.writes += intents.length;
    return ok();
  },
};
const began = performance.now();
const deps = { tables, objects: fileObjects(folder), clock: systemClock() };
await applyPlan(deps, { ...sync, status: 'applying' }, '2999-01-01T00:00:00.000Z');
const seconds = (performance.now() - began) / 1000;
const applied: Applied = { seconds, kilobytes: process.resourceUsage().maxRSS, ...counted };
console.log(JSON.stringify(applied));
process.exit(0);
