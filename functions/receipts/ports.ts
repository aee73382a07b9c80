/** A public key of P-256 as it stands in the key set (RFC 7517), under its own name: its RFC 7638 thumbprint. */
export type PublicKey = {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
};

/** The public keys of this desk: the one that signs now, and those that have signed before. */
export type KeyRing = { readonly keys: () => Promise<readonly PublicKey[]> };

/** The one key that signs now. Its private half never leaves the key service. */
export type Signer = {
  readonly key: () => Promise<PublicKey>;
  /**
   * Signs a message by ES256.
   * @returns the ECDSA signature as DER (X9.62), as key services give it.
   * @throws when the key service refuses or can't be reached.
   */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
};
