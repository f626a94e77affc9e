import { BlockList, isIP } from 'node:net'

/**
 * Ranges of IANA's special-purpose registries that lead to no server on the public internet, and addresses of clouds where a machine
 * gets its own secrets. Of IPv6 only 2000::/3 is public at all; the parts listed here are not.
 */
const notPublic = listOf(
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24], ['192.52.193.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
  ['168.63.129.16', 32],
  ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20],
)
const global6 = listOf(['2000::', 3])

/** Inside an organisation or on this machine: fine for an address that the operator wrote down, never for one that was typed. */
const inside = listOf(['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['::1', 128], ['fc00::', 7])
const cloudSecrets = listOf(['100.100.100.200', 32], ['fd00:ec2::254', 128])

/** Whether an IP address is one that everybody on the internet reaches as the same server. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !notPublic.check(address, 'ipv4')
  // Of all that is written as an IPv4 address inside an IPv6 one (mapped, translated, 6to4) nothing lies in what is left here.
  return isIP(address) === 6 && !address.includes('%') && global6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

/** Whether an address is inside the organisation or on this machine, and no place where a cloud keeps secrets. */
export function isInside(address: string): boolean {
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  return isIP(address) !== 0 && !address.includes('%') && inside.check(address, family) && !cloudSecrets.check(address, family)
}

function listOf(...ranges: [string, number][]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of ranges) list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return list
}
