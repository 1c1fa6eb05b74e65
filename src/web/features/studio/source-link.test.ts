import { describe, expect, it } from 'vitest'
import { packSource, unpackSource } from './source-link.ts'

const LIMIT = 262_144

describe('a text in an address', () => {
  it.each(['{ "input": {} }', 'Nürnberg 東京 \u0000 "', ''])('comes back as it was: %j', async source => {
    const packed = await packSource(source)
    expect(packed).toMatch(/^s=[\w-]+$/)
    expect(await unpackSource(`#${packed}`, LIMIT)).toBe(source)
  })

  it('is nothing when it was cut, is not ours or is not there', async () => {
    const packed = await packSource('{ "input": {} }'.repeat(20))
    for (const hash of [packed.slice(0, -9), 's=%%%', 's=AAAA', 'content', '']) {
      expect(await unpackSource(`#${hash}`, LIMIT)).toBeUndefined()
    }
  })

  it('is nothing when it would unpack to more than a form may be', async () => {
    expect(await unpackSource(`#${await packSource('x'.repeat(300_000))}`, LIMIT)).toBeUndefined()
  })
})
