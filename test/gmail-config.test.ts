import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { redirectTarget } from '#app/logins/redirect-uri.ts'
import { parseConfig } from '#config/config.ts'
import { ENVIRONMENTS } from '#config/deployment-keys.ts'
import { begin } from '#oauth/begin.ts'
import { loadConfig } from '#oauth/load-config.ts'
import type { JsonObject } from '#shared/json.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8')
const PRINTED = read('test/fixtures/gmail-as-printed.json')
const COMPLETED = read('examples/connectors/gmail/auth/oauth/google_gmail/config.json')

const folder = mkdtempSync(join(tmpdir(), 'flow-gmail-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The config as a server loads it that was started with this deploymentConfig.json. */
function load(source: string, changes: JsonObject = {}, deployment: JsonObject = {}) {
  const file = join(folder, 'deploymentConfig.json')
  writeFileSync(file, JSON.stringify(deployment))
  const config = parseConfig({ options: { data: folder, config: file }, env: {} })
  const document = { ...(JSON.parse(source) as JsonObject), ...changes }
  const redirectUri = redirectTarget(config, 'google_gmail', 'Gmail-1').uri
  const { environment, params } = config
  const entry = { connector: 'google_gmail', displayName: 'Gmail-1', values: { CLIENT_ID: 'abc', CLIENT_SECRET: 'x' } }
  return loadConfig({ document, entry, environment, params, redirectUri })
}

/** The query of the login page that the config makes. */
function loginPage(changes: JsonObject, deployment: JsonObject): URLSearchParams {
  const { config } = load(COMPLETED, changes, deployment)
  if (config?.protocol !== 'oauth2') throw new Error('it did not load')
  const { url } = begin({
    config,
    client: { clientId: config.clientId },
    inputs: {},
    scopes: config.scopes.map(({ value }) => value),
    redirectUri: config.redirectUri,
    fresh: { now: 0, random: length => new Uint8Array(length) },
  })
  return new URL(url).searchParams
}

const codesOf = (changes: JsonObject) => load(COMPLETED, changes).diagnostics.map(one => one.code)

describe('the config.json that the original prints', () => {
  it('says what is missing as it is printed, and loads nothing', () => {
    const { config, diagnostics } = load(PRINTED)
    const errors = diagnostics.filter(one => one.severity === 'error').map(one => one.code)
    expect(config).toBeNull()
    expect([...new Set(errors)].sort()).toEqual(['bad-url', 'empty-scope', 'missing-field'])
  })

  it('loads once it is completed, and keeps every value that was printed', () => {
    const { config, diagnostics } = load(COMPLETED)
    expect(diagnostics).toEqual([])
    expect(config?.scopes).toHaveLength(6)
    const [printed, completed] = [JSON.parse(PRINTED), JSON.parse(COMPLETED)]
    const given = Object.entries(printed).filter(([, value]) => value !== '' && !Array.isArray(value))
    expect(completed).toMatchObject(Object.fromEntries(given))
    expect(Object.keys(printed).filter(key => !(key in completed))).toEqual([])
  })
})

describe('one provider under the five environments', () => {
  const lists = Object.fromEntries(
    ENVIRONMENTS.map(environment => [
      `env_${environment}_params`,
      [`{"stage":"${environment}-stage","redirect_uri":"OAUTH_ENDPOINT_OAUTH_RETURN"}`],
    ]),
  )
  const changes = { ...lists, oauth2_auth_query: ['{"login_hint":"{stage}","access_type":"offline"}'] }
  const pages = ENVIRONMENTS.map(environment =>
    loginPage(changes, { environment, publicUrl: `https://${environment.replace('_', '-')}.example.com` }),
  )

  it('gives five different requests, each with the value of its own list', () => {
    expect(pages.map(query => query.get('login_hint'))).toEqual(ENVIRONMENTS.map(name => `${name}-stage`))
    expect(new Set(pages.map(String)).size).toBe(5)
  })

  it('comes back to the address of its own deployment', () => {
    expect(pages.map(query => query.get('redirect_uri'))).toEqual(
      ENVIRONMENTS.map(name => `https://${name.replace('_', '-')}.example.com/oauth/return/google_gmail/gmail-1`),
    )
  })

  it('falls back to no other list where its own is empty', () => {
    const { diagnostics, config } = load(COMPLETED, { ...changes, env_staging_params: [] }, {
      environment: 'staging',
      publicUrl: 'https://staging.example.com',
    } as JsonObject)
    expect(config).toBeNull()
    expect(diagnostics.map(one => one.code)).toContain('unknown-name')
  })
})

describe('OAUTH_ENDPOINT_OAUTH_RETURN', () => {
  it.each(['OAUTH_ENDPOINT_OAUTH_RETURN', '{OAUTH_ENDPOINT_OAUTH_RETURN}'])(
    '%s is filled from deploymentConfig.json',
    name => {
      const changes = { oauth2_auth_query: [`{"redirect_uri":"${name}","login_hint":"from ${name}"}`] }
      const own = loginPage(changes, { environment: 'production', publicUrl: 'https://flow.example.com' })
      expect(own.get('redirect_uri')).toBe('https://flow.example.com/oauth/return/google_gmail/gmail-1')
      expect(own.get('login_hint')).toBe('from https://flow.example.com/oauth/return/google_gmail/gmail-1')
      const shared = loginPage(changes, {
        environment: 'production',
        publicUrl: 'https://flow.example.com',
        oauthReturn: 'shared',
        sharedReturnFor: ['google_gmail/Gmail-1'],
        OAUTH_ENDPOINT_OAUTH_RETURN: 'https://twx.example.com:8443/Thingworx/Oauths/oauth/return',
      })
      expect(shared.get('redirect_uri')).toBe('https://twx.example.com:8443/Thingworx/Oauths/oauth/return')
    },
  )
})

describe('a placeholder and the type', () => {
  it.each([
    ['an unknown placeholder', { oauth2_auth_query: ['{"login_hint":"{nobody}"}'] }, 'unknown-name'],
    ['an unknown placeholder that the load file could give', { base_url: 'https://{HOST}/o' }, 'unknown-name'],
    ['an edited oauth_type', { oauth_type: 'OAuth1' }, 'type-mismatch'],
  ])('%s is refused at load', (_, changes, code) => {
    expect(load(COMPLETED, changes).config).toBeNull()
    expect(codesOf(changes)).toContain(code)
  })
})
