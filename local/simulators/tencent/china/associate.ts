import type { ChinaApplication, ChinaState } from './state.ts';

/** Makes a customer of whoever applied; every application of the account is over by that. */
export function associate(china: ChinaState, { uin, partner }: ChinaApplication, at: string): void {
  const client = china.clients[uin];
  if (client === undefined) return;
  client.partner = partner;
  client.associatedAt = at;
  for (const over of china.applications.filter((one) => one.uin === uin))
    china.applications.splice(china.applications.indexOf(over), 1);
}
