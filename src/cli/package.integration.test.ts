import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
/** The package as npm unpacks it for somebody who installed it. */
let installed: string

function run(command: string, args: string[], cwd = folder) {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, NO_COLOR: '1', FLOW_HOME: join(folder, 'home') }
  const ended = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr }
}

function manifest() {
  return JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flow-pack-'))
  const stage = join(folder, 'stage')
  const script = join(root, 'scripts', 'build-package.js')
  const flags = ['--disable-warning=ExperimentalWarning', script, '--without-page', '--out', stage]
  expect(run(process.execPath, flags, root)).toEqual({ code: 0, stdout: '', stderr: '' })
  const packed = run('npm', ['pack', stage, '--pack-destination', folder, '--loglevel=error', '--offline'])
  expect(packed.code).toBe(0)
  const modules = join(folder, 'node_modules')
  installed = join(modules, 'flow-connections')
  mkdirSync(installed, { recursive: true })
  const tarball = join(folder, packed.stdout.trim())
  expect(run('tar', ['-xf', tarball, '--strip-components=1', '-C', installed]).code).toBe(0)
  for (const name of Object.keys(manifest().dependencies)) {
    mkdirSync(join(modules, name, '..'), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

function bin(name: string, args: string[], cwd = folder) {
  return run(process.execPath, [join(installed, manifest().bin[name]), ...args], cwd)
}

describe('the packed package', () => {
  it('brings no Node and nothing that needs the clone', () => {
    const { dependencies, optionalDependencies, devDependencies, scripts, imports } = manifest()
    expect({ optionalDependencies, devDependencies, scripts }).toEqual({})
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(['commander', 'fastify', 'kysely']))
    expect(Object.keys(dependencies)).not.toContain('react')
    for (const path of Object.values<string>(imports)) expect(path).toMatch(/^\.\/dist\//)
  })

  it('holds JavaScript only, no tests and no sources', () => {
    const files = readdirSync(installed, { recursive: true }).map(String)
    expect(files.filter(path => /\.tsx?$|\.test\.|fixtures|^src/.test(path))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'dist/cli/flow.js', 'dist/runner/child.js']))
  })

  it('has commands that can be executed', () => {
    for (const path of Object.values<string>(manifest().bin)) {
      expect(statSync(join(installed, path)).mode & 0o111).toBe(0o111)
    }
  })

  it('runs flow and flow-deploy', () => {
    const { version } = manifest()
    expect(bin('flow', ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
    expect(bin('flow', ['init', 'demo']).stdout).toContain('Project demo created successfully in .')
    expect(bin('flow', ['add', 'connection', 'basic'], join(folder, 'demo')).code).toBe(0)
    const about = bin('flow-deploy', ['about'])
    expect(about.stdout).toBe(`Flow Connections Deploy Utility, Version :${version}\n`)
  })

  it('deploys into a data folder', () => {
    const deployed = bin('flow-deploy', ['connector', '-s', join(folder, 'demo')])
    expect(deployed).toMatchObject({ code: 0, stderr: '' })
    expect(readdirSync(join(folder, 'home', 'connectors'))).toEqual(['demo'])
  })

  it('brings the catalogue along', () => {
    expect(bin('flow-deploy', ['catalogue', 'add', 'box']).stdout).toContain('box 1.0.0: deployed to ')
    expect(readdirSync(join(folder, 'home', 'connectors')).sort()).toEqual(['box', 'demo'])
  })

  it('opens its data with the packed modules', () => {
    const listed = bin('flow-deploy', ['oauths', 'list', '--json'])
    expect(listed).toEqual({ code: 0, stdout: '{\n  "items": []\n}\n', stderr: '' })
  })
})
