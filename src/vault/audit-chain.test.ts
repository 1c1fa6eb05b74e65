import { createSecretKey, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { chainHash } from './audit-chain.ts'

const key = createSecretKey(randomBytes(32))

it('binds the key, the row before and every field where it stands', () => {
  const hash = (k = key, previous: Uint8Array | undefined = undefined, fields: (string | number)[] = ['a', 'bc', 1]) =>
    Buffer.from(chainHash(k, previous, fields)).toString('hex')
  const all = [
    hash(),
    hash(createSecretKey(randomBytes(32))),
    hash(key, new Uint8Array(32).fill(1)),
    hash(key, undefined, ['ab', 'c', 1]),
    hash(key, undefined, ['a', 'bc', 2]),
    hash(key, undefined, ['a', 'bc', 1, '']),
  ]
  expect(new Set(all).size).toBe(all.length)
  expect(hash()).toBe(all[0])
})
