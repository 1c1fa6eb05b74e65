import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { openJson, type SealContext, sealJson } from './envelope.ts'
import { type Keyring, newDataKey, openKeyring } from './keyring.ts'

const kek = randomBytes(32)
const workspaces = ['wsp_one', 'wsp_two']
const rows = workspaces.map(workspaceId => ({
  ...newDataKey(kek, randomBytes),
  workspaceId,
  state: 'active' as const,
}))
const keyring = openKeyring(kek, rows)
const place: SealContext = { workspace: 'wsp_one', table: 'accounts', row: 'con_a', column: 'value', version: 1 }
const secret: Json = { password: 'p@sswörd-of-the-depot', port: 443, list: [null, true, { a: '' }] }

const unreadable = expect.objectContaining({ code: 'unreadable' })
const opening = (bytes: Uint8Array, context: SealContext = place, keys: Keyring = keyring) => {
  return () => openJson(keys, bytes, context)
}

describe('Confidential', () => {
  it('opens to the value that was sealed, and shows nothing of it before', () => {
    const sealed = sealJson(keyring, secret, place)
    expect(openJson(keyring, sealed, place)).toEqual(secret)
    const shown = Buffer.from(sealed)
    for (const word of ['depot', 'password', 'port']) expect(shown.includes(word)).toBe(false)
  })

  it.each([[null], [''], [0], [[]], [{}]])('keeps the value %j', value => {
    expect(openJson(keyring, sealJson(keyring, value, place), place)).toEqual(value)
  })

  it('has the layout of the contract: format, key id, iv, tag, text', () => {
    const sealed = sealJson(keyring, secret, place)
    expect(sealed[0]).toBe(1)
    expect(Buffer.from(sealed.subarray(1, 17))).toEqual(Buffer.from(rows[0]?.kid ?? []))
    expect(sealed.length).toBe(1 + 16 + 12 + 16 + Buffer.byteLength(JSON.stringify(secret)))
  })

  it('says where a value cannot be read, without a word of it', () => {
    const sealed = sealJson(keyring, secret, place)
    sealed[60] = (sealed[60] ?? 0) ^ 1
    expect(opening(sealed)).toThrow(
      expect.objectContaining({ code: 'unreadable', meta: { table: 'accounts', row: 'con_a', column: 'value' } }),
    )
  })
})

describe('Integrity', () => {
  it('refuses a value with any single bit changed', () => {
    const sealed = sealJson(keyring, secret, place)
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(opening(changed), `bit ${bit}`).toThrow(unreadable)
    }
  })

  it('refuses a value of any other length', () => {
    const sealed = sealJson(keyring, secret, place)
    for (let length = 0; length < sealed.length; length++) {
      expect(opening(sealed.subarray(0, length)), `${length} bytes`).toThrow(unreadable)
    }
    expect(opening(Buffer.concat([sealed, Buffer.of(0)]))).toThrow(unreadable)
  })

  it('refuses an empty text that carries a right tag, because nothing was ever sealed so', () => {
    const key = createSecretKey(randomBytes(32))
    const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12), { authTagLength: 16 })
    cipher.final()
    const bytes = Buffer.concat([Buffer.of(1), rows[0]?.kid ?? Buffer.alloc(0), randomBytes(12), cipher.getAuthTag()])
    expect(opening(bytes)).toThrow(unreadable)
  })

  it('refuses every tag that is shorter than 16 bytes', () => {
    const sealed = Buffer.from(sealJson(keyring, secret, place))
    for (const length of [4, 8, 12, 13, 14, 15]) {
      const short = Buffer.concat([sealed.subarray(0, 29 + length), sealed.subarray(45)])
      expect(opening(short), `${length} bytes`).toThrow(unreadable)
    }
  })
})

describe('MoveIntegrity', () => {
  const sealed = sealJson(keyring, secret, place)
  const elsewhere: [string, Partial<SealContext>][] = [
    ['row', { row: 'con_b' }],
    ['column', { column: 'secret' }],
    ['table', { table: 'grants' }],
    ['workspace', { workspace: 'wsp_two' }],
    ['version', { version: 2 }],
    ['version back', { version: 0 }],
    ['hosts', { hosts: 'depot.example' }],
  ]
  it.each(elsewhere)('refuses a value moved to another %s', (_name, change) => {
    expect(opening(sealed, { ...place, ...change })).toThrow(unreadable)
  })

  it('refuses a value whose workspace was changed, also where both know the key', () => {
    const [first] = rows
    if (!first) throw new TypeError('there is a key')
    const both = openKeyring(kek, [first, { ...first, workspaceId: 'wsp_two' }])
    expect(opening(sealed, { ...place, workspace: 'wsp_two' }, both)).toThrow(unreadable)
  })

  it('refuses a secret whose approved hosts were edited', () => {
    const pinned = sealJson(keyring, secret, { ...place, hosts: '["depot.example"]' })
    expect(openJson(keyring, pinned, { ...place, hosts: '["depot.example"]' })).toEqual(secret)
    expect(opening(pinned, { ...place, hosts: '["evil.example"]' })).toThrow(unreadable)
    expect(opening(pinned)).toThrow(unreadable)
  })

  it('tells places apart whose names only join to the same text', () => {
    const joined = sealJson(keyring, secret, { ...place, row: 'con_ab', column: 'c' })
    expect(opening(joined, { ...place, row: 'con_a', column: 'bc' })).toThrow(unreadable)
  })
})

describe('EncryptUnique', () => {
  it('never gives the same bytes twice, for the same value in the same place', () => {
    const texts = new Set<string>()
    const ivs = new Set<string>()
    for (let n = 0; n < 2000; n++) {
      const sealed = Buffer.from(sealJson(keyring, secret, place))
      texts.add(sealed.subarray(45).toString('hex'))
      ivs.add(sealed.subarray(17, 29).toString('hex'))
    }
    expect([texts.size, ivs.size]).toEqual([2000, 2000])
  })
})

describe('the format on disk', () => {
  it('still opens what the first version sealed', () => {
    const key = new Uint8Array(32).fill(7)
    const kid = Buffer.from('2c29b1153cada9f78f9d228f201f0bda', 'hex')
    const wrapped = Buffer.from(
      '019702ded6059344793734006abfab98785335db74364af353e2f74f047363574e189a9b1820e6562fa8c2d6a850c5734a49bf85c5723208cd4cf49129',
      'hex',
    )
    const sealed = Buffer.from(
      '012c29b1153cada9f78f9d228f201f0bdac1ce781982722194fafaf4338c70a44b7c727820b569899c26e6b26f0e27f22c0d919a',
      'hex',
    )
    const keys = openKeyring(key, [{ kid, wrapped, workspaceId: 'wsp_one', state: 'active' }])
    const where = { workspace: 'wsp_one', table: 'providers', row: 'prv_a', column: 'secret', version: 3 }
    expect(openJson(keys, sealed, { ...where, hosts: '["ä.example"]' })).toEqual({ a: 1 })
  })
})
