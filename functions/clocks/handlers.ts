import { createListClocks } from './http/list-clocks.ts';

/** The operations of the group `clocks-read`. */
export const clocksReadHandlers = (deps: Parameters<typeof createListClocks>[0]) => ({
  listClocks: createListClocks(deps),
});
