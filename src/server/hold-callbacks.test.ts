import { describe, expect, it } from 'vitest'
import { makeHeldCallbacks } from './hold-callbacks.ts'

describe('makeHeldCallbacks', () => {
  it('gives an answer once, and only at the path it came to', () => {
    const held = makeHeldCallbacks()
    const id = held.keep('1.1.1.1', '/oauth/return/a/b', 'code=1')
    expect(held.take(id, '/oauth/return/a/b')).toBe('code=1')
    expect(held.take(id, '/oauth/return/a/b')).toBeUndefined()
    expect(held.take(held.keep('1.1.1.1', '/oauth/return/a/b', 'code=1'), '/oauth/return/a/c')).toBeUndefined()
  })

  it('forgets an answer after a minute', () => {
    let now = 0
    const held = makeHeldCallbacks(() => now)
    const id = held.keep('1.1.1.1', '/p', 'code=1')
    now = 60_000
    expect(held.take(id, '/p')).toBeUndefined()
  })

  it('keeps 20 for one address, and others still come through', () => {
    const held = makeHeldCallbacks()
    for (let i = 0; i < 20; i++) held.keep('1.1.1.1', '/p', 'x')
    expect(() => held.keep('1.1.1.1', '/p', 'x')).toThrow(expect.objectContaining({ code: 'rate_limited' }))
    expect(held.keep('2.2.2.2', '/p', 'x')).toMatch(/^[\w-]{22}$/)
  })
})
