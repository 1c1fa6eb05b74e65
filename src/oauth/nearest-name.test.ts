import { describe, expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

describe('nearestName', () => {
  it.each([
    ['clent_id', 'client_id'],
    ['cleint_id', 'client_id'],
    ['CLIENT_ID', 'client_id'],
    ['scopes', 'scope'],
  ])('finds for %s the name %s', (typed, meant) => {
    expect(nearestName(typed, ['scope', 'client_id', 'redirect_uri'])).toBe(meant)
  })

  it('finds nothing for a name that is near to none', () => {
    expect(nearestName('tenant', ['scope', 'client_id'])).toBeUndefined()
  })
})
