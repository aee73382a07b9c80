import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { customerLockKey, readLock } from '../../customer-lock.ts';
import { readLink } from '../../link.ts';
import type { LinkDeps } from '../../ports.ts';
import { liveLinkOperations } from '../contract.ts';
import { choosingWayOut, lifting, liftRefusal, stoppedRefusal, stopping, stopRefusal } from '../stop.ts';
import { changeLinkOnce } from './change-once.ts';

/** Stops a link; what is open on its customer is read beforehand and only told. */
export const createStopLink =
  (deps: LinkDeps): HttpHandler<typeof liveLinkOperations.stopLink> =>
  async (call) => {
    const { caller, params, body } = call;
    const known = await readLink(deps.tables, caller.org, params.linkId);
    const { site } = known?.partnerAccount ?? {};
    const place = known && site && { org: caller.org, site, accountId: known.customer.accountId };
    const lock = place && readLock(await deps.tables.get('desk', customerLockKey(place)));
    return changeLinkOnce(deps, liveLinkOperations.stopLink, call, (link, at) => {
      const refusal = stopRefusal(link);
      return refusal ? err(refusal) : ok(stopping(link, lock, { by: caller.member, at, reason: body.reason }));
    });
  };

export const createChooseWayOut =
  (deps: LinkDeps): HttpHandler<typeof liveLinkOperations.chooseWayOut> =>
  (call) =>
    changeLinkOnce(deps, liveLinkOperations.chooseWayOut, call, (link, at) => {
      const refusal = stoppedRefusal(link);
      if (refusal || !link.stopped) return err(refusal ?? { kind: 'not_allowed_now', params: { status: link.status } });
      const doing = { by: call.caller.member, at, reason: call.body.reason };
      return ok(choosingWayOut(link, link.stopped, call.body, doing));
    });

export const createLiftStop =
  (deps: LinkDeps): HttpHandler<typeof liveLinkOperations.liftStop> =>
  (call) =>
    changeLinkOnce(deps, liveLinkOperations.liftStop, call, (link) => {
      const refusal = liftRefusal(link, call.caller.member);
      return refusal ? err(refusal) : ok(lifting(link, call.body.reason));
    });
