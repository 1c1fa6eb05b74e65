import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProviderList } from '#shared/contract/logins.ts'
import { runBin } from './fixtures/run-bin.ts'
import { type Served, serveBeside, servicesOf } from './fixtures/serve-beside.ts'

let folder: string
let project: string
let home: string
let server: Served
let key: string
const dataEnv = () => ({ FLOW_HOME: home, FLOW_KEY_FILE: join(folder, 'flow.key') })

/** A deployer elsewhere: it has the key and the address, and no data folder. */
const deploy = (...args: string[]) =>
  runBin('flow-deploy', [...args, '--server', server.url], {
    cwd: project,
    env: { FLOW_APP_KEY: key, FLOW_HOME: join(folder, 'nobody') },
  })

/** Beyond some hundred calls a minute the server says no. */
const SOON = { interval: 250, timeout: 20_000 }

/** The return URI of the first provider, as the running server has it now. */
async function returnUri(): Promise<string> {
  const headers = { authorization: `Bearer ${key}` }
  const answer = await fetch(`${server.url}/api/v1/providers`, { headers })
  return ((await answer.json()) as ProviderList).items[0]?.redirectUri ?? ''
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-remote-'))
  home = join(folder, 'home')
  project = join(folder, 'demo')
  await runBin('flow', ['init', 'demo'], { cwd: folder })
  await runBin('flow', ['add', 'connection', 'basic'], { cwd: project })
  await runBin('flow', ['add', 'oauth', 'cloud'], { cwd: project })
  server = await serveBeside(home, { FLOW_KEY_FILE: join(folder, 'flow.key') })
  key = (await runBin('flow-deploy', ['keys', 'create', 'ci'], { cwd: folder, env: dataEnv() })).stdout.trim()
})

afterAll(async () => {
  await server.kill()
  await rm(folder, { recursive: true, maxRetries: 5 })
})

