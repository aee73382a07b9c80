import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { may } from '../links/guards.ts';
import { LinkPath, RequestPath } from '../links/paths.ts';
import { operations } from '../platform/contract.ts';
import { may as mayUnbind } from '../unbinds/guards.ts';
import { UnbindPath } from '../unbinds/paths.ts';
import * as certificateExample from './certificate-example.ts';
import { CompletionCertificate } from './completion-certificate.ts';
import { ConsentReceipt } from './document.ts';
import * as examples from './examples.ts';

/** A receipt as it is read: what it says, and the signed form that proves it. */
export const ReceiptView = z.strictObject({
  id: idSchema('receipt'),
  kind: z.enum(['consent']),
  issuedAt: Instant,
  kid: z.string().describe('the key in /.well-known/jwks.json that it is signed with'),
  sha256: z.string().describe('of the JWS; the timeline tells the same'),
  document: ConsentReceipt.describe('what was signed'),
  jws: z.string().describe('the receipt itself: compact JWS (RFC 7515), ES256'),
});
export type ReceiptView = z.output<typeof ReceiptView>;

/** A certificate of completion as it is read. */
export const CertificateView = ReceiptView.extend({
  kind: z.literal('completion'),
  document: CompletionCertificate.describe('what was signed'),
});
export type CertificateView = z.output<typeof CertificateView>;

const consent = {
  description: 'The receipts, oldest first; none where the customer has not agreed on our page',
  json: z.strictObject({ receipts: z.array(ReceiptView) }),
  example: { receipts: [examples.receipt] },
};

/** What members read of receipts; served by the group `links-read`. */
export const receiptsRead = operations({
  getLinkRequestConsent: {
    route: 'GET /v1/link-requests/{requestId}/consent',
    group: 'links-read',
    access: may.read,
    summary: 'Read the receipt of the customer’s yes to a request',
    description: 'Issued within about a minute of the yes. It proves by itself what was agreed, to anybody.',
    params: RequestPath,
    answers: { 200: consent },
    problems: ['not_found'],
  },
  getLinkConsent: {
    route: 'GET /v1/links/{linkId}/consent',
    group: 'links-read',
    access: may.read,
    summary: 'Read the receipts of all that a customer has agreed to on a link',
    description:
      'Of the request that made it, and of every change that the customer was asked about. A link that was adopted from the provider’s list has none of ours.',
    params: LinkPath,
    answers: { 200: consent },
    problems: ['not_found'],
  },
});

/** What members read of certificates; served by the group `unbinds-read`. */
export const certificatesRead = operations({
  getUnbindCertificate: {
    route: 'GET /v1/unbinds/{unbindId}/certificate',
    group: 'unbinds-read',
    access: mayUnbind.read,
    summary: 'Read the certificate of a completed unbind',
    description:
      'Issued within about a minute of the completion. It proves by itself, to anybody, that the provider has released the customer, on whose word each step of that stands, and what was declared before. Not found until then.',
    params: UnbindPath,
    answers: {
      200: {
        description: 'The certificate',
        json: z.strictObject({ certificate: CertificateView }),
        example: { certificate: certificateExample.certificate },
      },
    },
    problems: ['not_found'],
  },
});

/** What cannot be read is left out: a page is shown, whatever has been added to its address. */
const Switch = z.object({
  lang: z.enum(['en', 'zh-CN']).optional().catch(undefined).describe('instead of the browser’s language'),
});

const PublicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string().describe('the thumbprint of the key (RFC 7638)'),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

/** The form of the verification page. What is no receipt is said so, however long it is. */
const VerifyForm = z
  .strictObject({ receipt: z.string().default('') })
  .meta({ examples: [{ receipt: examples.receipt.jws }] });

/** What anybody may ask: the group `receipts-public`. */
export const receiptOperations = operations({
  showReceipt: {
    route: 'GET /d/{token}/receipt',
    group: 'receipts-public',
    access: 'public',
    summary: 'Show the receipt of what was agreed by a one-time link',
    description: 'A page for people, made to be printed or saved. The token in the path is the only credential.',
    params: z.object({ token: z.string().max(100) }),
    query: Switch,
    answers: {
      200: { description: 'The receipt, or that it will be there in a minute', html: true },
      404: { description: 'No such link, or nothing was agreed by it', html: true },
    },
    problems: [],
  },
  getKeySet: {
    route: 'GET /.well-known/jwks.json',
    group: 'receipts-public',
    access: 'public',
    summary: 'Read the public keys that receipts are signed with',
    description:
      'A JWK set (RFC 7517): the key that signs now, and those that have signed before. May be kept for an hour.',
    answers: {
      200: {
        description: 'The keys',
        json: z.strictObject({ keys: z.array(PublicKey) }),
        example: { keys: [examples.publicKey] },
      },
    },
    problems: [],
  },
  showVerification: {
    route: 'GET /verify',
    group: 'receipts-public',
    access: 'public',
    summary: 'Show the page on which receipts are verified',
    description: 'A page for people, with a field to paste a receipt into.',
    query: Switch,
    answers: { 200: { description: 'The form', html: true } },
    problems: [],
  },
  verifyReceipt: {
    route: 'POST /verify',
    group: 'receipts-public',
    access: 'public',
    summary: 'Say whether a receipt is genuine, and what it says',
    description:
      'Everything that is shown comes from the signed content. Nothing is looked up or kept; docs/receipts.md says how to do the same without us.',
    query: Switch,
    body: VerifyForm,
    media: 'form',
    answers: {
      200: { description: 'Genuine, with what was agreed', html: true },
      422: { description: 'Not genuine, with the reason', html: true },
    },
    problems: [],
  },
});
