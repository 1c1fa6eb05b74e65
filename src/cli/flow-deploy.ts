import { keepCompiled } from './keep-compiled.ts'

keepCompiled()
const [{ deployProgram }, { runProgram }, { processTerminal }] = await Promise.all([
  import('./deploy-program.ts'),
  import('./run-program.ts'),
  import('./terminal.ts'),
])
const terminal = processTerminal()
process.exitCode = await runProgram(deployProgram(terminal), process.argv.slice(2), terminal)
