import { BlockList, isIP } from 'node:net';

// IANA's special-purpose registries (RFC 6890): nothing in here is a push service on the internet. Cloud metadata
// services sit in 169.254.0.0/16, 100.64.0.0/10, 168.63.129.16 and fd00:ec2::254.
const special = new BlockList();
const ipv4Ranges: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
for (const [net, prefix] of ipv4Ranges) special.addSubnet(net, prefix, 'ipv4');
// Teredo, ORCHID and other protocol assignments; documentation; 6to4, which can wrap a private IPv4 address.
const ipv6Ranges: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
for (const [net, prefix] of ipv6Ranges) special.addSubnet(net, prefix, 'ipv6');

const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

/** True for an address that is reached over the internet: not private, loopback, link-local or special. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');

  // Outside 2000::/3 lie loopback, link-local, unique local, multicast, mapped IPv4 and NAT64.
  return family === 6 && unicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
};
