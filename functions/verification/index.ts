/** What other slices may see of verification. */
export { type Checklist, ItemStatus, readChecklist } from './checklist.ts';
export { startChecklist } from './start-checklist.ts';
