import { describe, expect, test } from 'vitest';
import { dayIn } from '../../../functions/kernel/zoned-day.ts';
import { capabilitiesOf, modeOf } from '../../../functions/providers/capabilities.ts';
import type { PortDeps } from '../../../functions/providers/port-deps.ts';
import { portsBySite } from '../../../functions/providers/ports.ts';
import { effects, type PortMethod, sites } from '../../../functions/providers/provider.ts';
import { capabilities } from '../../../functions/providers/registry.ts';
import { unbindSteps } from '../../../functions/providers/unbinding.ts';
import { billedOn } from '../../../functions/rebates/period.ts';
import { billMadeAt } from '../../../functions/verification/when.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const known = sites.filter((site) => capabilities[site] !== null);

function deps(): PortDeps {
  return {
    tables: memoryTables(),
    clock: { now: () => '2026-01-05T00:00:00.000Z' },
    pause: async () => undefined,
    secrets: { key: async () => ({ ok: false, error: { kind: 'missing', because: 'none in this test' } }) },
    note: () => undefined,
  };
}

describe('the registry', () => {
  test('gives no port of a site at which nothing is called', () => {
    expect(capabilitiesOf('huawei-cn')).toBeDefined();
    expect(() => portsBySite(deps())('huawei-cn')).toThrow('no adapter for huawei-cn');
  });

  test('gives no port of a real cloud where clouds are simulated', () => {
    const portOf = portsBySite(deps(), { tencent: 'http://127.0.0.1:9801' });
    expect(() => portOf('alibaba-intl')).toThrow('no simulator of alibaba is told');
  });

  test('makes each port once', () => {
    const portOf = portsBySite(deps());
    expect(portOf('tencent-intl')).toBe(portOf('tencent-intl'));
  });
});

describe.each(known)('capabilities of %s', (site) => {
  const table = capabilities[site];
  const rows = Object.entries(table?.methods ?? {});

  test('have a row for every method of the port, each with its document', () => {
    expect(new Set(rows.map(([method]) => method))).toEqual(new Set(Object.keys(effects)));
    expect(rows.filter(([, { document }]) => document === '')).toEqual([]);
  });

  test('name the provider’s actions wherever a call is made', () => {
    const calls = [...rows, ...Object.entries(table?.proofs ?? {})].filter(([, { mode }]) => mode === 'api');
    expect(calls.filter(([, { actions }]) => actions.length === 0)).toEqual([]);
  });

  test('R120: close the bill of rebates on the day on which a month’s bill is made, and name the document', () => {
    const { settlement, rebates } = table ?? {};
    const closed = billedOn('2026-10', rebates?.bill.day ?? 0);
    const made = settlement ? dayIn(rebates?.zone ?? '', billMadeAt(settlement, '2026-10-15T00:00:00.000Z')) : closed;
    expect(made).toBe(closed);
    expect(rebates?.bill.document).not.toBe('');
  });

  test('say of every step of unbinding who does it, where and by which document', () => {
    const steps = Object.entries(table?.unbind.steps ?? {});
    expect(new Set(steps.map(([step]) => step))).toEqual(new Set(unbindSteps));
    expect(steps.filter(([, { document, note }]) => document === '' || note === '')).toEqual([]);
    const zone = table?.unbind.zone;
    expect(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone).toBe(zone);
  });

  test('have examples that fit their own formats', () => {
    const formats = Object.values({ ...table?.identifiers, ...table?.fields });
    expect(formats.filter(({ pattern, example }) => !new RegExp(pattern).test(example))).toEqual([]);
  });
});

test.each(known.filter((site) => capabilities[site]?.adapter))(
  'the port of %s throws where there is nothing to call',
  async (site) => {
    const ref = { org: 'org_1', account: 'acc_1', site, environment: 'production' } as const;
    const port = portsBySite(deps())(site) as unknown as Record<string, (of: typeof ref) => Promise<unknown>>;
    const rows = Object.entries(capabilities[site]?.methods ?? {});
    const without = rows.filter(([, { mode }]) => mode === 'operator' || mode === 'none').map(([method]) => method);
    for (const method of without) await expect(port[method]?.(ref)).rejects.toMatchObject({ name: 'InvariantBroken' });
  },
);

describe('the mode of a method at one partner account', () => {
  const table = capabilitiesOf('tencent-intl');
  const mode = (
    method: PortMethod,
    tier: 'reseller' | 'second_level_reseller' | 'unknown',
    allowlisted: PortMethod[] = [],
  ) => table && modeOf(method, table, { tier, allowlisted });

  test('is a run sheet until the provider has switched the action on for it', () => {
    expect(mode('invite', 'reseller')).toBe('operator');
    expect(mode('invite', 'reseller', ['invite'])).toBe('api');
    expect(mode('readCustomer', 'reseller')).toBe('api');
  });

  test('is a run sheet where its tier may not call', () => {
    const narrow = table && {
      ...table,
      methods: { ...table.methods, readCustomer: { ...table.methods.readCustomer, tiers: ['reseller' as const] } },
    };
    const of = (tier: 'reseller' | 'second_level_reseller' | 'unknown') =>
      narrow && modeOf('readCustomer', narrow, { tier, allowlisted: [] });
    expect([of('reseller'), of('second_level_reseller'), of('unknown')]).toEqual(['api', 'operator', 'api']);
  });

  test('who has a customer is told to distributors, and a freeze is lifted by hand until that is switched on', () => {
    expect(mode('readOwner', 'reseller')).toBe('operator');
    expect([mode('unfreeze', 'reseller'), mode('unfreeze', 'reseller', ['unfreeze'])]).toEqual(['operator', 'api']);
    expect(mode('submitUnbind', 'reseller', ['submitUnbind'])).toBe('operator');
  });

  test('stays none where the site has no such step', () => {
    expect(mode('prepareAccount', 'reseller', ['prepareAccount'])).toBe('none');
  });
});
