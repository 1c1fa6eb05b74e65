import { describe, expect, it } from 'vitest'
import { type AddressClass, canonicalAddress, classifyAddress, isInNetwork } from './classify-address.ts'

const CASES: Record<AddressClass, string[]> = {
  public: ['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '100.128.0.0', '2606:4700::1111', '64:ff9b::808:808'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fd12:3456::1', 'fec0::1'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0'],
  'link-local': ['169.254.169.254', '169.254.0.1', 'fe80::1', 'febf::1', 'fe80::1%eth0', '::ffff:169.254.169.254'],
  metadata: ['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254', '::ffff:100.100.100.200'],
  multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
  reserved: ['240.0.0.1', '255.255.255.255', '100::1'],
}

describe('classifyAddress', () => {
  for (const [kind, addresses] of Object.entries(CASES)) {
    it.each(addresses)(`says ${kind} of %s`, address => expect(classifyAddress(address)).toBe(kind))
  }

  it.each([
    ['IPv4-mapped', '::ffff:10.0.0.1', 'private'],
    ['NAT64', '64:ff9b::7f00:1', 'loopback'],
    ['6to4', '2002:7f00:1::', 'loopback'],
    ['6to4 of the metadata address', '2002:a9fe:a9fe::1', 'link-local'],
    ['Teredo by its server', '2001:0:7f00:1:0:0:f7f7:f7f7', 'loopback'],
    ['Teredo by its client', '2001:0:808:808:0:0:80ff:fffe', 'loopback'],
    ['IPv4-compatible', '::7f00:1', 'loopback'],
    ['ISATAP', '2001:470:1::5efe:7f00:1', 'loopback'],
  ])('looks into %s addresses', (_name, address, kind) => expect(classifyAddress(address)).toBe(kind))

  it.each(['', 'localhost', '127.1', '256.0.0.1', '1.2.3', ':::', 'g::1', '127.0.0.1%lo'])(
    'knows no class of %j',
    text => expect(classifyAddress(text)).toBeUndefined(),
  )
})

describe('canonicalAddress', () => {
  it('gives one spelling for one address', () => {
    const spellings = ['::1', '0:0:0:0:0:0:0:1', '0000::0001']
    expect(new Set(spellings.map(canonicalAddress)).size).toBe(1)
    expect(canonicalAddress('::ffff:127.0.0.1')).toBe('127.0.0.1')
    expect(canonicalAddress('localhost')).toBeUndefined()
  })
})

describe('isInNetwork', () => {
  it('compares the leading bits, of addresses of one family only', () => {
    expect(isInNetwork('10.20.255.1', '10.20.0.0', 16)).toBe(true)
    expect(isInNetwork('10.21.0.1', '10.20.0.0', 16)).toBe(false)
    expect(isInNetwork('fd12::9', 'fd12::', 16)).toBe(true)
    expect(isInNetwork('::ffff:10.20.0.1', '10.20.0.0', 16)).toBe(false)
    expect(isInNetwork('10.20.0.1', '0.0.0.0', 0)).toBe(true)
  })
})
