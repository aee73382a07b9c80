import { type Desk, expectOk, foundReseller, type Reseller } from './desk.ts';

let drawn = 0;

/** An account of the China site that nobody else has, of twelve digits like real ones. */
export function newChinaUin(): string {
  drawn += 1;
  return `1000${String((Date.now() % 1e6) * 100 + (drawn % 100)).padStart(8, '0')}`;
}

/** Founds a reseller whose partner account is at the China site of the pretend Tencent Cloud, which knows its key. */
export async function foundChinaReseller(
  desk: Desk,
  ...of: Parameters<typeof foundReseller> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Reseller> {
  const { china } = desk.cloud.tencent;
  const reseller = await foundReseller(desk, ...of);
  const { uin } = await china.setAccount({ uin: newChinaUin(), name: reseller.name });
  const { secretId, secretKey } = await china.addKey({ account: uin });
  const admin = await reseller.as('admin');
  const { json } = await expectOk(
    admin.enterPartnerAccount({
      body: {
        name: '腾讯云',
        site: 'tencent-cn',
        partnerId: uin,
        tier: 'reseller',
        environment: 'production',
        timeZone: 'Asia/Shanghai',
      },
    }),
  );
  const body = { keyId: secretId, keySecret: secretKey };
  await expectOk(admin.setCredentials({ params: { accountId: json.id }, body }));
  return { ...reseller, accountId: json.id, partner: uin };
}
