import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeChildScript } from './child-script.ts'
import { LEVELS } from './fixtures/start-runner.ts'
import { measureIdle } from './measure-idle.ts'

const MEBIBYTE = 1_048_576

it.skipIf(process.platform !== 'linux').each(LEVELS)(
  'measures what Node itself takes, each time about the same: %s',
  async level => {
    const cacheDir = mkdtempSync(join(tmpdir(), 'flow-idle-'))
    const place = { nodePath: process.execPath, script: await writeChildScript(cacheDir), level }
    const [one, other] = [await measureIdle(place), await measureIdle(place)]
    rmSync(cacheDir, { recursive: true })
    expect(one).toBeGreaterThan(100 * MEBIBYTE)
    expect(Math.abs((one ?? 0) - (other ?? 0))).toBeLessThan(100 * MEBIBYTE)
  },
)
