import type { ProviderPort } from './provider.ts';

/**
 * A port whose adapter is loaded with its first call: a function that serves all clouds starts without the SDK of any,
 * and pays for the one that it calls.
 * @param load is called once, unless it failed
 */
export function lazyPort(load: () => Promise<ProviderPort>): ProviderPort {
  let loading: Promise<ProviderPort> | undefined;
  const port = async (): Promise<ProviderPort> => {
    loading ??= load();
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return {
    readPartnerAccount: async (...of) => (await port()).readPartnerAccount(...of),
    checkIdentifier: async (...of) => (await port()).checkIdentifier(...of),
    readInvitations: async (...of) => (await port()).readInvitations(...of),
    listInvitations: async (...of) => (await port()).listInvitations(...of),
    listApplications: async (...of) => (await port()).listApplications(...of),
    readCustomer: async (...of) => (await port()).readCustomer(...of),
    listCustomers: async (...of) => (await port()).listCustomers(...of),
    proveLink: async (...of) => (await port()).proveLink(...of),
    readBill: async (...of) => (await port()).readBill(...of),
    readOwner: async (...of) => (await port()).readOwner(...of),
    listCreditAllocations: async (...of) => (await port()).listCreditAllocations(...of),
    readUnbind: async (...of) => (await port()).readUnbind(...of),
    listUnbinds: async (...of) => (await port()).listUnbinds(...of),
    readRebateFiles: async (...of) => (await port()).readRebateFiles(...of),
    listRebates: async (...of) => (await port()).listRebates(...of),
    registerCustomer: async (...of) => (await port()).registerCustomer(...of),
    invite: async (...of) => (await port()).invite(...of),
    resendInvitation: async (...of) => (await port()).resendInvitation(...of),
    decideApplication: async (...of) => (await port()).decideApplication(...of),
    prepareAccount: async (...of) => (await port()).prepareAccount(...of),
    allocateCredit: async (...of) => (await port()).allocateCredit(...of),
    unfreeze: async (...of) => (await port()).unfreeze(...of),
    submitUnbind: async (...of) => (await port()).submitUnbind(...of),
  };
}
