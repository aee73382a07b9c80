import type { RawAnswer } from './failure.ts';

/** What came of one call, before anybody judges what it means. */
export type Answer =
  | { readonly kind: 'answered'; readonly response: unknown; readonly requestId: string | null }
  /** The provider's own error; `retryAfterSeconds` where its answer says when to come again. */
  | {
      readonly kind: 'failed';
      readonly raw: RawAnswer & { readonly code: string };
      readonly retryAfterSeconds?: number;
    }
  /** No connection was made, so no byte of the request left. */
  | { readonly kind: 'not_connected'; readonly raw: RawAnswer }
  /** The request may have left, and nothing came back. */
  | { readonly kind: 'no_answer'; readonly raw: RawAnswer }
  /** A status that is no answer of the API. */
  | { readonly kind: 'other_status'; readonly raw: RawAnswer & { readonly httpStatus: number } }
  /** An HTTP 200 that is no envelope of the API. */
  | { readonly kind: 'unreadable'; readonly raw: RawAnswer };
export type Unanswered = Exclude<Answer, { readonly kind: 'answered' }>;
