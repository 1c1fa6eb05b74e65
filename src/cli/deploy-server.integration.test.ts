import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
    await writeFile(join(folder, 'dc.json'), '{ "environment": "local", "params": { "REGION": "eu" } }')
    const upload = ['settings', 'upload', '-f', join(folder, 'dc.json')]
    expect((await deploy(...upload, '--dry-run')).stdout).toContain('2 settings would change.')
    const done = await deploy(...upload)
    expect(done).toMatchObject({ code: 0, stderr: '' })
    expect(done.stdout).toContain('+ params: default → {"REGION":"eu"}')
    await expect.poll(server.text, { timeout: 20_000 }).toContain('The settings changed.')
    expect((await deploy('settings', 'download')).stdout).toContain('"REGION": "eu"')
    await writeFile(join(folder, 'dc.json'), '{ "enviroment": "local" }')
    const wrong = await deploy(...upload)
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('dc.json:1:3 unknown-key: there is no setting "enviroment". Did you mean')
  })

  it('puts every change under the key in the record of who did what', async () => {
    const check = await runBin('flow-deploy', ['audit', 'verify', '--json'], { cwd: folder, env: dataEnv() })
    expect(JSON.parse(check.stdout)).toMatchObject({ faults: [] })
  })
})
