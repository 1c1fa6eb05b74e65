import { describe, expect, it } from 'vitest'
import { discoverConnectors } from './discover.ts'
import { depot, FORM, temporaryFolder, writeTree } from './fixtures/write-tree.ts'

const picker = (field: Record<string, unknown>) => ({
  input: { properties: { account: { type: 'string', ...field } } },
})

async function targetOf(field: Record<string, unknown>): Promise<string | undefined> {
  using folder = temporaryFolder()
  writeTree(
    folder.path,
    depot({
      'auth/connection/folder-name/v1/connection.json': { name: 'depot-other', input: FORM },
      'auth/connection/folder-name/v1/index.js': '',
      'auth/oauth/depot-cloud/config.json': { name: 'depot-cloud' },
      'action/depot-list/v1/action.json': picker(field),
    }),
  )
  const { connectors } = await discoverConnectors([folder.path])
  return connectors[0]?.actions[0]?.pickers[0]?.target
}

describe('a picker', () => {
  it('means the type of exactly that name', async () => {
    expect(await targetOf({ connection: 'depot-basic' })).toBe('depot-basic')
    expect(await targetOf({ oauth: 'depot-cloud' })).toBe('depot-cloud')
  })

  it('means the type of that name behind its own service', async () => {
    expect(await targetOf({ connection: 'basic' })).toBe('depot-basic')
    expect(await targetOf({ oauth: 'cloud' })).toBe('depot-cloud')
  })

  it('means the type in the folder of that name', async () => {
    expect(await targetOf({ connection: 'folder-name' })).toBe('depot-other')
  })

  it('never means the other kind', async () => {
    expect(await targetOf({ connection: 'depot-cloud' })).toBeUndefined()
  })

  it('carries title and requiredness; other fields of the action are no pickers', async () => {
    using folder = temporaryFolder()
    const properties = {
      a: { type: 'string', title: 'Depot Connection', minLength: 1, connection: 'basic' },
      bin_name: { type: 'string', connection: 'basic' },
      c: { type: 'string', connection: 'basic' },
      bin: { type: 'string', lookup: { id: 'bins' } },
    }
    writeTree(
      folder.path,
      depot({
        'action/depot-list/v1/action.json': { label: 'List bins v1', input: { properties: {} } },
        'action/depot-list/v2/action.json': { label: 'List bins', input: { properties, required: ['c'] } },
        'action/depot-old/v1/action.json': { published: false, input: { properties } },
      }),
    )
    const { connectors } = await discoverConnectors([folder.path])
    expect(connectors[0]?.actions).toHaveLength(1)
    expect(connectors[0]?.actions[0]).toMatchObject({ name: 'depot-list', version: 'v2', label: 'List bins' })
    expect(connectors[0]?.actions[0]?.pickers).toEqual([
      { property: 'a', title: 'Depot Connection', required: true, kind: 'connection', target: 'depot-basic' },
      { property: 'bin_name', title: 'Bin Name', required: false, kind: 'connection', target: 'depot-basic' },
      { property: 'c', title: 'C', required: true, kind: 'connection', target: 'depot-basic' },
    ])
  })
})
