import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoopback, isPublicAddress } from '../../../functions/webhooks/outbound/public-address.ts';

/** An address of each range that leads elsewhere: every bit beyond the prefix is free. */
function within(network: readonly number[], prefix: number): fc.Arbitrary<readonly number[]> {
  const bytes = fc.uint8Array({ minLength: network.length, maxLength: network.length });
  return bytes.map((free) =>
    network.map((fixed, at) => {
      const bits = Math.min(8, Math.max(0, prefix - at * 8));
      const mask = (0xff << (8 - bits)) & 0xff;
      return (fixed & mask) | ((free[at] ?? 0) & ~mask & 0xff);
    }),
  );
}
const v4 = (bytes: readonly number[]) => bytes.join('.');
const v6 = (bytes: readonly number[]) =>
  Array.from({ length: 8 }, (_, at) => (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16)).join(':');
const head = (...bytes: number[]) => Array.from({ length: 16 }, (_, at) => bytes[at] ?? 0);

const private4 = {
  'this network': within([0, 0, 0, 0], 8),
  'private, ten': within([10, 0, 0, 0], 8),
  'carrier-grade NAT': within([100, 64, 0, 0], 10),
  loopback: within([127, 0, 0, 0], 8),
  'link-local and metadata': within([169, 254, 0, 0], 16),
  'private, 172': within([172, 16, 0, 0], 12),
  'private, 192.168': within([192, 168, 0, 0], 16),
  benchmarks: within([198, 18, 0, 0], 15),
  multicast: within([224, 0, 0, 0], 4),
  'reserved and broadcast': within([240, 0, 0, 0], 4),
};
const any4 = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => [...bytes]);
const carrying4 = (prefix: readonly number[], at: number) =>
  fc.tuple(any4, fc.uint8Array({ minLength: 16, maxLength: 16 })).map(([inner, rest]) => {
    const bytes = head(...prefix);
    for (let i = at + 4; i < 16; i += 1) bytes[i] = prefix.length > at + 4 ? (prefix[i] ?? 0) : (rest[i] ?? 0);
    inner.forEach((byte, i) => void (bytes[at + i] = byte));
    return bytes;
  });
const private6 = {
  'IPv4-mapped': carrying4(head(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff), 12),
  'IPv4-compatible, loopback and unspecified': carrying4(head(), 12),
  NAT64: carrying4(head(0, 0x64, 0xff, 0x9b), 12),
  'NAT64 of a site': within(head(0, 0x64, 0xff, 0x9b, 0, 1), 48),
  '6to4': carrying4([0x20, 0x02], 2),
  Teredo: within(head(0x20, 0x01), 32),
  'unique local': within(head(0xfc), 7),
  'link-local': within(head(0xfe, 0x80), 10),
  'site-local': within(head(0xfe, 0xc0), 10),
  multicast: within(head(0xff), 8),
  documentation: within(head(0x20, 0x01, 0x0d, 0xb8), 32),
};

describe('an address is not written to', () => {
  test.each(Object.entries(private4))('of %s', (_name, addresses) => {
    fc.assert(
      fc.property(addresses, (bytes) => {
        expect(isPublicAddress(v4(bytes))).toBe(false);
      }),
    );
  });

  test.each(Object.entries(private6))('of %s', (_name, addresses) => {
    fc.assert(
      fc.property(addresses, (bytes) => {
        expect(isPublicAddress(v6(bytes))).toBe(false);
      }),
    );
  });

  test('in another form than the usual one, with a zone, or when it is none', () => {
    const odd = ['', '8.8.8', '0x08.8.8.8', '134744072', 'fe80::1%eth0', '2606:4700::1111%1', 'example.com', '[::1]'];
    expect(odd.filter(isPublicAddress)).toEqual([]);
  });
});

test('every address of version 4 is either public or of a range that has a reason', () => {
  const reasons = new BlockList();
  const special =
    '0/8 10/8 100.64/10 127/8 169.254/16 172.16/12 192.0.0/24 192.0.2/24 192.88.99/24 192.168/16 198.18/15';
  for (const range of `${special} 198.51.100/24 203.0.113/24 224/4 240/4`.split(' ')) {
    const [network = '', length] = range.split('/');
    reasons.addSubnet([...network.split('.'), '0', '0', '0'].slice(0, 4).join('.'), Number(length));
  }
  fc.assert(
    fc.property(any4.map(v4), (address) => {
      expect(isPublicAddress(address)).toBe(!reasons.check(address));
    }),
  );
});

test('hosts of the public internet are written to, by both versions', () => {
  const hosts = [
    '1.1.1.1',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.0',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ];
  expect(hosts.filter((host) => !isPublicAddress(host))).toEqual([]);
});

test('only what never leaves the machine is loopback', () => {
  fc.assert(fc.property(within([127, 0, 0, 0], 8), (bytes) => isLoopback(v4(bytes))));
  expect(['::1', '10.0.0.1', '::2', '0.0.0.0', '::ffff:10.0.0.1'].filter(isLoopback)).toEqual(['::1']);
});
