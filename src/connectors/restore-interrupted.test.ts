import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deployConnector } from './deploy.ts'
import { depot, temporaryFolder, writeTree } from './fixtures/write-tree.ts'
import { restoreInterrupted } from './restore-interrupted.ts'

describe('a deployment that was killed between its two renames', () => {
  it('leaves the old connector, which comes back', async () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { 'depot/index.js': 'old' })
    renameSync(join(folder.path, 'depot'), join(folder.path, '.old-depot-0123456789ab-1'))
    await restoreInterrupted(folder.path)
    expect(readdirSync(folder.path)).toEqual(['depot'])
  })

  it('changes nothing where the new one stands already, and where there is no folder', async () => {
    using folder = temporaryFolder()
    writeTree(folder.path, { 'depot/index.js': 'new', '.old-depot-0123456789ab-1/index.js': 'old' })
    await restoreInterrupted(folder.path)
    expect(readdirSync(folder.path)).toEqual(['.old-depot-0123456789ab-1', 'depot'])
    await restoreInterrupted(join(folder.path, 'none'))
  })

  it('is made good by the next one, too', async () => {
    using folder = temporaryFolder()
    const sourceDir = join(folder.path, 'project')
    const connectors = join(folder.path, 'home', 'connectors')
    writeTree(sourceDir, depot())
    const deploy = () =>
      deployConnector({ sourceDir, targetDir: join(folder.path, 'home'), allowSchemaOverwrite: false, dryRun: false })
    await deploy()
    renameSync(join(connectors, 'depot'), join(connectors, '.old-depot-0123456789ab-1'))
    mkdirSync(join(connectors, '.new-depot-0123456789ab'))
    expect((await deploy()).changed).toBe(false)
    expect(readdirSync(connectors)).toContain('depot')
  })
})

describe('two deployments', () => {
  it('refuses the one whose difference was shown against something else', async () => {
    using folder = temporaryFolder()
    const sourceDir = join(folder.path, 'project')
    writeTree(sourceDir, depot())
    const deploy = (more: object) =>
      deployConnector({
        sourceDir,
        targetDir: join(folder.path, 'home'),
        allowSchemaOverwrite: false,
        dryRun: false,
        ...more,
      })
    const { replaces } = await deploy({ dryRun: true })
    await deploy({ replaces })
    writeTree(sourceDir, { 'lib.js': '1' })
    await expect(deploy({ replaces })).rejects.toMatchObject({ code: 'changed_meanwhile' })
    const shown = await deploy({ dryRun: true })
    expect((await deploy({ replaces: shown.replaces })).changed).toBe(true)
  })
})
