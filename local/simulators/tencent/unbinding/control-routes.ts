import { type ControlRoute, route } from '../../control.ts';
import { controlContract as does } from '../control-contract.ts';
import type { World } from '../world.ts';
import { csvOf } from './export.ts';
import * as process from './process.ts';
import { recordsSeenBy } from './records.ts';

/** The parties' steps as control operations; the console does the same through its pages. */
export function unbindingRoutes(world: World, saved: <T>(value: T) => T): ControlRoute[] {
  return [
    route(does.submitUnbinding, (application) => saved(process.submit(world, application))),
    route(does.startUnbinding, ({ uin }) => saved(process.start(world, uin))),
    route(does.reviewUnbinding, (review) => saved(process.review(world, review))),
    route(does.answerUnbinding, (answer) => saved(process.answer(world, answer))),
    route(does.recheckUnbinding, ({ number }) => saved(process.recheck(world, number))),
    route(does.withdrawUnbinding, (record) => saved(process.withdraw(world, record))),
    route(does.listUnbindings, ({ account, uin, status }) => ({
      records: (account === undefined ? world.state.unbindings.toReversed() : recordsSeenBy(world, account)).filter(
        (record) => (uin === undefined || record.uin === uin) && (status === undefined || record.status === status),
      ),
    })),
    route(does.exportUnbindings, ({ account }) => ({ csv: csvOf(recordsSeenBy(world, account)) })),
  ];
}
