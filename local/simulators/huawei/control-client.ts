import type * as z from 'zod';
import { type ControlCaller, callOverHttp } from '../control.ts';
import { instrumentClient } from '../instruments.ts';
import { controlContract as does } from './control-contract.ts';

type Input<K extends keyof typeof does> = z.input<(typeof does)[K]['input']>;

/** Everything a test, a seed or a demo can do to a simulator. Refusals reject with `ControlRefusal`. */
export type HuaweiControl = ReturnType<typeof huaweiControl>;

/** A control client for a simulator in another process. */
export function createHuaweiControl(baseUrl: string): HuaweiControl {
  return huaweiControl(callOverHttp(baseUrl));
}

/** The control client over any way of calling. */
export function huaweiControl(call: ControlCaller) {
  return {
    /** Starts over from a seed; `{}` gives the demo's partners. The clock goes back to the wall clock. */
    reset: (seed: Input<'reset'> = {}) => call(does.reset, seed),
    /** The whole state without secrets of keys; verification codes are in it, since no mail leaves this computer. */
    readState: () => call(does.readState, {}),
    ...instrumentClient(call),
    /** Partner accounts with their keys, secrets included. */
    listAccounts: () => call(does.listAccounts, {}),
    /** Changes the given fields of a partner account (readings one by one), or makes one (needs `accountName` and `name`). */
    setAccount: (account: Input<'setAccount'>) => call(does.setAccount, account),
    /** Adds a key, drawn unless given; `permissions` are the codes that its operator has, null all. */
    addKey: (key: Input<'addKey'>) => call(does.addKey, key),
    disableKey: (accessKey: string) => call(does.disableKey, { accessKey }),
    /** Disables every key of the account and gives it a new one. */
    rotateKey: (account: string) => call(does.rotateKey, { account }),
    /** Changes the given fields of an account, or makes one (needs `accountName`; an id is drawn unless given). */
    setCustomer: (customer: Input<'setCustomer'>) => call(does.setCustomer, customer),
    /** Puts an order on an account; paid now, and of nothing, unless said otherwise. */
    addOrder: (customer: string, order: NonNullable<Input<'addOrder'>['order']> = {}) =>
      call(does.addOrder, { customer, order }),
    /** Puts a resource on an account; on demand and running unless said otherwise. */
    addResource: (customer: string, resource: NonNullable<Input<'addResource'>['resource']> = {}) =>
      call(does.addResource, { customer, resource }),
    /** What was used of the budget; an account that freezes by itself does so when it is used up. */
    spend: (id: string, used: string) => call(does.spend, { id, used }),
    /** The association of the customer ends at once, without the console's steps. */
    release: (id: string) => call(does.release, { id }),
    /** A partner sends an invitation: by link unless told otherwise, of the resale mode. */
    sendInvitation: (order: Input<'sendInvitation'>) => call(does.sendInvitation, order),
    /** `invitation` is its id or the token of its link. */
    resendInvitation: (invitation: string) => call(does.resendInvitation, { invitation }),
    /** The customer accepts; an account that may not be associated leaves the invitation `failed` with its cause. */
    acceptInvitation: (invitation: string, customer: string) => call(does.acceptInvitation, { invitation, customer }),
    /** A partner asks to end an association; 409 `conditions_unmet`, `requests_used`, `already_open`. */
    startByPartner: (order: Input<'startByPartner'>) => call(does.startByPartner, order),
    startByCustomer: (order: Input<'startByCustomer'>) => call(does.startByCustomer, order),
    /** The customer's answer to what its partner started; approved, it is released at once. */
    answerAsCustomer: (said: Input<'answerAsCustomer'>) => call(does.answerAsCustomer, said),
    /** The provider's own review of a named account's request. */
    answerAsProvider: (said: Input<'answerAsProvider'>) => call(does.answerAsProvider, said),
    answerAsPartner: (said: Input<'answerAsPartner'>) => call(does.answerAsPartner, said),
  };
}
