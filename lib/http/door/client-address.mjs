import { BlockList, isIP } from 'node:net'

/**
 * Who may say for whom a request comes: addresses and ranges such as `10.0.0.5, 192.168.1.0/24, fd00::/8`.
 * @param {string | undefined} text the setting TRUSTED_PROXIES
 * @returns {(address: string) => boolean}
 * @throws {RangeError} names the part that is neither an address nor a range
 */
export function trustedProxies(text) {
  const list = new BlockList()
  for (const part of (text ?? '').split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits, ...more] = part.split('/')
    const family = familyOf(address)
    const most = family === 'ipv4' ? 32 : 128
    if (!family || more.length > 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most))) throw new RangeError(`"${part}" is no address and no range`)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => {
    const family = familyOf(address)
    return family !== null && list.check(address, family)
  }
}

/**
 * The address that a request comes from. X-Forwarded-For is believed from the right, as far as the proxies before it are trusted:
 * whatever a visitor writes in it stands further to the left.
 * @param {string | undefined} peer
 * @param {string | string[] | undefined} forwardedFor
 * @param {(address: string) => boolean} isTrusted
 */
export function clientAddress(peer, forwardedFor, isTrusted) {
  const chain = [forwardedFor ?? []].flat().join(',').split(',').map(plain)
  let address = plain(peer ?? '')
  while (isTrusted(address)) {
    const before = chain.pop()
    if (before === undefined || isIP(before) === 0) break
    address = before
  }
  return address
}

/**
 * What counts as one visitor: an IPv4 address, or the /64 of an IPv6 address, because one line gets at least that many.
 * @param {string} address
 */
export function visitorOf(address) {
  if (isIP(address) !== 6) return address
  const halves = address.split('%')[0].split('::').map((half) => half.split(':').filter(Boolean))
  const [head, tail = []] = halves
  const zeros = Array(Math.max(0, 8 - head.length - tail.length)).fill('0')
  const groups = halves.length === 2 ? [...head, ...zeros, ...tail] : head
  return `${groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** Without a port, brackets, or the IPv6 clothes of an IPv4 address. @param {string} text */
function plain(text) {
  const bare = text.trim().replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return bare.toLowerCase().replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/, '$1')
}

/** @param {string} address */
function familyOf(address) {
  const kind = isIP(address)
  return kind === 4 ? 'ipv4' : kind === 6 ? 'ipv6' : null
}
