/** Realistic answers for the API reference, signed with a key that was thrown away: `test/fixtures/receipts` has its public half. */
export const publicKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'eUm0gXcP-y5AgnsBWU1BiR4hvgF1-9g8xCyyVc6wp9Y',
  y: 'VWdPjR7mPc_4J_RHDm15ZGc4XcWI17oFl65I0K-ujV8',
  kid: 'uQAlk6wc16caSPGcHAzDvZCRdoaSRmX171IS6--sSvc',
  alg: 'ES256',
  use: 'sig',
} as const;

const jws =
  'eyJhbGciOiJFUzI1NiIsImtpZCI6InVRQWxrNndjMTZjYVNQR2NIQXpEdlpDUmRvYVNSbVgxNzFJUzYtLXNTdmMiLCJ0eXAiOiJkZXNrLXJlY2VpcHQrandzIn0.eyJjdXN0b21lciI6eyJhY2NvdW50SWQiOiIyMDAwOTg3NjU0MzIiLCJuYW1lIjoiTGFudGVybiBMb2dpc3RpY3MgUHRlLiBMdGQuIn0sImRlY2lzaW9uIjp7ImRlY2lkZWRBdCI6IjIwMjYtMTEtMjFUMDI6MTk6NDQuOTAyWiIsImhvdyI6Im9uZV90aW1lX2xpbmsiLCJraW5kIjoiY3VzdG9tZXIiLCJvYnNlcnZlZEJ5IjoiY3VzdG9tZXIiLCJyb3VuZCI6MSwidmVyZGljdCI6ImNvbmZpcm1lZCJ9LCJpZCI6InJjcF8wMWthazN2OGQyZTV4OXE0bTd0MXc2eTB6YiIsImlzc3VlZEF0IjoiMjAyNi0xMS0yMVQwMjoyMDozMS4xMThaIiwiaXNzdWVyIjoiaHR0cHM6Ly9kZXNrLmV4YW1wbGUuY29tIiwiaXRlbXMiOlt7Iml0ZW0iOiJhY2NvdW50X2lkZW50aWZpZXIiLCJyZXN1bHQiOiJ0eXBlZF9hbmRfZXF1YWwifSx7Iml0ZW0iOiJiaWxsaW5nIiwicmVzdWx0IjoiYWdyZWVkIn0seyJpdGVtIjoiYWNjZXNzLnJlYWRfb25seSIsInJlc3VsdCI6ImFncmVlZCJ9XSwia2luZCI6ImNvbnNlbnQiLCJwcm92aWRlciI6eyJwYXJ0bmVySWQiOiIyMDAwMTIzNDU2NzgiLCJzaXRlIjoidGVuY2VudC1pbnRsIn0sInJlbGF0aW9uc2hpcCI6eyJjaGFuZ2VzIjpudWxsLCJzY29wZSI6eyJhY2Nlc3MiOiJyZWFkX29ubHkiLCJwcm9qZWN0cyI6W10sInJlZ2lvbnMiOltdLCJzZXJ2aWNlcyI6W119LCJ0eXBlcyI6WyJiaWxsaW5nIl19LCJyZXNlbGxlciI6eyJpZCI6Im9yZ18wMWs5eDNtM3o1ZDByNnMydDR2N3g5eTFhMyIsIm5hbWUiOiJUYW1hcmlzayBDbG91ZCBTZXJ2aWNlcyBQdGUuIEx0ZC4ifSwic2NoZW1hVmVyc2lvbiI6MSwic3ViamVjdCI6ImxyZXFfMDFrOXgzbTZmMmU4dHM1YzB2OXcxeTN6NWEiLCJ0ZXh0Ijp7Imxhbmd1YWdlIjoiZW4iLCJsaW5lcyI6WyJUYW1hcmlzayBDbG91ZCBTZXJ2aWNlcyBQdGUuIEx0ZC4gYXNrcyB0byBiZWNvbWUgdGhlIHJlc2VsbGVyIG9mIExhbnRlcm4gTG9naXN0aWNzIFB0ZS4gTHRkLiBmb3IgaXRzIFRlbmNlbnQgQ2xvdWQgYWNjb3VudC4iLCJUZW5jZW50IENsb3VkIGJpbGxzIFRhbWFyaXNrIENsb3VkIFNlcnZpY2VzIFB0ZS4gTHRkLiBmb3IgdGhpcyBhY2NvdW50LCBhbmQgVGFtYXJpc2sgQ2xvdWQgU2VydmljZXMgUHRlLiBMdGQuIGJpbGxzIHlvdS4gVGFtYXJpc2sgQ2xvdWQgU2VydmljZXMgUHRlLiBMdGQuIGNhbiBsaW1pdCB3aGF0IHRoZSBhY2NvdW50IG1heSBzcGVuZC4iLCJUYW1hcmlzayBDbG91ZCBTZXJ2aWNlcyBQdGUuIEx0ZC4gc2VlcyB0aGUgYWNjb3VudOKAmXMgbmFtZSwgYmlsbHMgYW5kIGJhbGFuY2UuIEl0IGdldHMgbm8gYWNjZXNzIHRvIHlvdXIgcmVzb3VyY2VzLCB1c2VycyBvciBwYXNzd29yZHMgdGhyb3VnaCB0aGlzIGxpbmsuIiwiTGlua2luZyBjb3N0cyB5b3Ugbm90aGluZy4gV2hhdCB5b3UgdXNlIGlzIGNoYXJnZWQgYXMgeW91IGFncmVlIHdpdGggd2hvZXZlciBiaWxscyB5b3UuIiwiVGhlIGxpbmsgaGFzIG5vIGVuZCBkYXRlLiBJdCBsYXN0cyB1bnRpbCBpdCBpcyB1bmJvdW5kIGluIFRlbmNlbnQgQ2xvdWTigJlzIG93biBwcm9jZXNzOyB0byBlbmQgaXQsIHdyaXRlIHRvIFRhbWFyaXNrIENsb3VkIFNlcnZpY2VzIFB0ZS4gTHRkLiBvciB0byBUZW5jZW50IENsb3VkLiBXaGF0IHdhcyB1c2VkIGJlZm9yZSBpcyBzdGlsbCBjaGFyZ2VkLiJdLCJuYW1lIjoibGlua19jb25zZW50Iiwic2hhMjU2IjoiM2VjMTQzYTFiMzVlYjNiNTkwYmY0MmMzMWIwYzkxNjVhNDVkYjI2MzYzYTNjZTg4ZGQxYjBlMTA2ODNjMGRjOSIsInZlcnNpb24iOjF9LCJ0aW1lbGluZUVudHJ5Ijp7Imhhc2giOiI1ZjFkMGM5YTdiM2U4ZjJkNGM2YTFiMGU5ZDhjN2Y2YTViNGUzZDJjMWYwYTliOGM3ZDZlNWY0YTNiMmMxZDBlIiwiaWQiOiJ0bGVfMDFrYWszdHZnNmY0cjhzMXgzejViN2Q5ZmgiLCJzZXEiOjR9fQ.4Xo3sCORwCbTBVYR34iZ_gacXM8SZJsbR_tI920pbxl_wa6erNpLtU5twEVTnf-BhBmxnqsBk8NdQBiqoWsyJA';

