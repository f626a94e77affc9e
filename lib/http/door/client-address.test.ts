import { describe, expect, it } from 'vitest'
import { clientAddress, trustedProxies, visitorOf } from './client-address.mjs'

const nobody = trustedProxies(undefined)
const proxies = trustedProxies('10.0.0.0/8, 192.168.1.5 fd00::/8')

describe('whom a request comes from', () => {
  it.each([
    ['no proxy is trusted: the one who connects', '203.0.113.7', '1.2.3.4', nobody, '203.0.113.7'],
    ['a visitor past the proxy', '203.0.113.7', '1.2.3.4', proxies, '203.0.113.7'],
    ['one proxy', '10.0.0.5', '203.0.113.7', proxies, '203.0.113.7'],
    ['a visitor who writes another address in front', '10.0.0.5', '1.1.1.1, 203.0.113.7', proxies, '203.0.113.7'],
    ['two proxies', '192.168.1.5', '1.1.1.1, 203.0.113.7, 10.9.9.9', proxies, '203.0.113.7'],
    ['proxies only', '10.0.0.5', '10.0.0.6', proxies, '10.0.0.6'],
    ['the header in parts', '10.0.0.5', ['1.1.1.1', '203.0.113.7'], proxies, '203.0.113.7'],
    ['nonsense', '10.0.0.5', 'unknown', proxies, '10.0.0.5'],
    ['nothing', '10.0.0.5', undefined, proxies, '10.0.0.5'],
    ['a port', '10.0.0.5', '203.0.113.7:4711', proxies, '203.0.113.7'],
    ['IPv6 with a port', 'fd00::1', '[2001:db8::7]:4711', proxies, '2001:db8::7'],
    ['IPv4 in IPv6 clothes', '::ffff:10.0.0.5', '::ffff:203.0.113.7', proxies, '203.0.113.7'],
  ])('%s', (_who, peer, forwarded, isTrusted, address) => {
    expect(clientAddress(peer, forwarded, isTrusted)).toBe(address)
  })
  it.each(['proxy.intern', '10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/8/8', '10.0.0', '*'])('%s is no proxy', (text) => {
    expect(() => trustedProxies(text)).toThrow(text)
  })
  it.each([
    ['203.0.113.7', '203.0.113.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:db8::1', '2001:db8:0:0::/64'], ['::1', '0:0:0:0::/64'], ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ])('%s counts as %s', (address, visitor) => {
    expect(visitorOf(address)).toBe(visitor)
  })
})
