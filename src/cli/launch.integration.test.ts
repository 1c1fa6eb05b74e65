import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const BIN = fileURLToPath(new URL('../../bin', import.meta.url))
/** Makes this Node call itself an old one. */
const OLD_NODE = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.11.0"})'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flow-launch-'))
  cpSync(BIN, join(folder, 'bin'), { recursive: true })
})

afterAll(() => rmSync(folder, { recursive: true }))

describe.each(['flow', 'flow-deploy'])('%s on an old Node', name => {
  const run = (script: string) =>
    spawnSync(process.execPath, ['--import', OLD_NODE, script, '--version'], { encoding: 'utf8', cwd: folder })

  it('says in one sentence which Node it needs', () => {
    const ended = run(join(folder, 'bin', `${name}.js`))
    expect(ended.status).toBe(2)
    expect(ended.stdout).toBe('')
    expect(ended.stderr).toBe(
      `${name} needs Node 26 or newer; this is Node 20.11.0. Install it, then run the same command again.\n`,
    )
  })

  it('takes the Node that a clone brings', () => {
    const ended = run(join(BIN, `${name}.js`))
    expect(ended).toMatchObject({ status: 0, stderr: '' })
    expect(ended.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
