import { readPolicy } from '../../../parties/index.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { LinkDeps } from '../../ports.ts';
import { changeRequestOnce } from '../change-once.ts';
import { followOperations } from '../contract.ts';
import { askingAgain } from '../mailing.ts';

const operation = followOperations.resendQuestion;

/** Asks for one more mail of the open question. */
export const createResendQuestion =
  (deps: LinkDeps): HttpHandler<typeof operation> =>
  (call) =>
    changeRequestOnce(
      deps,
      operation,
      202,
      call,
      ({ org, policyVersion }) => readPolicy(deps.tables, org, policyVersion),
      askingAgain,
    );
