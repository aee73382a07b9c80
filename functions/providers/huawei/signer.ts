import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import type { ICredential } from '@huaweicloud/huaweicloud-sdk-core/auth/ICredential.js';
import * as z from 'zod';
import type { ProviderKey } from '../secrets.ts';

/** What is signed; the bytes that leave have to be these. */
export type Unsigned = {
  readonly method: 'GET' | 'POST';
  /** Without a query. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  /** Sent as `JSON.stringify` writes it; none with a GET. */
  readonly body?: Readonly<Record<string, unknown>>;
};

const Headers = z.record(z.string(), z.string());

/**
 * The headers of a request, signed by SDK-HMAC-SHA256 as the official core does it (API Request Signing Guide), at this
 * computer's time: the provider stands 15 minutes of difference. Of the core it is the signer alone, since its client
 * prints requests, loses digits and cuts errors down (docs/adr/0020-huawei-adapter.md).
 */
export function signedHeaders({ method, url, query, body }: Unsigned, key: ProviderKey): Record<string, string> {
  const request = {
    method,
    endpoint: url,
    queryParams: { ...query },
    headers: { 'content-type': 'application/json' },
    ...(body && { data: body }),
  };
  return Headers.parse(AKSKSigner.sign(request, credentialOf(key)));
}

/** The signer asks for the two parts of the key; the rest of the type is for clients that look domains up. */
function credentialOf({ keyId, keySecret }: ProviderKey): ICredential {
  const credential: ICredential = {
    getAk: () => keyId,
    getSk: () => keySecret,
    processAuthRequest: async (_client, request) => request,
    processAuthParams: async () => credential,
  };
  return credential;
}
