import { randomBytes } from 'node:crypto';
import { type Desk, expectOk, foundReseller, type Reseller } from './desk.ts';

/** An account id that nobody else has: 32 hexadecimal digits, as the provider's are. */
export function newAccountId(): string {
  return randomBytes(16).toString('hex');
}

/** Founds a reseller whose partner account is at the pretend Huawei Cloud, which knows its key; it has one at Tencent's besides. */
export async function foundHuaweiReseller(
  desk: Desk,
  ...of: Parameters<typeof foundReseller> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Reseller> {
  const reseller = await foundReseller(desk, ...of);
  const id = newAccountId();
  await desk.cloud.huawei.setAccount({ id, accountName: `partner-${id.slice(0, 8)}`, name: reseller.name });
  const key = await desk.cloud.huawei.addKey({ account: id });
  const admin = await reseller.as('admin');
  const { json } = await expectOk(
    admin.enterPartnerAccount({
      body: {
        name: 'Huawei Cloud',
        site: 'huawei-intl',
        partnerId: id,
        tier: 'reseller',
        environment: 'production',
        timeZone: 'Asia/Singapore',
      },
    }),
  );
  await expectOk(
    admin.setCredentials({ params: { accountId: json.id }, body: { keyId: key.accessKey, keySecret: key.secretKey } }),
  );
  return { ...reseller, accountId: json.id, partner: id };
}
