import { deployProgram } from './deploy-program.ts'
import { runProgram } from './run-program.ts'
import { processTerminal } from './terminal.ts'

const terminal = processTerminal()
process.exitCode = await runProgram(deployProgram(terminal), process.argv.slice(2), terminal)
