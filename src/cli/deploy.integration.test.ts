import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBin } from './fixtures/run-bin.ts'

let folder: string
let project: string
let home: string

const deploy = (...args: string[]) =>
  runBin('flow-deploy', args, { cwd: project, env: { FLOW_HOME: home, FLOW_KEY_FILE: join(folder, 'flow.key') } })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-deploy-'))
  home = join(folder, 'home')
  project = join(folder, 'demo')
  await runBin('flow', ['init', 'demo'], { cwd: folder })
  await runBin('flow', ['add', 'connection', 'basic'], { cwd: project })
  await runBin('flow', ['add', 'oauth', 'cloud'], { cwd: project })
})

afterAll(() => rm(folder, { recursive: true }))

async function edit(path: string, change: (text: string) => string) {
  const file = join(project, path)
  await writeFile(file, change(await readFile(file, 'utf8')))
}

async function writeLoadFile(text: string | object): Promise<void> {
  await writeFile(join(project, 'oauths.json'), typeof text === 'string' ? text : JSON.stringify(text))
}

describe('flow-deploy about', () => {
  it('prints its name as the original does', async () => {
    const { stdout } = await deploy('about')
    expect(stdout).toMatch(/^Flow Connections Deploy Utility, Version :\d+\.\d+\.\d+\n$/)
  })
})

