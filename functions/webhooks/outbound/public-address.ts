import { BlockList, isIP } from 'node:net';

/**
 * Ranges that lead anywhere but to one public host: the IANA special-purpose registries (RFC 6890 and its updates), and
 * the ways of writing an IPv4 address inside an IPv6 one, which would lead around the first list.
 */
const special = {
  ipv4: [
    '0.0.0.0/8', // this network
    '10.0.0.0/8', // private
    '100.64.0.0/10', // carrier-grade NAT
    '127.0.0.0/8', // loopback
    '169.254.0.0/16', // link-local, and the metadata of clouds
    '172.16.0.0/12', // private
    '192.0.0.0/24', // protocol assignments
    '192.0.2.0/24', // documentation
    '192.88.99.0/24', // 6to4 relays
    '192.168.0.0/16', // private
    '198.18.0.0/15', // benchmarks
    '198.51.100.0/24', // documentation
    '203.0.113.0/24', // documentation
    '224.0.0.0/4', // multicast
    '240.0.0.0/4', // reserved, and broadcast
  ],
  ipv6: [
    '::/96', // unspecified, loopback, and IPv4 in the form that is out of use
    '::ffff:0:0/96', // IPv4-mapped
    '::ffff:0:0:0/96', // IPv4-translated
    '64:ff9b::/96', // NAT64
    '64:ff9b:1::/48', // NAT64 of a site
    '100::/64', // discard
    '2001::/23', // protocol assignments, Teredo among them
    '2001:db8::/32', // documentation
    '2002::/16', // 6to4
    '3fff::/20', // documentation
    '5f00::/16', // segment routing
    'fc00::/7', // unique local
    'fe80::/10', // link-local
    'fec0::/10', // site-local
    'ff00::/8', // multicast
  ],
} as const;

const barred = { ipv4: listOf('ipv4', special.ipv4), ipv6: listOf('ipv6', special.ipv6) };
/** All that is handed out for use between networks: what lies beyond is reserved, whatever it may become. */
const unicast = listOf('ipv6', ['2000::/3']);
const loopback = { ipv4: listOf('ipv4', ['127.0.0.0/8']), ipv6: listOf('ipv6', ['::1/128']) };

/** Whether an address is one host's on the public internet. No text that is not an address is. */
export function isPublicAddress(address: string): boolean {
  const family = familyOf(address);
  if (!family) return false;
  return !barred[family].check(address, family) && (family === 'ipv4' || unicast.check(address, family));
}

/** Whether an address never leaves this machine. */
export function isLoopback(address: string): boolean {
  const family = familyOf(address);
  return family !== undefined && loopback[family].check(address, family);
}

/** Addresses with a zone (`fe80::1%eth0`) are local by nature, and no address here. */
function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  if (address.includes('%')) return undefined;
  return ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)];
}

/** One list a family: `BlockList` would compare IPv4 rules with IPv4-mapped addresses of the other. */
function listOf(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', length] = range.split('/');
    list.addSubnet(network, Number(length), family);
  }
  return list;
}
