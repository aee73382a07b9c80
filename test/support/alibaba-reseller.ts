import { createHash } from 'node:crypto';
import { type Desk, expectOk, foundReseller, type Reseller } from './desk.ts';

let drawn = 0;

/** A uid that nobody else has, of sixteen digits like real ones. */
export function newUid(): string {
  drawn += 1;
  const digits = createHash('sha256').update(`${Date.now()}#${process.pid}#${drawn}`).digest().readUIntBE(0, 6);
  return `51${String(digits % 1e14).padStart(14, '0')}`;
}

/** Founds a reseller whose partner account is at the pretend Alibaba Cloud, which knows its key; it has one at Tencent's besides. */
export async function foundAlibabaReseller(
  desk: Desk,
  ...of: Parameters<typeof foundReseller> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Reseller> {
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
        tier: of[2] ?? 'distributor',
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
  return { ...reseller, accountId: json.id, partner: uid };
}
