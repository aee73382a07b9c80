import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Tables } from '../platform/tables.ts';

export type ReadDeps = { readonly tables: Tables };
export type WriteDeps = ReadDeps & { readonly clock: Clock; readonly newId: NewId };
