import assert from 'node:assert/strict'
import { OAuth2Server } from 'oauth2-mock-server'
import type { Dance, Peer, Step } from './peer.ts'

/** How the next token answer is broken. */
type Break = (answer: { statusCode: number; body: Record<string, unknown> | '' }) => void

/** `oauth2-mock-server`: JWT tokens, PKCE, and hooks that break single answers. */
export async function openMockPeer(): Promise<Peer> {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  const origin = `http://127.0.0.1:${server.address().port}`
  let serial = 0
  // Two tokens of the same second would be the same token.
  server.service.on('beforeTokenSigning', token => Object.assign(token.payload, { jti: `t${serial++}` }))
  const breakNext = (change: Break) => void server.service.once('beforeResponse', change)
  return {
    document: {
      name: 'depot-cloud',
      title: 'oauth2-mock-server',
      oauth_type: 'OAuth2',
      base_url: origin,
      oauth2_auth_url: '/authorize',
      oauth2_token_url: '/token',
      oauth2_validate_url: '/userinfo',
      oauth2_params_scope: ['{"openid":"Know who you are"}'],
      oauth2_ext: { account: { id: '/sub', label: '/sub' }, revoke: { url: '/revoke' } },
    },
    values: { CLIENT_ID: 'abc', CLIENT_SECRET: 'canary-secret' },
    account: 'johndoe',
    cancels: null,
    more: brokenAnswers(breakNext),
    async visit(loginUrl) {
      const answer = await fetch(loginUrl, { redirect: 'manual' })
      return new URL(answer.headers.get('location') ?? '').search.slice(1)
    },
    close: () => server.stop(),
  }
}

function brokenAnswers(breakNext: (change: Break) => void): Step[] {
  const renews = (name: string, change: Break): Step => ({
    name: `an answer ${name} is read`,
    async run({ read, test }) {
      const { credVersion } = await read()
      breakNext(change)
      assert.equal((await read(credVersion)).credVersion, credVersion + 1)
      const { ok, message } = await test()
      assert.ok(ok, message)
    },
  })
  return [
    renews('whose life is a text', ({ body }) => body && Object.assign(body, { expires_in: '3600' })),
    renews('without a type', ({ body }) => body && delete body['token_type']),
    renews('without another refresh token', ({ body }) => body && delete body['refresh_token']),
    renews('without a life', ({ body }) => body && delete body['expires_in']),
    renews('with a life again', ({ body }) => body && Object.assign(body, { expires_in: 3600 })),
    {
      name: 'an answer of 503 costs nothing: the old token serves on',
      async run(dance) {
        const before = await dance.read()
        let asked = false
        breakNext(answer => {
          asked = true
          Object.assign(answer, { statusCode: 503, body: {} })
        })
        await letItFallDue(dance)
        assert.equal((await dance.read()).value, before.value)
        assert.ok(asked, 'it was not asked to renew')
        const account = await dance.world.context.store.accounts.get(dance.loginId)
        assert.notEqual(account?.state, 'needs reconnect')
      },
    },
  ]
}

/** Within the last minutes of its hour a token is renewed ahead. */
async function letItFallDue({ world }: Dance): Promise<void> {
  world.clock.shift += 3_400_000
}
