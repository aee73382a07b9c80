import { ControlRefusal } from '../../control.ts';
import { customerOf, partnerOf, release } from '../customer-side.ts';
import type { Termination } from '../state.ts';
import { nowOf, type World } from '../world.ts';

type Step = Termination['steps'][number];

/** The console's words. A customer without an open termination is Normal. Source: UID Management. */
export const statusLabels = {
  to_be_confirmed: 'To Be Confirmed',
  in_process: 'In Process',
  terminated: 'Terminated',
  rejected: 'Normal',
  withdrawn: 'Normal',
} as const satisfies Record<Termination['status'], string>;

/** The termination of a customer that is not over, if there is one. */
export function openTerminationOf(world: World, uid: string): Termination | undefined {
  return world.state.terminations.find(
    (each) => each.uid === uid && (each.status === 'to_be_confirmed' || each.status === 'in_process'),
  );
}

/** A partner opens the end of a relation. Nothing is looked at before: what the provider enforces is not documented. */
export function openTermination(world: World, { by, uid }: { by: string; uid: string }): Termination {
  const partner = partnerOf(world, by);
  if (customerOf(world, uid).partner !== by) {
    throw new ControlRefusal(404, 'not_your_customer', `Account ${uid} is not a customer of ${partner.name}.`);
  }
  if (openTerminationOf(world, uid) !== undefined) {
    throw new ControlRefusal(409, 'already_open', 'This relation is being terminated already.');
  }
  const termination: Termination = { uid, partner: by, openedAt: nowOf(world), status: 'to_be_confirmed', steps: [] };
  world.state.terminations.push(termination);
  return stepped(world, termination, { by: 'partner', status: 'to_be_confirmed' });
}

/** The customer confirms or rejects. */
export function answerTermination(
  world: World,
  { uid, answer, reason = '' }: { uid: string; answer: 'confirm' | 'reject'; reason?: string | undefined },
): Termination {
  const status = answer === 'confirm' ? 'in_process' : 'rejected';
  return stepped(world, standing(world, uid, 'to_be_confirmed'), { by: 'customer', status, reason });
}

/** The partner takes it back before the customer has answered. */
export function withdrawTermination(world: World, { by, uid }: { by: string; uid: string }): Termination {
  const termination = standing(world, uid, 'to_be_confirmed');
  if (termination.partner !== by)
    throw new ControlRefusal(404, 'not_your_customer', `${uid} is not a customer of ${by}.`);
  return stepped(world, termination, { by: 'partner', status: 'withdrawn' });
}

/** The provider ends the relation. */
export function finishTermination(world: World, uid: string): Termination {
  const termination = standing(world, uid, 'in_process');
  release(world, uid);
  return stepped(world, termination, { by: 'provider', status: 'terminated' });
}

function standing(world: World, uid: string, status: Termination['status']): Termination {
  const termination = openTerminationOf(world, uid);
  if (termination?.status === status) return termination;
  throw new ControlRefusal(409, 'not_at_this_step', `The relation of ${uid} is not ${statusLabels[status]}.`);
}

function stepped(
  world: World,
  termination: Termination,
  { reason = '', ...step }: Omit<Step, 'at' | 'reason'> & { reason?: string },
): Termination {
  termination.status = step.status;
  termination.steps.push({ at: nowOf(world), ...step, reason });
  return termination;
}
