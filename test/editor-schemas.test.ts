import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FORM, LINT_FAULTS } from '#cli/fixtures/lint-faults.ts'
import { readConnectionFile } from '#cli/read-connection-file.ts'
import { connectionTemplate } from '#cli/templates/connection-template.ts'
import { oauthTemplate } from '#cli/templates/oauth-template.ts'
import { parseConfig } from '#config/config.ts'
import { EXT_KEYS } from '#oauth/ext-keys.ts'
import { loadConfig } from '#oauth/load-config.ts'
import { readLoadFile } from '#oauth/read-load-file.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const NAMES = ['connection', 'config', 'connections', 'load-file', 'deploymentConfig'] as const
type Name = (typeof NAMES)[number]

const schemas = {} as Record<Name, JsonObject>
const accepts = {} as Record<Name, ValidateFunction>
const ajv = new Ajv({ strict: false, allErrors: true })
beforeAll(() => {
  for (const name of NAMES) {
    schemas[name] = JSON.parse(readFileSync(join(root, 'docs/schemas', `${name}.json`), 'utf8'))
    accepts[name] = ajv.compile(schemas[name])
  }
})

const home = mkdtempSync(join(tmpdir(), 'flow-schemas-'))
afterAll(() => rmSync(home, { recursive: true }))

/** What the schema says to a document: nothing, or where it is wrong. */
function complaints(name: Name, document: unknown): string[] {
  if (accepts[name](document)) return []
  return (accepts[name].errors ?? []).map(error => `${error.instancePath} ${error.keyword}`)
}

const filesOf = (name: string) => globSync(`examples/**/${name}`, { cwd: root }).sort()
const text = (path: string) => readFileSync(join(root, path), 'utf8')

