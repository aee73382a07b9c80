import type { Operation } from './platform/contract.ts';

/** Every operation of the API, by name: routes, OpenAPI and the typed client come from this. */
export const contract = {} as const satisfies Readonly<Record<string, Operation>>;
