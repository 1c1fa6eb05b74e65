import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSdk } from './make-sdk.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'flow-sdk-'))
  const files = {
    'package.json': '{}',
    'auth/connection/depot-basic/v2/connection.json': '{"name":"depot-basic"}',
    'auth/connection/depot-basic/v2/index.js': 'module.exports = { two: true }',
    'auth/connection/depot-basic/v10/connection.json': '{"name":"depot-basic","version":"v10"}',
    'auth/connection/depot-basic/v10/index.js': 'module.exports = { ten: true }',
    'auth/oauth/depot-cloud/config.json': '{"title":"Depot"}',
    'action/depot-list/v1/action.json': '{"label":"List"}',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const lines: unknown[] = []
const { Connector, getLogger } = makeSdk(line => lines.push(line))

describe('Connector', () => {
  it('offers connections, logins and actions by name, each in its highest version', () => {
    const connector = new Connector(dir)
    expect(Object.keys(connector.connections)).toEqual(['depot-basic'])
    expect(connector.connections['depot-basic']).toMatchObject({ version: 'v10', code: { ten: true } })
    expect(connector.oauths['depot-cloud']).toMatchObject({ definition: { title: 'Depot' }, code: undefined })
    expect(connector.actions['depot-list']?.definition).toEqual({ label: 'List' })
  })

  it('says so when a folder cannot be read', () => {
    expect(() => new Connector(`${dir}\0`).connections).toThrow(/null bytes/)
  })

  it('is empty for a folder without artifacts', () => {
    expect(new Connector(join(dir, 'auth')).connections).toEqual({})
    expect(new Connector(join(dir, 'package.json')).actions).toEqual({})
  })
})

describe('getLogger', () => {
  it('has four levels, and takes texts, JSON and errors', () => {
    const log = getLogger('depot')
    expect(Object.keys(log)).toEqual(['debug', 'info', 'warn', 'error'])
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    log.debug('a', { b: 1 }, 2, null, undefined)
    log.warn(circle)
    log.error(new Error('broken'))
    getLogger().info('x')
    expect(lines).toEqual([
      { level: 'debug', logger: 'depot', text: 'a {"b":1} 2 null undefined' },
      { level: 'warn', logger: 'depot', text: '[object Object]' },
      { level: 'error', logger: 'depot', text: expect.stringMatching(/^Error: broken\n/) },
      { level: 'info', logger: 'default', text: 'x' },
    ])
  })
})
