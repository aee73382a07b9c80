import type { Logger } from '@aws-lambda-powertools/logger';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Tables } from '../platform/tables.ts';
import type { Post } from './outbound/send.ts';
import type { Reach, Resolve } from './outbound/target.ts';

/** Whose secret it is: what was sealed for one webhook is not opened for another. */
export type SecretOwner = { readonly org: string; readonly webhook: string };

/** Makes secrets unreadable for rest. Who has this can not open them. */
export type Seal = (secret: string, owner: SecretOwner) => Promise<string>;
/** @throws when it was sealed for another owner. */
export type Open = (sealed: string, owner: SecretOwner) => Promise<string>;

export type ReadDeps = { readonly tables: Tables };
export type WriteDeps = ReadDeps & {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly seal: Seal;
  readonly resolve: Resolve;
  readonly reach: Reach;
};
export type DeliverDeps = ReadDeps & {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly open: Open;
  readonly post: Post;
  /** From 0 to less than 1. */
  readonly random: () => number;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
};
