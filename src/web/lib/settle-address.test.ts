import { describe, expect, it, vi } from 'vitest'
import { settleAddress } from './settle-address.ts'

function at(href: string) {
  const url = new URL(href)
  const replace = vi.fn()
  const { origin, hostname, port, pathname, search, hash } = url
  return { here: { origin, hostname, port, pathname, search, hash, replace } as unknown as Location, replace }
}

describe('settleAddress', () => {
  it('sends a page under 127.0.0.1 on to the one address, path and all', () => {
    const { here, replace } = at('http://127.0.0.1:4600/actions/x?a=1#b')
    void settleAddress('http://localhost:4600', here)
    expect(replace).toHaveBeenCalledWith('http://localhost:4600/actions/x?a=1#b')
  })

  it.each([
    ['http://localhost:4600/', 'http://localhost:4600', 'the same address'],
    ['http://localhost:5173/', 'http://localhost:4600', 'a page served elsewhere while it is developed'],
    ['http://127.0.0.1:4600/', 'https://flow.example.com', 'an address that is not loopback'],
    ['http://127.0.0.1:4600/', 'nonsense', 'no address'],
  ])('stays at %s when the instance lives at %s: %s', async (page, publicUrl) => {
    const { here, replace } = at(page)
    await settleAddress(publicUrl, here)
    expect(replace).not.toHaveBeenCalled()
  })
})
