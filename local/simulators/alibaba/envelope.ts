import type { WireValue } from '../wire-text.ts';
import type { BusinessError, GatewayError } from './api-error.ts';

type Fields = Readonly<Record<string, WireValue>>;
interface Outcome {
  code: string;
  message: string;
  ok: boolean;
}

/** Which fields say how a call went; the actions do not agree on that. Source: response models of both versions. */
const envelopes = {
  usual: ({ code, message, ok }) => ({ Code: code, Message: message, Success: ok }),
  /** "Message: same as Code". */
  codeTwice: ({ code, ok }) => ({ Code: code, Message: code, Success: ok }),
  /** The `Edit…` actions: no `Success`. */
  edit: ({ code, message, ok }) => ({ Code: code, Data: String(ok), Message: message, Msg: message }),
  /** Records of purchase controls: no message. */
  record: ({ code, ok }) => ({ Code: code, Success: ok }),
  /** Records of quotas: no `Success`. */
  quota: ({ code, message }) => ({ Code: code, Msg: message }),
  orders: ({ code, message, ok }) => ({ Code: code, Message: message, Msg: message, Success: ok }),
  /** AssumeRole: nothing. */
  bare: () => ({}),
  /** GetSubPartnerList: no `Code`. */
  subPartners: ({ message, ok }) => ({ Message: message, Success: ok }),
} as const satisfies Record<string, (outcome: Outcome) => Fields>;

/** How an action says how it went. */
export type Envelope = keyof typeof envelopes;

/** The envelope of a call that was done; a field of the answer with the same name stands in its place. */
export function doneEnvelope(envelope: Envelope, answer: Fields): Fields {
  return { ...envelopes[envelope]({ code: '200', message: 'success', ok: true }), ...answer };
}

/** HTTP 200 with `Success: false`, or what the action has for that. */
export function failedEnvelope(envelope: Envelope, { code, message }: BusinessError): Fields {
  return envelopes[envelope]({ code, message, ok: false });
}

/** The answer of an HTTP error. `HostId` as commonly seen. */
export function errorEnvelope({ code, message }: GatewayError | BusinessError, host: string): Fields {
  return { HostId: host, Code: code, Message: message };
}
