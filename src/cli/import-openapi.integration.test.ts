import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lintProject } from '#app/lint-project.ts'
import { runBin } from './fixtures/run-bin.ts'

const OPENAPI = `openapi: 3.1.0
info: { title: Depot, version: '1' }
servers:
  - url: https://{site}.depot.io/api/
    variables: { site: { default: eu } }
security: [{ userPassword: [] }, { bearer: [] }, { appKey: [] }, { queryKey: [] }, { login: [] }]
paths:
  /parts/{id}: { get: {} }
  /parts: { get: { parameters: [{ name: page, in: query, required: true }] } }
  /health: { get: { security: [] } }
  /v1/users/me: { get: {} }
  /a: { get: {} }
components:
  securitySchemes:
    userPassword: { type: http, scheme: Basic }
    bearer: { $ref: '#/components/securitySchemes/token' }
    token: { type: http, scheme: bearer }
    appKey: { type: apiKey, in: header, name: X-App-Key }
    queryKey: { type: apiKey, in: query, name: api_key }
    cookie: { type: apiKey, in: cookie, name: sid }
    digest: { type: http, scheme: digest }
    tls: { type: mutualTLS }
    login:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://id.depot.io/authorize
          tokenUrl: /oauth/token
          scopes: { 'parts:read': Read parts, 'parts:write': '' }
    machine:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: https://id.depot.io/token, scopes: { all: Everything } } }
    sso: { type: openIdConnect, openIdConnectUrl: https://id.depot.io/.well-known/openid-configuration }
    old: { type: oauth2, flows: { implicit: { authorizationUrl: https://id.depot.io/authorize, scopes: {} } } }
`

let folder: string
let project: string
const flow = (args: string[], cwd = project) => runBin('flow', args, { cwd })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-openapi-'))
  project = join(folder, 'depot')
  await flow(['init', 'depot'], folder)
})
afterEach(() => rm(folder, { recursive: true }))

async function importText(text: string, name = 'api.yaml') {
  await writeFile(join(folder, name), text)
  return flow(['import', 'openapi', `../${name}`])
}

const readJson = async (path: string) => JSON.parse(await readFile(join(project, path), 'utf8'))
const codeOf = (name: string) => createRequire(import.meta.url)(join(project, `auth/connection/${name}/v1/index.js`))