describe('flow-deploy connector', () => {
  it('says what it would do, and does nothing, with --dry-run', async () => {
    const { stdout, code } = await deploy('connector', '-s', '.', '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain('demo 0.1.0: would be deployed to ')
    expect((await deploy('connector', '-s', '.', '--dry-run')).stdout).toBe(stdout)
  })

  it('copies the project into the data folder', async () => {
    const { stdout, code } = await deploy('connector', '-s', '.')
    expect(code).toBe(0)
    expect(stdout).toBe(
      `demo 0.1.0: deployed to ${join(home, 'connectors', 'demo')} (9 files)\n  connection demo-basic v1\n  OAuth demo-cloud\n`,
    )
    const copy = join(home, 'connectors/demo/auth/connection/demo-basic/v1/connection.json')
    expect(JSON.parse(await readFile(copy, 'utf8')).name).toBe('demo-basic')
    expect((await deploy('connector', '-s', '.')).stdout).toBe('demo 0.1.0: unchanged\n')
  })

  it('refuses a changed schema of a version that is there, unless it is allowed', async () => {
    await edit('auth/connection/demo-basic/v1/connection.json', text => text.replace('"url": {', '"host": {'))
    const refused = await deploy('connector', '-s', '.')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain(
      'demo-basic v1: input schema changed (+host, -url). Use a new version or --allow_schema_overwrite.',
    )
    const planned = JSON.parse(
      (await deploy('connector', '-s', '.', '--allow_schema_overwrite', '--dry-run', '--json')).stdout,
    )
    expect(planned).toMatchObject({
      service: 'demo',
      changed: true,
      dryRun: true,
      target: join(home, 'connectors', 'demo'),
      changes: [{ path: 'auth/connection/demo-basic/v1/connection.json', change: 'changed' }],
    })
    const done = await deploy('connector', '-s', '.', '--allow_schema_overwrite')
    expect(done).toMatchObject({ code: 0, stderr: '' })
    expect(done.stdout).toMatch(
      /^ {2}! demo-basic v1: input schema changed \(\+host, -url\)\.\n {2}~ auth\/connection\/demo-basic\/v1\/connection\.json\ndemo 0\.1\.0: deployed/,
    )
  })

  it('says of a file that is broken where, with its line, and leaves what is deployed', async () => {
    const file = 'auth/connection/demo-basic/v1/connection.json'
    const good = await readFile(join(project, file), 'utf8')
    await edit(file, text => text.replace('"format": "table",', '"format": "table"'))
    const refused = await deploy('connector', '-s', '.')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(
      /v1\/connection\.json:\d+:5 missing-comma: .*\n {8}"properties": \{\n {8}\^\nNothing was deployed/,
    )
    await edit(file, () => good)
    await edit('auth/oauth/demo-cloud/config.json', text => text.replace('{client_secret}', 's3cr3t-of-demo'))
    expect((await deploy('connector', '-s', '.')).stderr).toMatch(/demo-cloud\/config\.json:\d+:\d+ secret-in-config: /)
    await edit('auth/oauth/demo-cloud/config.json', text => text.replace('s3cr3t-of-demo', '{client_secret}'))
    expect((await deploy('connector', '-s', '.')).stdout).toBe('demo 0.1.0: unchanged\n')
  })

  it.each([
    [['connector'], 2, "Required option '-s, --sourceDir <folder>' not specified."],
    [['connector', '-s', '..'], 2, 'There is no connector in the source folder'],
    [['conector', '-s', '.'], 2, 'Did you mean connector?'],
  ])('%j ends with %d', async (args, code, words) => {
    const ended = await deploy(...args)
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(ended.stderr).toContain(words)
  })
})

describe('flow-deploy oauths', () => {
  const entry = { CLIENT_ID: 'the-id', CLIENT_SECRET: 'the-very-secret' }

  it('prints a load file to start from, which loading then skips', async () => {
    const { stdout } = await deploy('oauths', 'template', '-c', 'demo-cloud')
    expect(stdout).toContain('http://localhost:4600/oauth/return/demo-cloud/demo-cloud')
    await writeLoadFile(stdout)
    const loaded = await deploy('oauths', 'load', '-f', 'oauths.json')
    expect(loaded.stdout).toBe('demo-cloud / Demo Cloud: skipped\n1 skipped.\n')
  })

  it('changes nothing in a dry run', async () => {
    await writeLoadFile({ 'demo-cloud': { 'Cloud one': entry } })
    const dry = await deploy('oauths', 'load', '-f', 'oauths.json', '--dry-run')
    expect(dry.stdout).toContain('demo-cloud / Cloud one: created\n1 created. This was a dry run: nothing was changed.')
    expect((await deploy('oauths', 'list')).stdout).toContain('No provider is loaded.')
  })

  it('loads, and says unchanged the second time', async () => {
    await writeLoadFile({ 'demo-cloud': { 'Cloud one': entry, 'Cloud two': entry } })
    const first = await deploy('oauths', 'load', '-f', 'oauths.json')
    expect(first.stdout).toBe('demo-cloud / Cloud one: created\ndemo-cloud / Cloud two: created\n2 created.\n')
    expect(first.code).toBe(0)
    const again = await deploy('oauths', 'load', '--file', 'oauths.json', '--log', 'warn')
    expect(again).toMatchObject({ code: 0, stdout: '' })
  })

  it('lists what is loaded without a secret', async () => {
    const table = await deploy('oauths', 'list')
    expect(table.stdout).toMatch(/^CONNECTOR +DISPLAY NAME +RETURN URI +LOGINS\n/)
    expect(table.stdout).toMatch(
      /demo-cloud +Cloud one +http:\/\/localhost:4600\/oauth\/return\/demo-cloud\/cloud-one +0\n/,
    )
    const json = await deploy('oauths', 'list', '--json')
    expect(JSON.parse(json.stdout).items).toHaveLength(2)
    expect(table.stdout + json.stdout).not.toContain('the-very-secret')
  })

  it('loads nothing when one comma is missing, and says where', async () => {
    await writeLoadFile('{ "demo-cloud": { "Cloud three": {\n  "CLIENT_ID": "a"\n  "CLIENT_SECRET": "b" } } }')
    const ended = await deploy('oauths', 'load', '-f', 'oauths.json')
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(
      /oauths\.json:3:3 missing-comma: a comma is missing after "CLIENT_ID" \(line 2, column \d+\)/,
    )
    expect(ended.stderr).toContain('Nothing was loaded')
    expect((await deploy('oauths', 'list')).stdout).not.toContain('Cloud three')
  })

  it('names a load file that is not there', async () => {
    const ended = await deploy('oauths', 'load', '-f', 'nowhere.json')
    expect(ended).toMatchObject({ code: 3, stderr: 'Not found: nowhere.json is not there. [not_found]\n' })
  })

  it('deletes one provider, and suggests the nearest name for a slip', async () => {
    const slip = await deploy('oauths', 'delete', '-c', 'demo-cloud', '-n', 'Cloud tow')
    expect(slip.code).toBe(2)
    expect(slip.stderr).toContain('Did you mean demo-cloud / Cloud two?')
    const gone = await deploy('oauths', 'delete', '-c', 'demo-cloud', '-n', 'Cloud two')
    expect(gone).toMatchObject({ code: 0, stdout: 'demo-cloud / Cloud two: deleted\n' })
    expect(JSON.parse((await deploy('oauths', 'list', '--json')).stdout).items).toHaveLength(1)
  })

  it('says so when the key file does not fit', async () => {
    await writeFile(join(folder, 'other.key'), Buffer.alloc(32, 7), { mode: 0o600 })
    const env = { FLOW_HOME: home, FLOW_KEY_FILE: join(folder, 'other.key') }
    const ended = await runBin('flow-deploy', ['oauths', 'list'], { cwd: project, env })
    expect(ended.code).toBe(3)
    expect(ended.stderr).toContain('[wrong_key]')
  })
})
