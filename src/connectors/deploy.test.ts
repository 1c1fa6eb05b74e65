import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { deployConnector } from './deploy.ts'
import { depot, FORM, temporaryFolder, writeTree } from './fixtures/write-tree.ts'

const CONNECTION = 'auth/connection/depot-basic/v1/connection.json'

function setUp(files: Record<string, unknown> = depot()) {
  const folder = temporaryFolder()
  const sourceDir = join(folder.path, 'project')
  const targetDir = join(folder.path, 'home')
  writeTree(sourceDir, files)
  return {
    sourceDir,
    targetDir,
    deployed: join(targetDir, 'connectors', 'depot'),
    deploy: (more: { allowSchemaOverwrite?: boolean; dryRun?: boolean; targetDir?: string } = {}) =>
      deployConnector({ sourceDir, targetDir, allowSchemaOverwrite: false, dryRun: false, ...more }),
    [Symbol.dispose]: folder[Symbol.dispose],
  }
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error('expected a refusal')
  return error
}

describe('deployConnector', () => {
  it('copies metadata and code to connectors/<service>, without dot files, and leaves no working copy', async () => {
    using project = setUp(depot({ 'lib/a.js': '1', '.env': 'SECRET=1', '.git/config': 'x', 'lib/.keep': '' }))
    expect(await project.deploy()).toEqual({
      service: 'depot',
      version: '1.2.0',
      files: 5,
      connections: ['depot-basic v1'],
      oauths: [],
      actions: [],
      changed: true,
      replaces: null,
      changes: [],
      schemaChanges: [],
    })
    expect(readdirSync(join(project.targetDir, 'connectors'))).toEqual(['depot'])
    expect(readdirSync(project.deployed, { recursive: true }).map(String).sort()).toEqual([
      'auth',
      'auth/connection',
      'auth/connection/depot-basic',
      'auth/connection/depot-basic/v1',
      'auth/connection/depot-basic/v1/connection.json',
      'auth/connection/depot-basic/v1/index.js',
      'lib',
      'lib/.keep',
      'lib/a.js',
      'package.json',
    ])
  })

  it('does nothing when the same content is there, and takes away what the source no longer has', async () => {
    using project = setUp(depot({ 'lib/a.js': '1' }))
    await project.deploy()
    expect((await project.deploy()).changed).toBe(false)
    writeTree(project.deployed, { 'lib/b.js': 'by hand' })
    expect((await project.deploy()).changed).toBe(true)
    expect(readdirSync(join(project.deployed, 'lib'))).toEqual(['a.js'])
  })

  it('writes nothing in a dry run', async () => {
    using project = setUp()
    expect((await project.deploy({ dryRun: true })).changed).toBe(true)
    expect(readdirSync(join(project.targetDir, '..'))).toEqual(['project'])
  })

  it('refuses a changed schema of an existing version with the text of the contract, unless told otherwise', async () => {
    using project = setUp(
      depot({ [CONNECTION]: { input: { ...FORM, properties: { url: {}, host: {} } }, output: { type: 'object' } } }),
    )
    await project.deploy()
    const next = { input: { ...FORM, properties: { url: { minLength: 1 }, port: {} } }, output: { type: 'object' } }
    writeTree(project.sourceDir, { [CONNECTION]: next })
    const error = await refusal(project.deploy())
    expect(error.code).toBe('schema_changed')
    expect(error.detail).toBe(
      'depot-basic v1: input schema changed (+port, -host, ~url). Use a new version or --allow_schema_overwrite.',
    )
    expect(readFileSync(join(project.deployed, CONNECTION), 'utf8')).toContain('host')
    await project.deploy({ allowSchemaOverwrite: true })
    expect(readFileSync(join(project.deployed, CONNECTION), 'utf8')).toContain('port')
  })

  it('takes a changed schema in a new version, and refuses to lose an existing one', async () => {
    using project = setUp()
    await project.deploy()
    writeTree(project.sourceDir, {
      'auth/connection/depot-basic/v2/connection.json': { input: { properties: {} } },
      'auth/connection/depot-basic/v2/index.js': '',
    })
    expect((await project.deploy()).connections).toEqual(['depot-basic v1', 'depot-basic v2'])
    using other = setUp(depot({ [CONNECTION]: { name: 'depot-main', input: FORM } }))
    const error = await refusal(other.deploy({ targetDir: project.targetDir }))
    expect(error.detail).toContain('depot-basic v1: missing in the source')
  })

  it('refuses a link that leads out of the project, and anything broken, with its place', async () => {
    using project = setUp()
    writeFileSync(join(project.sourceDir, '../secret.txt'), 'x')
    mkdirSync(join(project.sourceDir, 'lib'))
    symlinkSync('../../secret.txt', join(project.sourceDir, 'lib/link'))
    expect((await refusal(project.deploy())).detail).toContain('lib/link:1:1 link-outside')

    using other = setUp(depot({ 'locales/en.json': '{ "a" }' }))
    const error = await refusal(other.deploy())
    expect(error.code).toBe('connector_unavailable')
    expect(error.detail).toMatch(/^locales\/en\.json:1:7 bad-json: .*\nNothing was deployed\.$/)
    expect(readdirSync(join(other.sourceDir, '..'))).toEqual(['project'])
  })

  it('keeps links that stay inside', async () => {
    using project = setUp(depot({ 'lib/a.js': 'module.exports = 1' }))
    symlinkSync('a.js', join(project.sourceDir, 'lib/b.js'))
    await project.deploy()
    expect(readFileSync(join(project.deployed, 'lib/b.js'), 'utf8')).toBe('module.exports = 1')
    expect((await project.deploy()).changed).toBe(false)
  })

  it('refuses a link by a whole path, whose copy would lead back into the project', async () => {
    using project = setUp(depot({ 'lib/a.js': 'module.exports = 1' }))
    symlinkSync(join(project.sourceDir, 'lib/a.js'), join(project.sourceDir, 'lib/b.js'))
    const error = await refusal(project.deploy())
    expect(error.code).toBe('connector_unavailable')
    expect(error.detail).toMatch(/^lib\/b\.js: .* Make it relative\.\nNothing was deployed\.$/)
    expect(readdirSync(join(project.targetDir, 'connectors'))).toEqual([])
  })

  it('refuses a folder that is no connector, and a target inside the connector', async () => {
    using project = setUp({ 'package.json': {} })
    expect((await refusal(project.deploy())).code).toBe('wrong_use')
    using other = setUp()
    expect((await refusal(other.deploy({ targetDir: join(other.sourceDir, 'out') }))).code).toBe('wrong_use')
    expect((await other.deploy({ targetDir: join(other.sourceDir, '.flow') })).changed).toBe(true)
  })
})

