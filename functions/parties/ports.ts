import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Tables } from '../platform/tables.ts';
import type { Credentials } from './credentials.ts';

/** Where API keys of partner accounts are kept. This slice can store them and has no way to read them. */
export type CredentialStore = {
  /** Stores or replaces; the same call again does no harm. */
  put(org: string, account: string, credentials: Credentials): Promise<void>;
};

/** Whom a sign-in was made for. */
export type SignInOwner = { readonly org: string; readonly member: string };

/** The identity provider, as far as the desk manages it. */
export type Identities = {
  /**
   * Makes a person's sign-in and has the invitation sent. An address has one sign-in: where there is one already,
   * nothing changes and the answer says whom it was made for; undefined when it is none of the desk's.
   */
  ensureSignIn(email: string, owner: SignInOwner): Promise<SignInOwner | undefined>;
  /** Whether this is the secret of that client, which only those who were given it know. */
  provesClient(clientId: string, clientSecret: string): Promise<boolean>;
};

export type ReadDeps = { readonly tables: Tables };
export type WriteDeps = ReadDeps & {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly credentials: CredentialStore;
  readonly identities: Identities;
};
