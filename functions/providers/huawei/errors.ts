import type { Unanswered } from '../answer.ts';
import {
  type Codes,
  codesOf,
  credentials,
  type Meaning,
  notForOurKey,
  notOurs,
  notSwitchedOn,
  outOfStep,
  refused,
  serverFault,
  throttled,
} from '../meaning.ts';

/**
 * Every code that the Partner Center API names for `bssintl` v2 (common codes; `mc_00016`, `mc_00017`, `mqr_01002`,
 * `mt_060007`) and the gateway's. No list is published of what freezing and budgets answer: a code that is not here means
 * what its HTTP status means.
 */
export const meanings: Readonly<Record<string, Meaning>> = {
  // common
  'CBC.0100': refused('input_invalid'),
  'CBC.0101': refused('input_invalid'),
  'CBC.0150': notSwitchedOn,
  // the operator whose key it is lacks the permission code that the page names
  'CBC.0151': notForOurKey,
  'CBC.0154': credentials,
  // not for this kind of caller: a solution provider where a distributor is asked for, a second-tier reseller anywhere
  'CBC.0155': notSwitchedOn,
  'CBC.0156': refused('account_on_other_site'),
  'CBC.0250': throttled(1),
  'CBC.0999': serverFault,

  // whose customer it is; CBC.5001 and CBC.5002 stand in an HTTP 200
  'CBC.5001': refused('partner_barred'),
  'CBC.5002': notOurs,
  'CBC.99000000': notOurs,
  'CBC.99000035': notOurs,
  // associated in another mode than resale (the older interface's list)
  'CBC.5024': refused('other'),
  'CBC.99000037': refused('input_invalid'),
  'CBC.18000016': notForOurKey,
  'CBC.50010059': refused('partner_barred'),
  'CBC.50010065': refused('partner_barred'),
  'CBC.50010085': refused('partner_barred'),
  'CBC.50010086': refused('partner_barred'),

  // a new account, which the desk does not open
  'CBC.5017': refused('input_invalid'),
  'CBC.99000004': refused('other'),
  'CBC.99000029': refused('input_invalid'),
  'CBC.99000030': refused('other'),
  'CBC.99000031': refused('input_invalid'),
  'CBC.99000036': refused('input_invalid'),
  'CBC.99000038': refused('input_invalid'),
  // opened already: it is looked up, never opened again
  'CBC.99000039': outOfStep,
  // whether it was associated is not known in time
  'CBC.99000050': serverFault,
  'CBC.99000051': refused('other'),
  'CBC.99005035': refused('partner_barred'),
  'CBC.99004003': refused('other'),
  'CBC.99004008': refused('input_invalid'),
  'CBC.99004009': refused('input_invalid'),
  'CBC.99004010': refused('input_invalid'),
  // fifteen an hour
  'CBC.99004015': throttled(3_600),

  // verification of a name
  'CBC.99005030': refused('other'),
  'CBC.99007188': outOfStep,
  'CBC.99007191': refused('other'),
  'CBC.99007202': refused('other'),

  // the gateway's
  'APIGW.0101': refused('input_invalid'),
  // signature, key or clock; five in a row lock the key for five minutes
  'APIGW.0301': credentials,
};

/** What a status says where the code says nothing to us. */
const statuses: Readonly<Record<string, Meaning>> = {
  'HTTP 401': credentials,
  'HTTP 403': notSwitchedOn,
  'HTTP 429': throttled(1),
};

/** The gateway's family is written in two ways. */
const asListed = (code: string) => code.replace(/^APIG\./, 'APIGW.');

const listed = codesOf('huawei-intl', { ...meanings, ...statuses }, asListed);

/** The codes of the site; one that the table lacks is judged by its status, and told as it came. */
export const codes: Codes = {
  meaningOf: listed.meaningOf,
  isKeyTurnedAway: (answer) => answer.kind !== 'answered' && listed.isKeyTurnedAway(judged(answer)),
  readFailure: (answer, stage) => ({ ...listed.readFailure(judged(answer), stage), raw: answer.raw }),
  effectFailure: (answer, stage) => ({ ...listed.effectFailure(judged(answer), stage), raw: answer.raw }),
};

function judged(answer: Unanswered): Unanswered {
  if (answer.kind !== 'failed' || Object.hasOwn(meanings, asListed(answer.raw.code))) return answer;
  const status = `HTTP ${answer.raw.httpStatus}`;
  return Object.hasOwn(statuses, status) ? { ...answer, raw: { ...answer.raw, code: status } } : answer;
}

/** Whether a code says that the account is no customer of this partner. */
export function saysNotOurs(code: string | null): code is string {
  return code !== null && codes.meaningOf(code).is === 'not_ours';
}
