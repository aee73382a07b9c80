import * as z from 'zod';

/**
 * Every problem that the API can answer, by its stable code (RFC 9457). `detail` and `remediation` may name params in
 * braces; callers show the text or build their own from code and params.
 */
export const problems = {
  invalid_input: {
    status: 400,
    title: 'Some fields need another value',
    remediation: 'Mend the fields named in "errors" and send the request again. Nothing was stored.',
  },
  malformed_body: {
    status: 400,
    title: 'The body is not JSON',
    remediation: 'Send a JSON object with Content-Type: application/json.',
  },
  idempotency_key_missing: {
    status: 400,
    title: 'The Idempotency-Key header is missing',
    remediation: 'Send a fresh random key (a UUID is fine) with each new write, and the same key when you repeat it.',
  },
  not_signed_in: {
    status: 401,
    title: 'The request carries no valid access token',
    remediation: 'Sign in and send the access token as "Authorization: Bearer …".',
  },
  right_missing: {
    status: 403,
    title: 'This needs a right that you do not have',
    remediation: 'An admin of your organisation can give one of: {needs}.',
  },
  second_factor_missing: {
    status: 403,
    title: 'You have signed in without a second factor',
    remediation: 'Sign in again with your second factor; your organisation’s sign-in says how to set one up.',
  },
  self_approval: {
    status: 403,
    title: 'Nobody decides on their own request',
    remediation: 'Ask another member of your organisation who holds the right "approver".',
  },
  not_found: {
    status: 404,
    title: 'There is no such {what} in your organisation',
    remediation: 'Check the id; ids of other organisations are never found.',
  },
  no_such_operation: {
    status: 404,
    title: 'There is no such operation',
    remediation: 'The API reference lists every method and path.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    remediation: 'Send at most {limit} bytes.',
  },
  idempotency_key_reused: {
    status: 409,
    title: 'This Idempotency-Key was used for another request',
    remediation: 'Use a fresh key for a new request; repeat a key only with exactly the same body.',
  },
  changed_meanwhile: {
    status: 409,
    title: 'The record changed while you were working on it',
    remediation: 'Read it again (its version is now {version}) and decide anew.',
  },
  not_allowed_now: {
    status: 409,
    title: 'This can not be done in status "{status}"',
    remediation: 'The record says under "actions" what can be done now, and why the rest can not.',
  },
  unbind_is_final: {
    status: 409,
    title: 'The provider has let this customer go, which nobody can undo',
    remediation: 'Ask for a link anew: the customer is the provider’s own by now, or another reseller’s.',
  },
  cool_off: {
    status: 409,
    title: 'Nobody else can decide on your request, so you may alone, but not before {until}',
    remediation: 'Think it over until then, or have an admin give another member the right "approver".',
  },
  retry_too_soon: {
    status: 409,
    title: 'The provider has said the same {times} times in a row ({because})',
    remediation: 'Say in "changed" what the customer has mended since, or try again after {until}.',
  },
  customer_taken: {
    status: 409,
    title: 'This customer already has an open request or a link',
    remediation:
      'Go on with {holder} at {update} instead of starting another: a link is changed there, an open request is followed. A finished request never blocks a new one.',
  },
  environment_mismatch: {
    status: 409,
    title: 'This customer belongs to the {environment} environment',
    remediation: 'Use a partner account of the same environment; sandbox and production customers never mix.',
  },
  name_taken: {
    status: 409,
    title: 'There is already a {what} of that name',
    remediation: 'Choose another name, or use the one that exists.',
  },
  too_many: {
    status: 409,
    title: 'There are {limit} {what} already, as many as an organisation may have',
    remediation: 'Delete one that is no longer needed.',
  },
  last_admin: {
    status: 409,
    title: 'An organisation keeps at least one active admin',
    remediation: 'Give the right "admin" to another active member first.',
  },
  preconditions_unmet: {
    status: 409,
    title: 'Not everything is as the provider wants it before a customer goes: {checks}',
    remediation:
      'Mend what "errors" names, each by its own remedy, have it read again, or say what you found where no call tells. Nothing was stored.',
  },
  done_by_hand: {
    status: 409,
    title: 'The provider does this by no call for this partner account',
    remediation: 'Do it in the provider’s console, along the path that the remedy names.',
  },
  unbind_under_way: {
    status: 409,
    title: 'Something else is under way with this customer',
    remediation: 'Go on with {holder}, or let it end first.',
  },
  sheet_step_not_next: {
    status: 409,
    title: 'The steps of a run sheet are ticked in their order; the next one is {next}',
    remediation: 'Read the sheet again, and do and tick its next step.',
  },
  sheet_not_now: {
    status: 409,
    title: 'There is no such run sheet to work by in status "{status}"',
    remediation: 'Those that there are now: {sheets}.',
  },
  sheet_needed: {
    status: 409,
    title: 'Somebody else has to confirm "{kind}" before it counts, so it is recorded by a run sheet',
    remediation: 'Tick the run sheet "{purpose}" of this case to its end; then another member confirms it.',
  },
  evidence_unfit: {
    status: 409,
    title: 'The file {evidence} can not be used: {because}',
    remediation:
      'Announce the file with its true type, size and SHA-256, upload it within the time given, and name it again.',
  },
  decision_closed: {
    status: 409,
    title: 'This question has been answered already, or its time is over',
    remediation: 'Read the record: it says what was answered, and what can be done now.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many wrong account identifiers',
    remediation: 'Nothing that needs the identifier is taken any more for this question; declining still is.',
  },
  identifier_differs: {
    status: 422,
    title: 'That is not the account identifier of this request',
    remediation: 'Look it up where the customer told it to you; {left} attempts are left.',
  },
  resend_too_soon: {
    status: 429,
    title: 'The customer was written to a moment ago',
    remediation: 'Send it again at {until} or later. The deadline stays, and earlier mails keep working.',
  },
  resend_used_up: {
    status: 409,
    title: 'The customer has been written to again {most} times, which is as often as your policy allows',
    remediation: 'Reach the customer another way, or mend the contact, which writes anew.',
  },
  bill_not_made: {
    status: 409,
    title: 'The bill of this period is not made before {until}',
    remediation: 'Close the period once its bill is made and you have looked at it.',
  },
  upload_unfit: {
    status: 409,
    title: 'The file can not be used: {because}',
    remediation:
      'Upload it by one PUT with exactly the headers given. Where the file is another one by now, announce it anew with its true type, size and SHA-256.',
  },
  nothing_to_withdraw: {
    status: 409,
    title: 'This upload has changed nothing, so there is nothing to take back',
    remediation: 'Look at its periods: what they hold was known before, or is held until somebody accepts it.',
  },
  newer_rebates: {
    status: 409,
    title: 'Something newer is current for {period}: {holder}',
    remediation:
      'Look at what is current now. An upload is taken back after those that came later: withdraw {holder} first if it is one.',
  },
  nothing_held: {
    status: 409,
    title: 'This sync holds nothing back for {period}',
    remediation: 'The sync says which of its periods are held and why; a trial holds nothing that could be accepted.',
  },
  sync_at_work: {
    status: 409,
    title: 'Another sync of this partner account is at work',
    remediation: 'Wait until {sync} has ended, then ask again.',
  },
  no_rebate_source: {
    status: 409,
    title: 'This provider tells its rebates by no call',
    remediation: 'Upload the export of its portal instead.',
  },
  internal: {
    status: 500,
    title: 'Something broke on our side',
    remediation: 'Try again; if it stays, tell support the requestId.',
  },
} as const satisfies Record<string, ProblemText>;

