import { edgesOf } from '../../statemachines/definition.ts';
import type { MachineName } from '../../statemachines/machines.ts';
import { definitionOf } from './memory-machine.ts';

/** How many transitions a way is, each of which Step Functions charges for: into each state, and into the Choice between. */
export function transitionsOf(machine: MachineName, states: readonly string[]): number {
  const { States } = definitionOf(machine);
  const leadsTo = (from: string, to: string) =>
    edgesOf(States[from] ?? { Type: 'Fail' }).some((edge) => edge.to === to);
  const routed = states.slice(1).filter((to, at) => !leadsTo(states[at] ?? '', to));
  return states.length + routed.length;
}
