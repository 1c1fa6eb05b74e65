import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clearStale, staleName } from './clear-stale.ts'

it('removes what ended processes left, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flow-stale-'))
  try {
    const { pid: ended } = spawnSync(process.execPath, ['-e', '0'])
    const own = `${staleName('flow-pair-')}a1`
    for (const name of [`flow-pair-${ended}-x9`, own, 'flow-pair-1-z', 'flow-pair-somebody', 'other']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 's'), '')
    }
    await clearStale(folder, 'flow-pair-')
    expect(readdirSync(folder).sort()).toEqual(['flow-pair-1-z', own, 'flow-pair-somebody', 'other'].sort())
    await clearStale(join(folder, 'not-there'), 'flow-pair-')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
