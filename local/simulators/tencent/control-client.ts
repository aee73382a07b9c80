import type * as z from 'zod';
import { type ControlCaller, callOverHttp } from '../control.ts';
import { instrumentClient } from '../instruments.ts';
import { chinaControl } from './china/control-client.ts';
import { controlContract as does } from './control-contract.ts';

type Input<K extends keyof typeof does> = z.input<(typeof does)[K]['input']>;

/** Everything a test, a seed or a demo can do to a simulator. Refusals reject with `ControlRefusal`. */
export type TencentControl = ReturnType<typeof tencentControl>;

/** A control client for a simulator in another process. */
export function createTencentControl(baseUrl: string): TencentControl {
  return tencentControl(callOverHttp(baseUrl));
}

/** The control client over any way of calling. */
export function tencentControl(call: ControlCaller) {
  return {
    /** Starts over from a seed; `{}` gives the demo's partners. The clock goes back to the wall clock. */
    reset: (seed: Input<'reset'> = {}) => call(does.reset, seed),
    /** The whole state without secret keys. */
    readState: () => call(does.readState, {}),
    ...instrumentClient(call),
    /** The China site, which has accounts, keys and customers of its own. */
    china: chinaControl(call),
    /** Partner accounts with their keys, secret keys included. */
    listAccounts: () => call(does.listAccounts, {}),
    /** Changes the given fields of a partner account, or makes one (needs `name` and `role`). */
    setAccount: (account: Input<'setAccount'>) => call(does.setAccount, account),
    /** Adds a key, drawn unless given. */
    addKey: (key: Input<'addKey'>) => call(does.addKey, key),
    disableKey: (secretId: string) => call(does.disableKey, { secretId }),
    /** Disables every key of the account and gives it a new one. */
    rotateKey: (account: string) => call(does.rotateKey, { account }),
    /** Changes the given fields of a customer account, or makes one (needs `name` and `email`). */
    setCustomer: (customer: Input<'setCustomer'>) => call(does.setCustomer, customer),
    /** The customer opens the link and submits, as any account. */
    submitByLink: (submission: Input<'submitByLink'>) => call(does.submitByLink, submission),
    /** The customer applies on its own, without a link. */
    applyUnasked: (submission: Input<'applyUnasked'>) => call(does.applyUnasked, submission),
    /** The customer takes back its application, to one partner or to all. */
    withdraw: (application: Input<'withdraw'>) => call(does.withdraw, application),
    /** The link of the customer ends at once; an unbinding under way is completed by it. */
    unbind: (uin: string) => call(does.unbind, { uin }),
    /** The customer moves to another partner. */
    migrate: (uin: string, to: string) => call(does.migrate, { uin, to }),
    /** A line on a bill; after a release a late charge of the partner that had the customer last. */
    addBill: (line: Input<'addBill'>) => call(does.addBill, line),
    /** Adds, changes or removes rows of a month's commission, and says how its file is served. */
    setRebates: (change: Input<'setRebates'>) => call(does.setRebates, change),
    /** The customer binds a card and, unless told otherwise, completes its details. */
    bindCard: (card: Input<'bindCard'>) => call(does.bindCard, card),
    /** A partner submits the application to end a link. */
    submitUnbinding: (application: Input<'submitUnbinding'>) => call(does.submitUnbinding, application),
    /** The customer starts an unbinding itself. */
    startUnbinding: (uin: string) => call(does.startUnbinding, { uin }),
    /** The reseller reviews what its customer started, the distributor what comes from its second level. */
    reviewUnbinding: (review: Input<'reviewUnbinding'>) => call(does.reviewUnbinding, review),
    /** The customer confirms or rejects. */
    answerUnbinding: (answer: Input<'answerUnbinding'>) => call(does.answerUnbinding, answer),
    /** The provider checks the preconditions again. */
    recheckUnbinding: (number: string) => call(does.recheckUnbinding, { number }),
    /** Whoever submitted takes it back. */
    withdrawUnbinding: (record: Input<'withdrawUnbinding'>) => call(does.withdrawUnbinding, record),
    /** Records, newest first: all, or those that an account sees, of a customer, of a status. */
    listUnbindings: (filter: Input<'listUnbindings'> = {}) => call(does.listUnbindings, filter),
    /** The page "Unbinding Customers" of a partner account as a CSV file. */
    exportUnbindings: (account: string) => call(does.exportUnbindings, { account }),
  };
}
