/** What other slices may see of verification. */
export { startChecklist } from './start-checklist.ts';