describe('flow import openapi', () => {
  it('writes a draft for each scheme, says what it left out and why, and lint has nothing to say', async () => {
    const { code, stdout, stderr } = await importText(OPENAPI)
    expect(
      stderr
        .split('\n')
        .filter(Boolean)
        .map(line => line.replace(/^.*Left out: /, '')),
    ).toEqual([
      'cookie: a key in a cookie is not drafted; write its connect by hand.',
      'digest: HTTP authentication "digest" is not drafted; write its connect by hand.',
      'tls: "mutualTLS" cannot be said by a form.',
      'old: implicit is not offered here; ask for the authorization code or client credentials flow.',
    ])
    expect(code).toBe(0)
    const made = [...stdout.matchAll(/- (Connection|OAuth) (\S+)/g)].map(([, kind, name]) => `${kind} ${name}`)
    expect(made).toEqual([
      'Connection depot-basic',
      'Connection depot-token',
      'Connection depot-token-2',
      'Connection depot-key',
      'Connection depot-key-2',
      'OAuth depot-login',
      'OAuth depot-machine',
      'OAuth depot-login-2',
    ])
    expect((await lintProject(project)).findings).toEqual([])
  })

  it('takes address, scopes and a first check from the document', async () => {
    await importText(OPENAPI)
    const { input, auth_type } = await readJson('auth/connection/depot-key/v1/connection.json')
    expect(auth_type).toBe('app_key')
    expect(input.properties.url.default).toBe('https://eu.depot.io/api')
    expect(input.properties.key).toMatchObject({ title: 'API Key', format: 'password' })
    expect(await readJson('auth/oauth/depot-login/config.json')).toMatchObject({
      oauth2_auth_url: 'https://id.depot.io/authorize',
      oauth2_token_url: 'https://eu.depot.io/oauth/token',
      oauth2_validate_url: 'https://eu.depot.io/api/v1/users/me',
      oauth2_params_scope: ['{"parts:read":"Read parts"}', '{"parts:write":"parts:write"}'],
    })
    expect(await readJson('auth/oauth/depot-login-2/config.json')).toMatchObject({
      oauth2_ext: { issuer: 'https://id.depot.io', discovery: true },
    })
  })

  it('writes code that carries the values and asks the server with them', async () => {
    const seen: IncomingMessage[] = []
    const server = createServer((request, response) => {
      seen.push(request)
      response.statusCode = request.headers['x-app-key'] === 'good' || request.url?.includes('api_key=good') ? 200 : 401
      response.end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
      await importText(OPENAPI)
      for (const name of ['depot-key', 'depot-key-2']) {
        const { connect, validate } = codeOf(name)
        const good = Promise.withResolvers<unknown>()
        await validate({ url, key: 'good' }, {}, (error: unknown, result: unknown) => good.resolve(error ?? result))
        expect(await good.promise).toBe(true)
        await expect(validate({ url, key: 'bad' }, {}, () => undefined)).rejects.toMatchObject({ status: 401 })
        connect({ url, key: 'good' }, (_: unknown, { handle }: { handle: object }) => {
          expect(JSON.stringify(handle)).toContain('good')
        })
      }
      expect(seen.map(request => new URL(request.url ?? '', url).pathname)).toEqual(Array(4).fill('/api/v1/users/me'))
    } finally {
      server.close()
    }
  })

  it('reads Swagger 2 in JSON', async () => {
    const swagger = {
      swagger: '2.0',
      host: 'old.depot.io',
      basePath: '/v2',
      schemes: ['https'],
      securityDefinitions: {
        sign_in: {
          type: 'oauth2',
          flow: 'accessCode',
          authorizationUrl: 'https://old.depot.io/auth',
          tokenUrl: 'https://old.depot.io/token',
          scopes: {},
        },
        plain: { type: 'basic' },
      },
    }
    expect(await importText(JSON.stringify(swagger), 'api.json')).toMatchObject({ code: 0 })
    const { input } = await readJson('auth/connection/depot-basic/v1/connection.json')
    expect(input.properties.url.default).toBe('https://old.depot.io/v2')
    const code = await readFile(join(project, 'auth/connection/depot-basic/v1/index.js'), 'utf8')
    expect(code).toContain('validate is not written yet')
    expect(await readJson('auth/oauth/depot-login/config.json')).toMatchObject({
      oauth2_refresh_url: 'https://old.depot.io/token',
    })
  })

  it.each([
    ['a text that is no YAML', 'openapi: [', /^Wrong use: api\.yaml:\d+:\d+ bad-text: /],
    ['another document', 'title: Depot', /api\.yaml is no OpenAPI document/],
    ['a list', '[1]', /api\.yaml holds no object/],
    ['no scheme', 'openapi: 3.0.0', /Nothing of this document can be drafted\. It names no security scheme\./],
  ])('refuses %s and writes nothing', async (_, text, words) => {
    const { code, stderr } = await importText(text)
    expect(code).toBe(2)
    expect(stderr).toMatch(words)
    expect((await lintProject(project)).looked).toEqual({ connections: 0, oauths: 0, actions: 0 })
  })

  it('writes nothing at all when one of them is there', async () => {
    await flow(['add', 'connection', 'token-2'])
    const before = await readFile(join(project, 'auth/connection/depot-token-2/v1/connection.json'), 'utf8')
    const { code, stderr } = await importText(OPENAPI)
    expect(code).toBe(3)
    expect(stderr).toContain('auth/connection/depot-token-2/v1 is there already. Nothing was written.')
    expect(await readFile(join(project, 'auth/connection/depot-token-2/v1/connection.json'), 'utf8')).toBe(before)
    expect((await lintProject(project)).looked).toEqual({ connections: 1, oauths: 0, actions: 0 })
  })
})
