import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openData } from '#app/open-data.ts'
import { parseConfig } from '#config/config.ts'
import { deployProgram } from './deploy-program.ts'
import { recordingTerminal } from './fixtures/recording-terminal.ts'
import { runProgram } from './run-program.ts'

let folder: string
let env: Record<string, string>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-reset-'))
  env = { FLOW_HOME: join(folder, 'data'), FLOW_KEY_FILE: join(folder, 'a.key'), FLOW_LOG_LEVEL: 'off' }
})
afterEach(() => rm(folder, { recursive: true }))

async function reset(...args: string[]) {
  const terminal = { ...recordingTerminal(), env }
  const code = await runProgram(deployProgram(terminal), ['keys', 'reset', ...args], terminal)
  return { code, said: terminal.lines.join('\n') }
}

it('gives up what hangs on a lost key only when that is said twice', async () => {
  const config = parseConfig({ options: {}, env })
  const { store } = await openData(config, size => crypto.getRandomValues(new Uint8Array(size)))
  await store.close()
  expect(await reset('--forget-secrets', '--confirm', 'forget')).toMatchObject({ code: 2 })
  await rm(config.keyFile)
  expect(await reset()).toMatchObject({ code: 2, said: expect.stringContaining('add --forget-secrets') })
  expect(await reset('--forget-secrets')).toMatchObject({ code: 2, said: expect.stringContaining('--confirm forget') })
  expect(await reset('--forget-secrets', '--confirm', 'yes')).toMatchObject({ code: 2 })
  expect(await reset('--dry-run')).toMatchObject({ code: 0, said: expect.stringContaining('Nothing was changed') })
  const done = await reset('--forget-secrets', '--confirm', 'forget')
  expect(done).toMatchObject({ code: 0, said: expect.stringContaining(`The new key is in ${config.keyFile}`) })
  expect(await reset('--dry-run')).toMatchObject({ code: 2, said: expect.stringContaining('fits the data') })
})
