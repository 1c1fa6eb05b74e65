import { describe, expect, it } from 'vitest'
import { makeProxyIdentity } from './proxy-identity.ts'

const SECRET = 's'.repeat(40)
const identify = makeProxyIdentity({
  team: {
    proxies: ['10.0.0.0/24', 'fd00::5'],
    signIn: { kind: 'proxy', userHeader: 'x-user', nameHeader: 'x-name', groupsHeader: 'x-groups', secret: SECRET },
  },
})
const ask = (remoteAddress: string, headers: Record<string, string | string[]>) =>
  identify?.({ headers: { 'x-flow-proxy-secret': SECRET, ...headers }, socket: { remoteAddress } })

describe('a proxy that says who calls', () => {
  it('is believed at a listed address with the secret', () => {
    const headers = { 'x-user': 'ada', 'x-name': 'Ada', 'x-groups': 'makers, keepers' }
    const ada = { issuer: 'proxy', subject: 'ada', name: 'Ada', groups: ['makers', 'keepers'] }
    for (const address of ['10.0.0.7', '::ffff:10.0.0.7', 'fd00::5']) expect(ask(address, headers)).toEqual(ada)
  })

  it.each([
    ['another address', '10.0.1.7', {}],
    ['no address', '', {}],
    ['another secret', '10.0.0.7', { 'x-flow-proxy-secret': 'guess' }],
    ['no secret', '10.0.0.7', { 'x-flow-proxy-secret': '' }],
    ['a header sent twice', '10.0.0.7', { 'x-user': ['ada', 'eve'] }],
    ['an empty name', '10.0.0.7', { 'x-user': ' ' }],
    ['an endless name', '10.0.0.7', { 'x-user': 'a'.repeat(201) }],
  ])('is nobody with %s', (_name, address, headers) => {
    expect(ask(address, { 'x-user': 'ada', ...headers })).toBeUndefined()
  })

  it('is not asked where none is configured', () => {
    expect(makeProxyIdentity({})).toBeUndefined()
  })
})
