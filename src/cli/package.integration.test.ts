import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeAuthenticationsPage } from './fixtures/authentications-page.ts'
import { describeConnectionsPage } from './fixtures/connections-page.ts'
import { type InstalledPackage, installPackage } from './fixtures/install-package.ts'
import { runFile } from './fixtures/run-bin.ts'

const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
const NODE_TYPES = fileURLToPath(new URL('../../node_modules/@types/node', import.meta.url))

const CONNECTOR = `import { CustomFilters, dates, getLogger, type ConnectionType } from 'flow-connections/sdk'
import type { Connector } from 'ptc-flow-sdk'

const log = getLogger('typed')
const newer = CustomFilters.filter([{ n: 1 }], [{ input: 'n', operator: 'GreaterThan', expected: '0' }])
export const project: Connector | undefined = undefined

const type: ConnectionType<{ url: string }> = {
  connect(input, output) {
    log.debug('found', newer.length)
    output(null, { handle: { url: input.url, since: dates.format('2026-03-02', 'YYYY-MM-DD') } })
  },
  async validate(input, options, output) {
    const answer = await fetch(input.url, { signal: options.signal })
    output(answer.ok ? null : { message: 'It answered ' + answer.status, field: 'url' }, true)
  },
}
export default type
`

const BACKEND = `import { createClient, FlowError } from 'flow-connections/client'

const flow = createClient({ url: process.env['FLOW_URL'] ?? '', key: process.env['FLOW_KEY'] ?? '' })
flow.readCredential({ connector: 'depot-basic', label: 'Depot_1' }).then(
  ({ value, expiresAt }) => console.log(value, expiresAt?.length),
  (error: unknown) => {
    if (!(error instanceof FlowError)) throw error
    console.log(error.code, error.status)
  },
)
`

let installed: InstalledPackage
beforeAll(async () => {
  installed = await installPackage()
  await mkdir(join(installed.folder, 'node_modules', '@types'), { recursive: true })
  await symlink(NODE_TYPES, join(installed.folder, 'node_modules', '@types', 'node'))
})
afterAll(() => installed.remove())

describe('the packed package', () => {
  it('brings no Node and nothing that needs the clone', () => {
    expect(installed.manifest).not.toHaveProperty('optionalDependencies')
    expect(installed.manifest).not.toHaveProperty('devDependencies')
    expect(installed.manifest).not.toHaveProperty('scripts')
    const { dependencies } = installed.manifest
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(['commander', 'fastify', 'openid-client', 'pg']))
    expect(Object.keys(dependencies)).not.toContain('react')
  })

  it('holds JavaScript and the types of the SDK and the client, no tests and no sources', async () => {
    const files = await readdir(installed.path, { recursive: true })
    const own = /^dist\/(sdk\/(sdk|ptc-flow-sdk)|client\/(client|operations))\.d\.ts$/
    expect(files.filter(path => own.test(path))).toHaveLength(4)
    expect(files.filter(path => /\.tsx?$|\.test\.|fixtures|^src/.test(path) && !own.test(path))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'dist/cli/flow.js', 'dist/runner/child.cjs']))
  })

  it('has commands that can be executed', async () => {
    for (const path of Object.values(installed.manifest.bin)) {
      expect((await stat(join(installed.path, path))).mode & 0o111).toBe(0o111)
    }
  })

  it('runs flow and flow-deploy', async () => {
    const { version } = installed.manifest
    expect(await installed.run('flow', ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
    expect((await installed.run('flow', ['--help'])).stdout).toContain('lint [options]')
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

/** Compiles as strictly as anybody's project may. */
async function compile(name: string, code: string) {
  const folder = join(installed.folder, name)
  await mkdir(folder)
  const types = ['node', 'flow-connections/ptc-flow-sdk']
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2024',
    types,
    rootDir: '.',
    skipLibCheck: false,
  }
  await writeFile(join(folder, 'package.json'), '{}')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  await writeFile(join(folder, 'index.ts'), code)
  return runFile(process.execPath, [TSC, '-p', folder], { cwd: folder, env: installed.env })
}

describe('the SDK of the packed package', () => {
  it('is what a connector in TypeScript compiles and runs against, by both of its names', async () => {
    expect(await compile('typed', CONNECTOR)).toMatchObject({ code: 0, stdout: '' })
    const run = [
      '-e',
      "require('./typed/index.js').default.connect({ url: 'u' }, (_, made) => console.log(JSON.stringify(made)))",
    ]
    const ended = await runFile(process.execPath, run, { cwd: installed.folder, env: installed.env })
    expect(ended).toMatchObject({ stdout: '{"handle":{"url":"u","since":"2026-03-02"}}\n' })
  })

  it('tells the compiler of a condition and of an answer that there is not', async () => {
    const wrong = CONNECTOR.replace("'GreaterThan'", "'Bigger'").replace('handle: {', 'handel: {')
    const { code, stdout } = await compile('mistyped', wrong)
    expect(code).not.toBe(0)
    expect(stdout).toContain('"Bigger"')
    expect(stdout).toContain("'handel'")
  })
})

describe('the client of the packed package', () => {
  it('is what the backend of an editor compiles and runs against', async () => {
    expect(await compile('backend', BACKEND)).toMatchObject({ code: 0, stdout: '' })
    const { stdout: key } = await installed.run('flow-deploy', [
      'keys',
      'create',
      'editor',
      '--scope',
      'credentials:read',
    ])
    const { url } = await installed.serve()
    const env = { ...installed.env, FLOW_URL: url, FLOW_KEY: key.trim() }
    const ended = await runFile(process.execPath, ['backend/index.js'], { cwd: installed.folder, env })
    expect(ended).toEqual({ code: 0, stdout: 'not_found 404\n', stderr: '' })
  })

  it('tells the compiler of a request that there is not', async () => {
    const { code, stdout } = await compile('misread', BACKEND.replace('label:', 'lable:'))
    expect(code).not.toBe(0)
    expect(stdout).toContain("'lable'")
  })
})

describeConnectionsPage(() => installed)
describeAuthenticationsPage(() => installed)
