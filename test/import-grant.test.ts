import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { draftFromGrant } from '#oauth/draft-from-grant.ts'
import { loadConfig } from '#oauth/load-config.ts'
import { OVERLAYS } from '#oauth/overlays.ts'
import { isObject, type JsonObject } from '#shared/json.ts'

const require = createRequire(import.meta.url)
const read = (file: string): JsonObject => {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isObject(value)) throw new Error(file)
  return value
}
const catalogue = read(require.resolve('grant/config/oauth.json'))
const profiles = read(require.resolve('grant/config/profile.json'))
const names = Object.keys(catalogue)

function load(name: string) {
  const draft = draftFromGrant(name, catalogue[name], profiles[name])
  if (!draft) throw new Error(`${name} has no draft`)
  const document = { name: `any-${name}`, title: name, oauth_type: draft.protocol, ...draft.fields }
  const values = { CLIENT_ID: 'id', CLIENT_SECRET: 'secret', HOST: 'id.example.com', REALM: 'main', KEY: 'key' }
  const { config, diagnostics } = loadConfig({
    document,
    entry: { connector: `any-${name}`, displayName: 'Any', values },
    environment: 'production',
    params: {},
    redirectUri: 'https://flow.example.com/oauth/return/any/any',
  })
  // HOST, REALM and KEY are given to all, though most need neither; two old servers of OAuth 1 are known to be weak.
  const told = diagnostics.filter(one => one.code !== 'unused-key' && one.code !== 'weak-server')
  return { draft, config, told }
}

describe('the 218 entries of grant', () => {
  it('are all there', () => {
    expect(names.length).toBe(218)
    expect(names.filter(name => (catalogue[name] as JsonObject)['oauth'] === 1).length).toBe(27)
  })

  it.each(names)('%s becomes a config that loads without a diagnostic', name => {
    const { draft, config, told } = load(name)
    expect(told).toEqual([])
    expect(config?.protocol).toBe(draft.protocol === 'OAuth1' ? 'oauth1' : 'oauth2')
    expect(draft.check.length).toBeGreaterThan(3)
  })

  it('are complete but for three, whose protocol no config can say', () => {
    const open = names.filter(name => load(name).draft.open.length > 0)
    expect(open).toEqual(['concur', 'getpocket', 'smartsheet'])
  })

  it('have no overlay that belongs to nobody', () => {
    expect(Object.keys(OVERLAYS).filter(name => !names.includes(name))).toEqual([])
  })
})

describe('a draft', () => {
  it('asks for the label of a host, which can only name a host of that service', () => {
    const { fields } = load('shopify').draft
    expect(fields['oauth2_token_url']).toBe('https://{subdomain}.myshopify.com/admin/oauth/access_token')
    expect(fields['oauth2_ext']).toMatchObject({ host_suffix: ['myshopify.com'] })
    expect(fields['oauth2_params_other']).toEqual([expect.stringContaining('"subdomain"')])
  })

  it('has a whole host from the load file, since the secret goes there', () => {
    const { fields, check } = load('keycloak').draft
    expect(fields['oauth2_token_url']).toBe('https://{HOST}/realms/{REALM}/protocol/openid-connect/token')
    expect(fields['oauth2_params_other']).toEqual([])
    expect(check.join(' ')).toContain('HOST in the load file')
  })

  it('joins scopes as the catalogue says, with a comma where it says nothing', () => {
    expect(load('google').draft.fields['oauth2_ext']).toMatchObject({ scope_separator: ' ' })
    expect(load('github').draft.fields['oauth2_ext']).toMatchObject({ scope_separator: ',' })
  })

  it('has the habits that the package keeps in code', () => {
    expect(load('notion').config).toMatchObject({ clientAuth: 'basic', token: { format: 'json' } })
    expect(load('freshbooks').config).toMatchObject({ signing: { method: 'PLAINTEXT' } })
    expect(load('tripit').config).toMatchObject({ callbackIn: 'authorize', noVerifier: true })
  })

  it('is none where an entry has no addresses', () => {
    expect(draftFromGrant('x', undefined, undefined)).toBeNull()
    expect(draftFromGrant('x', { oauth: 2, authorize_url: 'https://a.example' }, undefined)).toBeNull()
    const oauth1 = { oauth: 1, authorize_url: 'https://a.example', access_url: 'https://a.example' }
    expect(draftFromGrant('x', oauth1, undefined)).toBeNull()
  })
})
