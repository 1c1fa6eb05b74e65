import { describe, expect, it } from 'vitest'
import { oauthTemplate } from '#cli/templates/oauth-template.ts'
import { loadConfig } from '#oauth/load-config.ts'

function load(useV1: boolean) {
  const [id, uid] = ['1'.repeat(24), '2'.repeat(24)]
  const content = oauthTemplate({
    name: 'depot-login',
    title: 'Depot',
    service: 'depot',
    id,
    uid,
    now: new Date(0),
    useV1,
  })
  return loadConfig({
    document: JSON.parse(content['config.json'] ?? ''),
    entry: { connector: 'depot-login', displayName: 'Depot', values: { CLIENT_ID: 'abc', CLIENT_SECRET: 'secret' } },
    environment: 'production',
    params: {},
    redirectUri: 'https://flow.example.com/oauth/return/depot-login/depot',
  })
}

describe('what "flow add oauth" writes', () => {
  it.each([
    ['OAuth 2', false, 'oauth2'],
    ['OAuth 1.0a, with --useV1', true, 'oauth1'],
  ] as const)('loads as it is: %s', (_, useV1, protocol) => {
    const { config, diagnostics } = load(useV1)
    expect(diagnostics).toEqual([])
    expect(config?.protocol).toBe(protocol)
  })
})
