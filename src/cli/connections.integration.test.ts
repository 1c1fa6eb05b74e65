// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these texts are references to variables
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeDepot } from '#server/fixtures/depot-connector.ts'
import { runBin } from './fixtures/run-bin.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-as-code-'))
  await writeDepot(join(folder, 'home', 'connectors', 'depot'))
})
afterAll(() => rm(folder, { recursive: true, maxRetries: 5 }))

const ENTRY = {
  label: 'Depot_1',
  type: 'depot-basic',
  values: { url: 'https://${HOST}/', user: 'ada', password: '${DEPOT_1_PASSWORD}', parallel: 5 },
}
const write = (...connections: object[]) =>
  writeFile(join(folder, 'connections.json'), JSON.stringify({ connections }, null, 2))
const run = (words: string, env: Record<string, string> = {}) =>
  runBin('flow-deploy', ['connections', ...words.split(' ')], {
    cwd: folder,
    env: { FLOW_HOME: join(folder, 'home'), FLOW_KEY_FILE: join(folder, 'flow.key'), ...env },
  })
const PASSWORD = { HOST: 'depot.example', DEPOT_1_PASSWORD: 'canary-7Q' }

describe('flow-deploy connections', () => {
  it('makes what a file says, says what it changes, and finds its own export the same', async () => {
    await write(ENTRY)
    expect(await run('apply -f connections.json', PASSWORD)).toEqual({
      code: 0,
      stdout: 'Depot_1 (depot-basic v1): created\n1 created.\n',
      stderr: '',
    })
    const rotated = { ...PASSWORD, DEPOT_1_PASSWORD: 'canary-8Q' }
    const dry = await run('apply -f connections.json --dry-run', rotated)
    expect(dry.stdout).toBe(
      'Depot_1 (depot-basic v1): updated\n  ~ password\n1 updated. This was a dry run: nothing was changed.\n',
    )
    const { stdout } = await run('export')
    expect(JSON.parse(stdout)).toEqual({
      $schema: expect.stringMatching(/^file:.*\/docs\/schemas\/connections\.json$/),
      connections: [{ ...ENTRY, version: 'v1', values: { ...ENTRY.values, url: 'https://depot.example/' } }],
    })
    expect((await run('export -f kept.json')).stdout).toBe('1 connection was written to kept.json\n')
    expect(await readFile(join(folder, 'kept.json'), 'utf8')).toBe(stdout)
    expect((await run('apply -f kept.json', PASSWORD)).stdout).toMatch(/: unchanged\n1 unchanged\.\n$/)
  })

  it('shows the line of what is wrong, warns of a secret in the file, and names variables that are missing', async () => {
    await write({ ...ENTRY, values: { ...ENTRY.values, password: 'wrong-canary' } }, { ...ENTRY, label: '2nd' })
    const wrong = await run('apply -f connections.json', PASSWORD)
    expect(wrong).toMatchObject({ code: 1, stdout: '' })
    expect(wrong.stderr).toContain('connections.json:14:7 Use letters, digits and _ only')
    expect(wrong.stderr).toContain('\nNothing was changed. [invalid_label]')
    await write({ ...ENTRY, values: { ...ENTRY.values, password: 'wrong-canary' } })
    const refused = await run('apply -f connections.json', PASSWORD)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('connections.json:9:9 This secret of Depot_1 stands in the file.')
    expect(refused.stderr).toMatch(/connections\.json:9:9 .*Depot does not know ada with •••/)
    expect(refused.stdout + refused.stderr).not.toContain('canary')
    await write(ENTRY)
    expect(await run('apply -f connections.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The variable HOST is not set. The variable DEPOT_1_PASSWORD is not set.'),
    })
  })
})
