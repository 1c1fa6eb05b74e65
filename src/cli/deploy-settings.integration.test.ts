import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runBin } from './fixtures/run-bin.ts'

let folder: string
let home: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-settings-'))
  home = join(folder, 'home')
})
afterEach(() => rm(folder, { recursive: true }))

const settings = (...args: string[]) =>
  runBin('flow-deploy', ['settings', ...args], { cwd: folder, env: { FLOW_HOME: home } })
const write = (text: string | object) =>
  writeFile(join(folder, 'deployment.json'), typeof text === 'string' ? text : JSON.stringify(text, null, 2))
const inPlace = () => readFile(join(home, 'deploymentConfig.json'), 'utf8')

describe('flow-deploy settings', () => {
  it('goes from a printed start to settings that count, saying before what will change', async () => {
    const start = JSON.parse((await settings('download')).stdout)
    expect(start).toEqual({
      $schema: expect.stringMatching(/^file:.*\/docs\/schemas\/deploymentConfig\.json$/),
      environment: 'local',
    })
    await write({ ...start, environment: 'staging', publicUrl: 'https://flow.example.com' })
    const dry = await settings('upload', '-f', 'deployment.json', '--dry-run')
    expect(dry.stdout).toContain('  + publicUrl: default → "https://flow.example.com"\n')
    expect(await readdir(home)).toEqual([])
    const done = await settings('upload', '-f', 'deployment.json')
    expect(done).toMatchObject({ code: 0, stderr: '"publicUrl" counts from the next start of the server on.\n' })
    expect(done.stdout).toBe(
      '  + environment: default → "staging"\n  + publicUrl: default → "https://flow.example.com"\n2 settings changed.\n',
    )
    expect((await settings('download')).stdout).toBe(`${await readFile(join(folder, 'deployment.json'), 'utf8')}\n`)
    const json = JSON.parse((await settings('upload', '-f', 'deployment.json', '--json')).stdout)
    expect(json).toEqual({ changes: [], atNextStart: [], dryRun: false })
  })

  it('tells everything that is wrong with its place and changes nothing', async () => {
    await write({ environment: 'local' })
    await settings('upload', '-f', 'deployment.json')
    await write('{\n  "environment": "test",\n  "sessionUsers": 1,\n  "allowedHosts": ["x"] }')
    const wrong = await settings('upload', '-f', 'deployment.json')
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toContain(
      'deployment.json:2:18 The environment "test" is none of: local, development, staging, pre_prod, production.\n      "environment": "test",\n                     ^\n',
    )
    expect(wrong.stderr).toContain('deployment.json:3:19 "sessionUsers" is neither true nor false.')
    expect(wrong.stderr).toContain('Nothing was changed. [config_invalid]')
    await write('{\n  "enviroment": "local" }')
    expect((await settings('upload', '-f', 'deployment.json')).stderr).toContain(
      'deployment.json:2:3 unknown-key: there is no setting "enviroment". Did you mean "environment"?',
    )
    await write('{\n  "environment": "local"\n  "params": {} }')
    expect((await settings('upload', '-f', 'deployment.json')).stderr).toMatch(
      /deployment\.json:3:3 missing-comma: .*\n {6}"params"/,
    )
    expect(JSON.parse(await inPlace())).toEqual({ environment: 'local' })
    expect(await readdir(home)).toEqual(['deploymentConfig.json'])
  })

  it('takes the place of a file that no server could start with', async () => {
    await write({})
    await settings('upload', '-f', 'deployment.json')
    await write({ params: { REGION: 'eu' } })
    expect((await settings('upload', '-f', 'deployment.json')).code).toBe(0)
    await writeFile(join(home, 'deploymentConfig.json'), '{ broken')
    expect((await settings('upload', '-f', 'deployment.json')).stdout).toContain('1 setting changed.')
    expect(JSON.parse(await inPlace())).toEqual({ params: { REGION: 'eu' } })
  })

  it('writes over nothing, and names a file that is not there', async () => {
    await write({})
    const kept = await settings('download', '-f', 'deployment.json')
    expect(kept).toMatchObject({ code: 3, stdout: '' })
    expect(kept.stderr).toContain('deployment.json is there already. Nothing was written.')
    expect((await settings('upload', '-f', 'none.json')).stderr).toBe(
      'Not found: none.json is not there. [not_found]\n',
    )
  })
})
