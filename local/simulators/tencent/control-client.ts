import type * as z from 'zod';
import { type ControlCaller, callOverHttp } from '../control.ts';
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
    /** The latest 2000 calls, oldest first; `after` gives those with a greater `n`. */
    listCalls: (filter: Input<'listCalls'> = {}) => call(does.listCalls, filter),
    readClock: () => call(does.readClock, {}),
    /** `{ advanceMs }`, `{ set: ISO 8601 }` or `{ offsetMs }`; the clock goes on running from there. */
    moveClock: (to: Input<'moveClock'>) => call(does.moveClock, to),
    addFault: (order: Input<'addFault'>) => call(does.addFault, order),
    /** Faults that still wait, and calls that stand still. */
    listFaults: () => call(does.listFaults, {}),
    /** Takes one fault, or all, off order and lets held calls go. */
    clearFaults: (id?: string) => call(does.clearFaults, id === undefined ? {} : { id }),
    /** Lets the held calls of one fault, or all, go on. */
    releaseCalls: (id?: string) => call(does.releaseCalls, id === undefined ? {} : { id }),
    /** Answers when a call is held; `ControlRefusal` 408 after `timeoutMs` (10 s). */
    awaitHeldCall: (wanted: Input<'awaitHeldCall'> = {}) => call(does.awaitHeldCall, wanted),
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
    /** The link of the customer ends at once. */
    unbind: (uin: string) => call(does.unbind, { uin }),
    /** The customer moves to another partner. */
    migrate: (uin: string, to: string) => call(does.migrate, { uin, to }),
  };
}
