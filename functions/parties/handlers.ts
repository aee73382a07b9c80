import type { HttpHandlers } from '../platform/http.ts';
import type { partiesRead, partiesWrite } from './contract.ts';
import { createDeleteMachineClient } from './http/delete-machine-client.ts';
import { createGetAccessReview } from './http/get-access-review.ts';
import { createGetMe } from './http/get-me.ts';
import { createGetMember } from './http/get-member.ts';
import { createGetMembers } from './http/get-members.ts';
import { createGetOrganisation } from './http/get-organisation.ts';
import { createGetPartnerAccount } from './http/get-partner-account.ts';
import { createGetPartnerAccounts } from './http/get-partner-accounts.ts';
import { createGetPolicy } from './http/get-policy.ts';
import { createPatchMember } from './http/patch-member.ts';
import { createPatchPartnerAccount } from './http/patch-partner-account.ts';
import { createPostMachineClient } from './http/post-machine-client.ts';
import { createPostMember } from './http/post-member.ts';
import { createPostPartnerAccount } from './http/post-partner-account.ts';
import { createPutCredentials } from './http/put-credentials.ts';
import { createPutPolicy } from './http/put-policy.ts';
import type { ReadDeps, WriteDeps } from './ports.ts';

/** Which handler serves which operation, by group. */
export function partiesReadHandlers(deps: ReadDeps): HttpHandlers<typeof partiesRead> {
  return {
    readMe: createGetMe(deps),
    readOrganisation: createGetOrganisation(deps),
    listPartnerAccounts: createGetPartnerAccounts(deps),
    readPartnerAccount: createGetPartnerAccount(deps),
    listMembers: createGetMembers(deps),
    reviewAccess: createGetAccessReview(deps),
    readMember: createGetMember(deps),
    readPolicy: createGetPolicy(deps),
  };
}

export function partiesWriteHandlers(deps: WriteDeps): HttpHandlers<typeof partiesWrite> {
  return {
    enterPartnerAccount: createPostPartnerAccount(deps),
    changePartnerAccount: createPatchPartnerAccount(deps),
    setCredentials: createPutCredentials(deps),
    addMember: createPostMember(deps),
    changeMember: createPatchMember(deps),
    setPolicy: createPutPolicy(deps),
    addMachineClient: createPostMachineClient(deps),
    removeMachineClient: createDeleteMachineClient(deps),
  };
}
