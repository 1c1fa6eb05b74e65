import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeAuthenticationsPage } from './fixtures/authentications-page.ts'
import { describeConnectionsPage } from './fixtures/connections-page.ts'
import { type InstalledPackage, installPackage } from './fixtures/install-package.ts'

let installed: InstalledPackage
beforeAll(async () => {
  installed = await installPackage()
})
afterAll(() => installed.remove())

describe('the packed package', () => {
  it('brings no Node and nothing that needs the clone', () => {
    expect(installed.manifest).not.toHaveProperty('optionalDependencies')
    expect(installed.manifest).not.toHaveProperty('devDependencies')
    expect(installed.manifest).not.toHaveProperty('scripts')
    const { dependencies, imports } = installed.manifest
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(['commander', 'fastify', 'kysely']))
    expect(Object.keys(dependencies)).not.toContain('react')
    for (const path of Object.values(imports)) expect(path).toMatch(/^\.\/dist\//)
  })

  it('holds JavaScript only, no tests and no sources', async () => {
    const files = await readdir(installed.path, { recursive: true })
    expect(files.filter(path => /\.tsx?$|\.test\.|fixtures|^src/.test(path))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'dist/cli/flow.js', 'dist/runner/child.js']))
  })

  it('has commands that can be executed', async () => {
    for (const path of Object.values(installed.manifest.bin)) {
      expect((await stat(join(installed.path, path))).mode & 0o111).toBe(0o111)
    }
  })

  it('runs flow and flow-deploy', async () => {
    const { version } = installed.manifest
    expect(await installed.run('flow', ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
    const about = await installed.run('flow-deploy', ['about'])
    expect(about.stdout).toBe(`Flow Connections Deploy Utility, Version :${version}\n`)
  })

  it('brings the catalogue along', async () => {
    const added = await installed.run('flow-deploy', ['catalogue', 'add', 'box'])
    expect(added.stdout).toContain('box 1.0.0: deployed to ')
    expect(await readdir(join(installed.home, 'connectors'))).toEqual(['box'])
  })

  it('opens its data with the packed modules', async () => {
    const listed = await installed.run('flow-deploy', ['oauths', 'list', '--json'])
    expect(listed).toEqual({ code: 0, stdout: '{\n  "items": []\n}\n', stderr: '' })
  })
})

describeConnectionsPage(() => installed)
describeAuthenticationsPage(() => installed)