describe('flow-deploy --server', () => {
  it('says what runs there', async () => {
    const about = await deploy('about')
    expect(about).toMatchObject({ code: 0, stderr: '' })
    expect(about.stdout).toMatch(/Version :\d.*\nhttp:\/\/localhost:\d+: Flow Connections \d.*, environment local\n$/)
    expect((await deploy('migrate')).stdout).toMatch(/moved its data at its start: it is of version \d\S+ already\.\n$/)
  })

  it('deploys a project, which the server shows without a restart, and leaves nothing else there', async () => {
    const dry = await deploy('connector', '-s', '.', '--dry-run')
    expect(dry).toMatchObject({ code: 0, stderr: '' })
    expect(dry.stdout).toContain(`demo 0.1.0: would be deployed to ${server.url} (9 files)`)
    expect(await servicesOf(server.url)).toEqual([])
    const done = await deploy('connector', '-s', '.')
    expect(done.stdout).toBe(
      `demo 0.1.0: deployed to ${server.url} (9 files)\n  connection demo-basic v1\n  OAuth demo-cloud\n`,
    )
    expect(await servicesOf(server.url)).toEqual(['demo'])
    expect((await deploy('connector', '-s', '.')).stdout).toBe('demo 0.1.0: unchanged\n')
    expect(await readdir(join(home, 'uploads'))).toEqual([])
    expect(await readdir(join(folder, 'nobody')).catch(() => 'none')).toBe('none')
  })

  it('shows the difference first, and refuses a changed schema and a broken file as a folder does', async () => {
    const file = join(project, 'auth/connection/demo-basic/v1/connection.json')
    const good = await readFile(file, 'utf8')
    await writeFile(file, good.replace('"url": {', '"host": {'))
    const refused = await deploy('connector', '-s', '.')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('demo-basic v1: input schema changed (+host, -url).')
    await writeFile(file, good.replace('"format": "table",', '"format": "table"'))
    const broken = await deploy('connector', '-s', '.')
    expect(broken.stderr).toMatch(
      /v1\/connection\.json:\d+:5 missing-comma: .*\n {8}"properties": \{\n {8}\^\nNothing was deployed/,
    )
    expect(broken.stderr).not.toContain(home)
    await writeFile(file, good)
    await writeFile(join(project, 'lib.js'), 'module.exports = 1\n')
    const done = await deploy('connector', '-s', '.', '--json')
    expect(JSON.parse(done.stdout)).toMatchObject({
      changed: true,
      dryRun: false,
      target: server.url,
      changes: [{ path: 'lib.js', change: 'added' }],
    })
  })

  it('takes the folder name where package.json has none, as a folder does', async () => {
    const manifest = await readFile(join(project, 'package.json'), 'utf8')
    await writeFile(join(project, 'package.json'), '{ "version": "0.1.0" }')
    expect((await deploy('connector', '-s', '.', '--dry-run')).stdout).toContain('would be deployed')
    await writeFile(join(project, 'package.json'), manifest)
  })

  it('loads, lists and deletes providers', async () => {
    const template = await deploy('oauths', 'template', '-c', 'demo-cloud')
    expect(template.stdout).toContain(`${server.url}/oauth/return/demo-cloud/demo-cloud`)
    expect(template.stdout).toContain('"$schema": "file:')
    const entry = { CLIENT_ID: 'the-id', CLIENT_SECRET: 'the-very-secret' }
    await writeFile(join(folder, 'oauths.json'), JSON.stringify({ 'demo-cloud': { One: entry, Two: entry } }))
    const load = ['oauths', 'load', '-f', join(folder, 'oauths.json')]
    expect((await deploy(...load, '--dry-run')).stdout).toContain('2 created. This was a dry run')
    expect((await deploy(...load)).stdout).toBe('demo-cloud / One: created\ndemo-cloud / Two: created\n2 created.\n')
    expect((await deploy('oauths', 'delete', '-c', 'demo-cloud', '-n', 'Two')).stdout).toContain('Two: deleted')
    const list = await deploy('oauths', 'list', '--json')
    expect(JSON.parse(list.stdout).items).toMatchObject([{ displayName: 'One', logins: 0 }])
    expect(list.stdout).not.toContain('the-very-secret')
    await writeFile(join(folder, 'oauths.json'), '{ "demo-cloud": { "Three": {\n  "CLIENT_ID": "a"\n  "X": "b" } } }')
    const broken = await deploy(...load)
    expect(broken).toMatchObject({ code: 1, stdout: '' })
    expect(broken.stderr).toMatch(/oauths\.json:3:3 missing-comma/)
  })

  it('uploads settings that count at once, without a restart, and shows them', async () => {
    const shared = { oauthReturn: 'shared', sharedReturnFor: ['demo-cloud/One'] }
    await writeFile(join(folder, 'dc.json'), JSON.stringify(shared))
    const upload = ['settings', 'upload', '-f', join(folder, 'dc.json')]
    expect((await deploy(...upload, '--dry-run')).stdout).toContain('2 settings would change.')
    const done = await deploy(...upload)
    expect(done).toMatchObject({ code: 0, stderr: '' })
    expect(done.stdout).toContain('+ oauthReturn: default → "shared"')
    await expect.poll(returnUri, SOON).toBe(`${server.url}/oauth/return`)
    expect((await deploy('settings', 'download')).stdout).toBe(`${JSON.stringify(shared)}\n`)
    await writeFile(join(folder, 'dc.json'), '{ "enviroment": "local" }')
    const wrong = await deploy(...upload)
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('dc.json:1:3 unknown-key: there is no setting "enviroment". Did you mean')
  })

  it('takes up settings that were uploaded into its folder without a restart, too', async () => {
    await writeFile(join(folder, 'dc.json'), '{ "environment": "local" }')
    const local = ['settings', 'upload', '-f', join(folder, 'dc.json')]
    expect((await runBin('flow-deploy', local, { cwd: folder, env: dataEnv() })).code).toBe(0)
    await expect.poll(returnUri, SOON).toBe(`${server.url}/oauth/return/demo-cloud/one`)
    expect(server.text().match(/The settings changed\./g)).toHaveLength(2)
  })

  it('puts every change under the key in the record of who did what', async () => {
    const check = await runBin('flow-deploy', ['audit', 'verify', '--json'], { cwd: folder, env: dataEnv() })
    expect(JSON.parse(check.stdout)).toMatchObject({ faults: [] })
  })
})

describe('flow-deploy --server, when something comes in between', () => {
  it('two deployments at once: one whole connector stands there, and whoever lost is told', async () => {
    const second = join(folder, 'second')
    await cp(project, second, { recursive: true })
    await writeFile(join(project, 'lib.js'), 'module.exports = 1\n')
    await writeFile(join(second, 'lib.js'), 'module.exports = 2\n')
    const ends = await Promise.all([deploy('connector', '-s', project), deploy('connector', '-s', second)])
    for (const { code, stderr } of ends) {
      if (code !== 0) expect([code, stderr]).toEqual([1, expect.stringContaining('[changed_meanwhile]')])
    }
    const won = ends.map(({ code }, i) => (code === 0 ? `module.exports = ${i + 1}\n` : ''))
    expect(won).toContain(await readFile(join(home, 'connectors/demo/lib.js'), 'utf8'))
    expect(await readdir(join(home, 'connectors'))).toEqual(['demo'])
  })

  it('a server that is killed in the middle of an upload: nothing is deployed, and nothing is left of it', async () => {
    const before = await readFile(join(home, 'connectors/demo/lib.js'), 'utf8')
    await writeFile(join(project, 'lib.js'), 'module.exports = 3\n')
    await writeFile(join(project, 'big.bin'), randomBytes(20_000_000))
    const ending = deploy('connector', '-s', '.')
    await expect
      .poll(() => readdir(join(home, 'uploads')).catch(() => []), { interval: 5, timeout: 20_000 })
      .toHaveLength(1)
    await server.kill()
    const ended = await ending
    expect(ended).toMatchObject({ code: 3, stdout: '' })
    expect(ended.stderr).toMatch(
      /^The server cannot be used: http:\/\/localhost:\d+: .* Nothing was deployed\. \[server_unreachable\]\n$/,
    )
    const away = await deploy('connector', '-s', '.')
    expect(away.stderr).toContain('nothing listens there. Start the server, or look at the port (ECONNREFUSED).')
    await rm(join(project, 'big.bin'))
    server = await serveBeside(home, { FLOW_KEY_FILE: join(folder, 'flow.key') })
    expect(await readFile(join(home, 'connectors/demo/lib.js'), 'utf8')).toBe(before)
    expect(await readdir(join(home, 'uploads')).catch(() => [])).toEqual([])
    expect((await deploy('connector', '-s', '.')).stdout).toContain('  ~ lib.js\ndemo 0.1.0: deployed to')
  })
})
