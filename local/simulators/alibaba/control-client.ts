import type * as z from 'zod';
import { type ControlCaller, callOverHttp } from '../control.ts';
import { instrumentClient } from '../instruments.ts';
import { controlContract as does } from './control-contract.ts';

type Input<K extends keyof typeof does> = z.input<(typeof does)[K]['input']>;

/** Everything a test, a seed or a demo can do to a simulator. Refusals reject with `ControlRefusal`. */
export type AlibabaControl = ReturnType<typeof alibabaControl>;

/** A control client for a simulator in another process. */
export function createAlibabaControl(baseUrl: string): AlibabaControl {
  return alibabaControl(callOverHttp(baseUrl));
}

/** The control client over any way of calling. */
export function alibabaControl(call: ControlCaller) {
  return {
    /** Starts over from a seed; `{}` gives the demo's partners. The clock goes back to the wall clock. */
    reset: (seed: Input<'reset'> = {}) => call(does.reset, seed),
    /** The whole state without secrets of keys. */
    readState: () => call(does.readState, {}),
    ...instrumentClient(call),
    /** Partner accounts with their keys, secrets included. */
    listAccounts: () => call(does.listAccounts, {}),
    /** Changes the given fields of a partner account (readings one by one), or makes one (needs `name`). */
    setAccount: (account: Input<'setAccount'>) => call(does.setAccount, account),
    /** Adds a key, drawn unless given. */
    addKey: (key: Input<'addKey'>) => call(does.addKey, key),
    disableKey: (accessKeyId: string) => call(does.disableKey, { accessKeyId }),
    /** Disables every key of the account itself and gives it a new one. */
    rotateKey: (account: string) => call(does.rotateKey, { account }),
    /** Changes the given fields of an account (partner, credit, switches, …), or makes one (needs `nickname` and `email`). */
    setCustomer: (customer: Input<'setCustomer'>) => call(does.setCustomer, customer),
    /** The relation of the customer ends at once, without the console's steps. */
    release: (uid: string) => call(does.release, { uid }),
    /** Puts an order on an account; paid now, and of nothing, unless said otherwise. */
    addOrder: (order: Input<'addOrder'>) => call(does.addOrder, order),
    /** The customer opens the registration URL. `invitation` is its id or the token of its URL. */
    openLink: (invitation: string) => call(does.openLink, { invitation }),
    /** The customer submits the form, as a new account or one that exists; associated at once unless told otherwise. */
    register: (form: Input<'register'>) => call(does.register, form),
    /** The provider associates an account that has submitted the form. */
    associate: (invitation: string) => call(does.associate, { invitation }),
    /** A partner opens the end of a relation in the console: To Be Confirmed. */
    openTermination: (opened: Input<'openTermination'>) => call(does.openTermination, opened),
    /** The customer confirms (In Process) or rejects (Normal). */
    answerTermination: (answer: Input<'answerTermination'>) => call(does.answerTermination, answer),
    /** The partner takes it back before the customer has answered. */
    withdrawTermination: (taken: Input<'withdrawTermination'>) => call(does.withdrawTermination, taken),
    /** The provider ends it: Terminated. */
    finishTermination: (uid: string) => call(does.finishTermination, { uid }),
    /** A month's bill of a partner account, in place of the one before. */
    setBill: (bill: Input<'setBill'>) => call(does.setBill, bill),
    /** A bucket of a partner's own, with its role, and the key of the user who may take that on. */
    addBucket: (bucket: Input<'addBucket'>) => call(does.addBucket, bucket),
    /** A month's commission files of a partner account, in place of those before; each is pushed anew. */
    setCommission: (month: Input<'setCommission'>) => call(does.setCommission, month),
  };
}
