import { describe, expect, it } from 'vitest'
import { missingScopes } from './missing-scopes.ts'

const scope = (value: string, required: boolean) => ({ value, text: value, ticked: true, required })
const missing = (value: string, granted: Parameters<typeof missingScopes>[1]) =>
  missingScopes({ scopes: [scope(value, true), scope('comfort', false)] }, granted).map(one => one.value)

describe('permissions that a config requires', () => {
  it('are missing when the server did not grant them, and others may be', () => {
    expect(missing('write', { scopes: ['read'] })).toEqual(['write'])
    expect(missing('write', { scopes: ['write'] })).toEqual([])
  })

  it('are not missing when nobody ever said what was granted', () => {
    expect(missing('write', {})).toEqual([])
  })

  it('are recognised in the ways in which servers write them', () => {
    expect(missing('Mail.Read', { scopes: ['https://graph.example.com/mail.read'] })).toEqual([])
    expect(missing('email', { scopes: ['openid', 'https://www.example.com/auth/userinfo.email'] })).toEqual([])
    expect(missing('user:email', { scopes: ['user'] })).toEqual([])
    expect(missing('user', { scopes: ['user:email'] })).toEqual(['user'])
    expect(missing('write', { scopes: ['over-write'] })).toEqual(['write'])
  })

  it('are shown by what was asked with them, where servers never repeat them', () => {
    expect(missing('offline_access', { scopes: ['read'], refreshToken: 'r' })).toEqual([])
    expect(missing('offline_access', { scopes: ['read'] })).toEqual(['offline_access'])
    expect(missing('openid', { scopes: ['read'], idToken: 'i' })).toEqual([])
  })
})
