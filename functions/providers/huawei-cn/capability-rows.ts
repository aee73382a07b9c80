import { capabilityRows } from '../capability-rows.ts';

/** A page of the Partner Center API reference of the China site, by its operation. */
export function page(title: string): string {
  return `Huawei Cloud (China), Partner Center API reference (BSS bss v2): ${title}`;
}

/** "管理客户关联关系", in the Partner Center user guide of the China site: its address is that of the guide. */
export const associations = {
  title: 'Huawei Cloud (China), Partner Center user guide: 管理客户关联关系 (managing customer associations)',
  url: 'https://support.huaweicloud.com/usermanual-bpconsole/',
} as const;

const rows = capabilityRows(page, `${associations.title}, ${associations.url}`);

export const { none, byHand } = rows;

/** What an operation would tell, for which the desk has no adapter yet: a person looks it up. */
export function unadapted(operation: string, lookUp: string) {
  return rows.byHand(`${lookUp}; the operation ${operation} has it, which the desk does not call`, {
    document: page(operation),
  });
}