describe('what a deployment says of files', () => {
  it('names those that come, change and go, and says nothing of them for a new connector', async () => {
    using project = setUp(depot({ 'lib/a.js': '1', 'lib/b.js': '1' }))
    expect((await project.deploy()).changes).toEqual([])
    writeTree(project.sourceDir, { 'lib/a.js': '2', 'lib/c.js': '1' })
    rmSync(join(project.sourceDir, 'lib/b.js'))
    const changes = [
      { path: 'lib/a.js', change: 'changed' },
      { path: 'lib/b.js', change: 'removed' },
      { path: 'lib/c.js', change: 'added' },
    ]
    expect((await project.deploy({ dryRun: true })).changes).toEqual(changes)
    expect((await project.deploy()).changes).toEqual(changes)
    expect((await project.deploy()).changes).toEqual([])
  })
})

describe('several deployments at once', () => {
  it('end in one of them, whole, without a working copy', async () => {
    using project = setUp()
    await Promise.all(Array.from({ length: 4 }, () => project.deploy()))
    expect(readdirSync(join(project.targetDir, 'connectors'))).toEqual(['depot'])
    expect(readFileSync(join(project.deployed, CONNECTION), 'utf8')).toBe(
      readFileSync(join(project.sourceDir, CONNECTION), 'utf8'),
    )
  })

  it('remove what one that was killed left behind, and not what is young', async () => {
    using project = setUp()
    const parent = join(project.targetDir, 'connectors')
    for (const name of ['.new-depot-0123456789ab', '.old-depot-0123456789ab-1', '.new-depot-ba9876543210']) {
      mkdirSync(join(parent, name), { recursive: true })
    }
    for (const name of ['.new-depot-0123456789ab', '.old-depot-0123456789ab-1']) utimesSync(join(parent, name), 0, 0)
    await project.deploy()
    expect(readdirSync(parent).sort()).toEqual(['.new-depot-ba9876543210', 'depot'])
  })
})