describe('the schemas for editors', () => {
  it.each(NAMES)('%s is a schema of draft-07, and every key in it has words', name => {
    expect(ajv.validateSchema(schemas[name])).toBe(true)
    const wordless: string[] = []
    const walk = (value: Json, at: string) => {
      if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${at}/${index}`)
      if (!isObject(value)) return
      const properties = own(value, 'properties')
      const says = own(value, 'title') !== undefined || at === ''
      if (isObject(properties) && says) {
        for (const [key, schema] of Object.entries(properties)) {
          const described = isObject(schema) && (own(schema, 'title') ?? own(schema, '$ref')) !== undefined
          if (!described && schema !== false && at.split('/').length < 4) wordless.push(`${at}/${key}`)
        }
      }
      for (const [key, part] of Object.entries(value)) walk(part, `${at}/${key}`)
    }
    walk(schemas[name], '')
    expect(wordless).toEqual([])
    expect(schemas[name]).toMatchObject({ title: expect.any(String), description: expect.any(String) })
  })
})

describe('the schema of connection.json', () => {
  it('accepts every example', () => {
    const files = filesOf('connection.json')
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) expect(complaints('connection', parseJsonc(text(file)).value), file).toEqual([])
  })

  it('accepts the bare shape and the template', () => {
    expect(complaints('connection', JSON.parse(FORM_TEXT))).toEqual([])
    expect(complaints('connection', JSON.parse(FORM_TEXT).input)).toEqual([])
    expect(complaints('connection', {})).not.toEqual([])
  })
})

describe('the schema of a file of connections', () => {
  it('accepts what the command accepts, and refuses what it refuses', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference to a variable
    const entry = { label: 'Depot1', type: 'depot-basic', version: 'v1', shared: true, values: { url: '${URL}' } }
    const { version: _version, shared: _shared, ...least } = entry
    for (const good of [entry, least]) {
      expect(complaints('connections', { $schema: 'x', connections: [good] })).toEqual([])
      expect(() => readConnectionFile(JSON.stringify({ connections: [good] }), 'a.json', { URL: '' })).not.toThrow()
    }
    const { values: _values, ...without } = least
    const bad = [without, { ...least, owner: 'ann' }, { ...least, shared: 'yes' }, { ...least, values: [] }, 'Depot1']
    for (const wrong of bad) {
      expect(complaints('connections', { connections: [wrong] })).not.toEqual([])
      expect(() => readConnectionFile(JSON.stringify({ connections: [wrong] }), 'a.json', {})).toThrow('Nothing was')
    }
    expect(complaints('connections', { entries: [] })).not.toEqual([])
  })
})

describe('the schema of config.json', () => {
  it('accepts every example and all of the catalogue', () => {
    const files = filesOf('config.json')
    expect(files.length).toBeGreaterThan(25)
    for (const file of files) expect(complaints('config', parseJsonc(text(file)).value), file).toEqual([])
  })

  it('accepts the templates, in every spelling of a list field', () => {
    for (const useV1 of [false, true]) expect(complaints('config', JSON.parse(configText(useV1)))).toEqual([])
    const spellings = [['{"a":"1"}'], ['{"a":"1","b":2}'], [{ a: '1' }], { a: ['1', '2'] }, '{"a":null}', null, '', []]
    for (const list of spellings) {
      const document = { ...JSON.parse(configText(false)), oauth2_refresh_headers: list }
      expect(complaints('config', document), JSON.stringify(list)).toEqual([])
    }
  })

  it('knows the keys of our own that the engine reads, and no others', () => {
    const known = (ext: string) => Object.keys((schemas.config as never)['properties'][ext]['properties'])
    expect(known('oauth2_ext').sort()).toEqual([...EXT_KEYS].sort())
    const told = loadConfig({
      document: {
        ...JSON.parse(configText(true)),
        oauth1_ext: Object.fromEntries(known('oauth1_ext').map(key => [key, null])),
      },
      entry: { connector: 'depot-old', displayName: 'Depot', values: { CLIENT_ID: 'a', CLIENT_SECRET: 'b' } },
      environment: 'local',
      params: {},
      redirectUri: 'http://localhost:4600/oauth/return/depot-old/depot',
    }).diagnostics.filter(({ code }) => code === 'unknown-key')
    expect(told).toEqual([])
  })
})

const now = new Date(0)
const names = { name: 'depot-basic', version: 'v1', title: 'Depot', service: 'depot', uid: '0'.repeat(32) }
const FORM_TEXT = connectionTemplate({ ...names, now })['connection.json'] ?? ''
const configText = (useV1: boolean) =>
  oauthTemplate({ ...names, name: useV1 ? 'depot-old' : 'depot-cloud', id: '1', uid: '2', useV1, now })[
    'config.json'
  ] ?? ''

/** What no schema can say: it takes another file, another key, or the meaning of a text. */
const BEYOND = [
  'a name that is not the folder',
  'a version that is not the folder',
  'a pattern that is none',
  'a pattern that may take for ever',
  'a field required that is not there',
  'a reference to nowhere',
  'a text that no language has',
  'a name that nobody fills in',
  'a parameter that stands twice',
  'a host that a person chooses freely',
  'the address of the template',
]

describe('a mistake that a schema can express', () => {
  const faults = LINT_FAULTS.filter(({ file }) => file.endsWith('.json') && !file.startsWith('action/'))
  const parsing = faults.flatMap(fault => {
    const isForm = fault.file === FORM
    const good = isForm ? FORM_TEXT : configText(fault.file.includes('depot-old'))
    const changed = fault.find === '' ? fault.write : good.replace(fault.find, () => fault.write)
    const name: Name = isForm ? 'connection' : 'config'
    // JSON.parse keeps a key __proto__ as what it is.
    return parseJsonc(changed).problems.length > 0 ? [] : [{ fault, name, document: JSON.parse(changed) }]
  })

  it('is refused, and the others are named', () => {
    expect(parsing.length).toBeGreaterThan(40)
    const missed = parsing.filter(({ name, document }) => complaints(name, document).length === 0)
    expect([...new Set(missed.map(({ fault }) => fault.name))].sort()).toEqual([...BEYOND].sort())
  })
})

describe('the schema of the load file', () => {
  const entry = { CLIENT_ID: 'a', CLIENT_SECRET: 'b' }
  it.each([
    { $schema: 'file:///load-file.json', google_gmail: { 'Gmail-1': entry, 'Gmail-2': { ...entry, HOST: 'x' } } },
    { '//': 1, _note: ['x'], trello: { _why: 0, Trello: { ...entry, '// key': 5 } } },
    {},
    { trello: { Trello: { CLIENT_ID: 5 } } },
    { trello: { Trello: 'x' } },
    { trello: 'x' },
    { trello: { ' ': entry } },
    [],
  ])('says of %j what the reader says', document => {
    const { problems } = readLoadFile(JSON.stringify(document), 'oauths.json')
    expect(complaints('load-file', document).length > 0).toBe(problems.length > 0)
  })
})

describe('the schema of deploymentConfig.json', () => {
  it.each<JsonObject>([
    {},
    { $schema: 'file:///deploymentConfig.json', environment: 'local' },
    { environment: 'production', publicUrl: 'https://flow.example.com', params: { REGION: 'eu' } },
    { environment: 'production' },
    { environment: 'prod', publicUrl: 'https://flow.example.com' },
    { publicUrl: 'flow.example.com' },
    { publicUrl: 'https://flow.example.com/path' },
    { publicUrl: 'https://ana@flow.example.com' },
    { oauthReturn: 'shared', sharedReturnFor: ['onedrive/OneDrive'] },
    { oauthReturn: 'common' },
    { sharedReturnFor: 'onedrive/OneDrive' },
    { OAUTH_ENDPOINT_OAUTH_RETURN: 'https://host/Thingworx/Oauths/oauth/return' },
    { OAUTH_ENDPOINT_OAUTH_RETURN: '/Thingworx' },
    { sessionUsers: 'yes' },
    { validateTimeout: 99 },
    { validateTimeout: 120_000 },
    { validateTimeout: 1.5e6 },
    { params: { REGION: 1 } },
    { allowedHosts: ['localhost:8080'] },
    { allowedHosts: [1] },
  ])('says of %j what the server says at its start', document => {
    writeFileSync(join(home, 'deploymentConfig.json'), JSON.stringify(document))
    const start = () => parseConfig({ options: { data: home }, env: {} })
    if (complaints('deploymentConfig', document).length > 0) expect(start).toThrow()
    else expect(start).not.toThrow()
  })

  it('has the keys that the contract lists', () => {
    const contract = readFileSync(join(root, 'docs/contract/flow-format.md'), 'utf8')
    const section = contract.slice(contract.indexOf('`deploymentConfig.json` (layout D)'), contract.indexOf('## 9.'))
    const { $schema: _, ...keys } = (schemas.deploymentConfig as never)['properties'] as JsonObject
    for (const key of Object.keys(keys)) expect(section, key).toContain(`\`${key}\``)
  })
})