export const receipt = {
  id: 'rcp_01kak3v8d2e5x9q4m7t1w6y0zb',
  kind: 'consent',
  issuedAt: '2026-11-21T02:20:31.118Z',
  kid: publicKey.kid,
  sha256: 'e7991a5c41ff62035e7a325fd3c2c5421c451dd13410a387589cfdefee2b9f20',
  document: {
    schemaVersion: 1,
    id: 'rcp_01kak3v8d2e5x9q4m7t1w6y0zb',
    issuer: 'https://desk.example.com',
    issuedAt: '2026-11-21T02:20:31.118Z',
    reseller: { id: 'org_01k9x3m3z5d0r6s2t4v7x9y1a3', name: 'Tamarisk Cloud Services Pte. Ltd.' },
    provider: { site: 'tencent-intl', partnerId: '200012345678' },
    customer: { name: 'Lantern Logistics Pte. Ltd.', accountId: '200098765432' },
    subject: 'lreq_01k9x3m6f2e8ts5c0v9w1y3z5a',
    kind: 'consent',
    relationship: {
      types: ['billing'],
      scope: { access: 'read_only', services: [], projects: [], regions: [] },
      changes: null,
    },
    text: {
      name: 'link_consent',
      version: 1,
      language: 'en',
      sha256: '3ec143a1b35eb3b590bf42c31b0c9165a45db26363a3ce88dd1b0e10683c0dc9',
      lines: [
        'Tamarisk Cloud Services Pte. Ltd. asks to become the reseller of Lantern Logistics Pte. Ltd. for its Tencent Cloud account.',
        'Tencent Cloud bills Tamarisk Cloud Services Pte. Ltd. for this account, and Tamarisk Cloud Services Pte. Ltd. bills you. Tamarisk Cloud Services Pte. Ltd. can limit what the account may spend.',
        'Tamarisk Cloud Services Pte. Ltd. sees the account’s name, bills and balance. It gets no access to your resources, users or passwords through this link.',
        'Linking costs you nothing. What you use is charged as you agree with whoever bills you.',
        'The link has no end date. It lasts until it is unbound in Tencent Cloud’s own process; to end it, write to Tamarisk Cloud Services Pte. Ltd. or to Tencent Cloud. What was used before is still charged.',
      ],
    },
    decision: {
      kind: 'customer',
      round: 1,
      verdict: 'confirmed',
      decidedAt: '2026-11-21T02:19:44.902Z',
      how: 'one_time_link',
      observedBy: 'customer',
    },
    items: [
      { item: 'account_identifier', result: 'typed_and_equal' },
      { item: 'billing', result: 'agreed' },
      { item: 'access.read_only', result: 'agreed' },
    ],
    timelineEntry: {
      id: 'tle_01kak3tvg6f4r8s1x3z5b7d9fh',
      seq: 4,
      hash: '5f1d0c9a7b3e8f2d4c6a1b0e9d8c7f6a5b4e3d2c1f0a9b8c7d6e5f4a3b2c1d0e',
    },
  },
  jws,
} as const;
