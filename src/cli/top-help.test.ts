import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { deployProgram } from './deploy-program.ts'
import { recordingTerminal } from './fixtures/recording-terminal.ts'
import { flowProgram } from './flow-program.ts'

describe('the help that is printed without loading a command', () => {
  it.each([
    ['flow', flowProgram(recordingTerminal())],
    ['flow-deploy', deployProgram(recordingTerminal())],
  ])('of %s is what the commands say (vitest -u writes it anew)', async (name, program) => {
    const file = fileURLToPath(new URL(`../../bin/help/${name}.txt`, import.meta.url))
    await expect(`${program.helpInformation().trimEnd()}\n`).toMatchFileSnapshot(file)
  })
})