type ProblemText = { readonly status: number; readonly title: string; readonly remediation: string };
export type ProblemCode = keyof typeof problems;
export type ProblemParams = Readonly<Record<string, string | number | readonly string[]>>;

/** One field that needs another value: where (JSON pointer into the body, or the parameter's name), why, and the fix. */
export const FieldError = z
  .object({
    field: z.string().meta({
      description:
        'JSON pointer into the body (empty: all of it), the name of the parameter, or line and column of a CSV file',
    }),
    code: z.string(),
    detail: z.string(),
  })
  .readonly();
export type FieldError = z.output<typeof FieldError>;

/** A refusal on its way to the caller. Use cases return it; the HTTP edge turns it into a problem document. */
export type Problem<C extends ProblemCode = ProblemCode> = {
  readonly kind: C;
  readonly params?: ProblemParams;
  readonly errors?: readonly FieldError[];
};

/** The document of RFC 9457 with our members. Later versions may add members; readers ignore what they do not know. */
export const ProblemDocument = z
  .object({
    type: z.string().meta({ description: 'A reference to the text on this code; relative to the API' }),
    title: z.string().meta({ description: 'The problem in one sentence' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What it was this time' }),
    code: z.enum(Object.keys(problems).filter(isProblemCode)).meta({ description: 'Stable; decide by this' }),
    params: z
      .record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()]))
      .readonly()
      .exactOptional()
      .meta({ description: 'The values in the texts, for texts of your own' }),
    errors: z.array(FieldError).readonly().exactOptional(),
    remediation: z.string().meta({ description: 'What to do about it' }),
    requestId: z.string().meta({ description: 'Names this request to support' }),
  })
  .readonly();
export type ProblemDocument = z.output<typeof ProblemDocument>;

function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problems, text);
}

export function problemDocument({ kind, params, errors }: Problem, requestId: string): ProblemDocument {
  const { status, title, remediation } = problems[kind];
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params?.[name];
      return value === undefined ? whole : [value].flat().join(', ');
    });
  return {
    type: `/problems/${kind}`,
    title: fill(title),
    status,
    detail: errors?.length
      ? errors.map(({ field, detail }) => `${field || 'body'}: ${detail}`).join('; ')
      : fill(title),
    code: kind,
    ...(params && { params }),
    ...(errors && { errors }),
    remediation: fill(remediation),
    requestId,
  };
}
