import { describe, expect, test } from 'vitest';
import { distributorOf } from '../../../../functions/unbinds/submit/distributor-of.ts';

const ours = { id: 'org_01k9x3m4a6f1s7t3v5w8y0z2b4', name: 'Harbour Lantern Cloud' } as const;
const above = 'org_01k9x3m4a6f1s7t3v5w8y0z2b9';
const second = { account: '200031885555', name: 'Tencent Cloud' };

describe('R088: who reviews, and whose customer it is shown to be', () => {
  test('a second-level reseller is shown by its own name, not by what it calls its account', () => {
    const account = { tier: 'second_level_reseller', partnerId: second.account } as const;
    expect(distributorOf(second, {}, account, { ...ours, parent: above })).toEqual({
      secondLevel: { account: second.account, name: ours.name },
      org: above,
    });
  });

  test('of a distributor’s account it reviews itself, and its second level keeps its name', () => {
    const account = { tier: 'distributor', partnerId: '200031884999' } as const;
    expect(distributorOf(second, {}, account, ours)).toEqual({ secondLevel: second, org: ours.id });
  });

  test('whoever is named reviews', () => {
    const account = { tier: 'reseller', partnerId: '200031884999' } as const;
    expect(distributorOf(second, { distributorOrg: above }, account, ours).org).toBe(above);
  });

  test('without an organisation above us nobody reviews here', () => {
    const account = { tier: 'reseller', partnerId: '200031884999' } as const;
    expect(distributorOf(second, {}, account, ours)).toEqual({ secondLevel: second });
  });
});
