import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runBin } from './fixtures/run-bin.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'flow-catalogue-'))
})
afterEach(() => rm(home, { recursive: true }))

const catalogue = (...args: string[]) =>
  runBin('flow-deploy', ['catalogue', ...args], { cwd: home, env: { FLOW_HOME: home } })

it('lists what there is, what was checked, and what is installed', async () => {
  const before = JSON.parse((await catalogue('list', '--json')).stdout).items
  expect(before.find((one: { service: string }) => one.service === 'github')).toEqual({
    service: 'github',
    title: 'GitHub',
    oauths: ['github'],
    read: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    unverified: expect.arrayContaining(['oauth2_params_scope']),
    installed: false,
  })
  await catalogue('add', 'github')
  expect((await catalogue('list')).stdout).toMatch(/^github +GitHub +github +read .* +yes$/m)
})

it('installs what it is asked for, and says what to do next', async () => {
  const { stdout, code } = await catalogue('add', 'box', 'google-drive')
  expect(code).toBe(0)
  expect(stdout).toContain(`box 1.0.0: deployed to ${join(home, 'connectors', 'box')}`)
  expect(stdout).toContain('OAuth google_drive\n')
  expect(stdout).toContain('flow-deploy oauths template -c box\n')
  expect((await catalogue('add', 'box')).stdout).toContain('box 1.0.0: unchanged\n')
})

it('installs nothing when one name is unknown, and names the nearest', async () => {
  const { stderr, code } = await catalogue('add', 'box', 'githbu')
  expect([code, stderr]).toEqual([2, expect.stringContaining('The catalogue has no githbu. Did you mean github?')])
  expect(existsSync(join(home, 'connectors'))).toBe(false)
})

it('replaces no connector that somebody made under the same name, unless it is told to', async () => {
  await catalogue('add', 'box')
  const manifest = join(home, 'connectors', 'box', 'package.json')
  const own = (await readFile(manifest, 'utf8')).replace('"version"', '"author": "me",\n  "version"')
  await writeFile(manifest, own)
  const { stderr, code } = await catalogue('add', 'jira', 'box')
  expect([code, stderr]).toEqual([2, expect.stringContaining('add --replace. Nothing was installed.')])
  expect(existsSync(join(home, 'connectors', 'jira'))).toBe(false)
  expect(await readFile(manifest, 'utf8')).toBe(own)
  expect((await catalogue('add', 'box', '--replace')).stdout).toContain('box 1.0.0: deployed to ')
  expect(await readFile(manifest, 'utf8')).not.toContain('"author"')
})

it('changes nothing with --dry-run', async () => {
  const { stdout } = await catalogue('add', 'slack', '--dry-run')
  expect(stdout).toContain('slack 1.0.0: would be deployed to ')
  expect(existsSync(join(home, 'connectors'))).toBe(false)
})
