import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openJson, sealJson } from './envelope.ts'
import { keyCheckValue, newDataKey, openKeyring, type WrappedKey } from './keyring.ts'

const kek = randomBytes(32)
const place = { workspace: 'wsp_one', table: 'accounts', row: 'con_a', column: 'value', version: 1 }
const makeRow = (state: WrappedKey['state'] = 'active'): WrappedKey => ({
  ...newDataKey(kek, randomBytes),
  workspaceId: 'wsp_one',
  state,
})
const wrongKey = expect.objectContaining({ code: 'wrong_key' })

describe('KeyLength', () => {
  it.each([0, 16, 24, 31, 33, 64])('refuses a key of %i bytes', length => {
    const short = randomBytes(length)
    expect(() => newDataKey(short, randomBytes)).toThrow(TypeError)
    expect(() => keyCheckValue(short)).toThrow(TypeError)
    expect(() => openKeyring(short, [])).toThrow(TypeError)
  })

  it('makes data keys of 32 bytes under key ids of 16, each a new one', () => {
    const [one, two] = [makeRow(), makeRow()]
    expect(one.kid).toHaveLength(16)
    expect(one.wrapped).toHaveLength(1 + 12 + 16 + 32)
    expect(Buffer.from(one.kid).equals(two.kid)).toBe(false)
    expect(Buffer.from(one.wrapped).equals(two.wrapped)).toBe(false)
  })
})

describe('WrongKey', () => {
  it('opens no data key with another key', () => {
    expect(() => openKeyring(randomBytes(32), [makeRow()])).toThrow(wrongKey)
  })

  it('opens no data key that was changed, cut, or put under another key id', () => {
    const row = makeRow()
    for (let bit = 0; bit < row.wrapped.length * 8; bit++) {
      const wrapped = Uint8Array.from(row.wrapped)
      wrapped[bit >> 3] = (wrapped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => openKeyring(kek, [{ ...row, wrapped }]), `bit ${bit}`).toThrow(wrongKey)
    }
    expect(() => openKeyring(kek, [{ ...row, wrapped: row.wrapped.subarray(0, 60) }])).toThrow(wrongKey)
    expect(() => openKeyring(kek, [{ ...row, kid: makeRow().kid }])).toThrow(wrongKey)
    expect(() => openKeyring(kek, [{ ...row, kid: row.kid.subarray(0, 15) }])).toThrow(wrongKey)
  })

  it('has a check value that tells keys apart and does not give the key away', () => {
    expect(keyCheckValue(kek)).toBe(keyCheckValue(Buffer.from(kek)))
    expect(keyCheckValue(kek)).toMatch(/^[0-9a-f]{64}$/)
    expect(keyCheckValue(kek)).not.toBe(keyCheckValue(randomBytes(32)))
    expect(keyCheckValue(kek)).not.toContain(kek.toString('hex').slice(0, 16))
  })
})

describe('openKeyring', () => {
  it('seals with the active key and still opens what retiring keys sealed', () => {
    const old = makeRow()
    const sealed = sealJson(openKeyring(kek, [old]), 'before', place)
    const now = makeRow()
    const keyring = openKeyring(kek, [{ ...old, state: 'retiring' }, now])
    expect(openJson(keyring, sealed, place)).toBe('before')
    expect(Buffer.from(keyring.active('wsp_one').kid).equals(now.kid)).toBe(true)
    expect(() => openJson(openKeyring(kek, [now]), sealed, place)).toThrow(
      expect.objectContaining({ code: 'unreadable' }),
    )
  })

  it('stores nothing in a workspace without an active key', () => {
    const keyring = openKeyring(kek, [makeRow('retired')])
    expect(() => sealJson(keyring, 1, place)).toThrow(expect.objectContaining({ code: 'unreadable' }))
  })
})
