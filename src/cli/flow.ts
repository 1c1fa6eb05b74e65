import { keepCompiled } from './keep-compiled.ts'

keepCompiled()
const [{ flowProgram }, { runProgram }, { processTerminal }] = await Promise.all([
  import('./flow-program.ts'),
  import('./run-program.ts'),
  import('./terminal.ts'),
])
const terminal = processTerminal()
process.exitCode = await runProgram(flowProgram(terminal), process.argv.slice(2), terminal)
