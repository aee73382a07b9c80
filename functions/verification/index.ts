/** What other slices may see of verification. */
export { type Checklist, readChecklist } from './checklist.ts';
export { startChecklist } from './start-checklist.ts';
