import type * as z from 'zod';
import type { ControlCaller } from '../../control.ts';
import { chinaContract as does } from './control-contract.ts';

type Input<K extends keyof typeof does> = z.input<(typeof does)[K]['input']>;

/** Everything a test, a seed or a demo can do at the China site. Refusals reject with `ControlRefusal`. */
export function chinaControl(call: ControlCaller) {
  return {
    /** Partner accounts with their keys, secret keys included. */
    listAccounts: () => call(does.listAccounts, {}),
    /** Changes the given fields of a partner account, or makes one (needs `name`). */
    setAccount: (account: Input<'setAccount'>) => call(does.setAccount, account),
    /** Adds a key, drawn unless given. */
    addKey: (key: Input<'addKey'>) => call(does.addKey, key),
    disableKey: (secretId: string) => call(does.disableKey, { secretId }),
    /** Disables every key of the account and gives it a new one. */
    rotateKey: (account: string) => call(does.rotateKey, { account }),
    /** Changes the given fields of an account, or makes one (needs `name` and `mail`). */
    setClient: (client: Input<'setClient'>) => call(does.setClient, client),
    /** The customer applies to a partner, by the link of its console. */
    apply: (application: Input<'apply'>) => call(does.apply, application),
    /** The customer takes back its applications. */
    withdraw: (uin: string) => call(does.withdraw, { uin }),
    /** Tencent Cloud ends its audit, or hands it to its channel for approval. */
    endAudit: (audit: Input<'endAudit'>) => call(does.endAudit, audit),
    /** An unbinding of a customer comes to review. */
    openUnbinding: (uin: string) => call(does.openUnbinding, { uin }),
    /** It ends: unbound releases the customer. */
    endUnbinding: (ending: Input<'endUnbinding'>) => call(does.endUnbinding, ending),
    /** A row of business, of the current month (UTC+8) and the customer's partner unless said; in fen. */
    addBill: (row: Input<'addBill'>) => call(does.addBill, row),
    /** Adds, changes or removes rows of a month's rebates; in fen. */
    setRebates: (change: Input<'setRebates'>) => call(does.setRebates, change),
  };
}
