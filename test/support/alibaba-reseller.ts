import { createHash } from 'node:crypto';
import { type Desk, expectOk, foundReseller, type Reseller } from './desk.ts';

/** A reseller with a partner account at the pretend Alibaba Cloud, whose key that cloud knows. */
export type AlibabaReseller = Reseller & { readonly alibaba: { readonly accountId: string; readonly uid: string } };

let drawn = 0;

/** A uid that nobody else has, of sixteen digits like real ones. */
export function newUid(): string {
  drawn += 1;
  const digits = createHash('sha256').update(`${Date.now()}#${process.pid}#${drawn}`).digest().readUIntBE(0, 6);
  return `51${String(digits % 1e14).padStart(14, '0')}`;
}

/** Founds it, with a partner account at Tencent Cloud besides. */
export async function foundAlibabaReseller(
  desk: Desk,
  ...of: Parameters<typeof foundReseller> extends [Desk, ...infer Rest] ? Rest : never
): Promise<AlibabaReseller> {
  const reseller = await foundReseller(desk, ...of);
  const uid = newUid();
  await desk.cloud.alibaba.setAccount({ uid, name: reseller.name });
  const key = await desk.cloud.alibaba.addKey({ account: uid });
  const admin = await reseller.as('admin');
  const { json } = await expectOk(
    admin.enterPartnerAccount({
      body: {
        name: 'Alibaba Cloud',
        site: 'alibaba-intl',
        partnerId: uid,
        tier: 'distributor',
        environment: 'production',
        timeZone: 'Asia/Singapore',
      },
    }),
  );
  await expectOk(
    admin.setCredentials({
      params: { accountId: json.id },
      body: { keyId: key.accessKeyId, keySecret: key.accessKeySecret },
    }),
  );
  return { ...reseller, alibaba: { accountId: json.id, uid } };
}
