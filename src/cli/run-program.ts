import type { Command } from 'commander'
import type { AppError } from '#shared/errors/app-error.ts'
import { describeError } from '#shared/errors/catalogue.ts'
import { encodeProblem } from '#shared/errors/problem.ts'
import { type ExitCode, exitCodeOf } from './exit-code.ts'
import { SaidNo } from './said-no.ts'
import { Stopped } from './stopped.ts'
import type { Terminal } from './terminal.ts'
import { isDone, translateFailure } from './translate-failure.ts'

/** Runs one command line to its end. A failure becomes `title: detail [code]` on stderr, or the problem with `--json`. */
export async function runProgram(program: Command, args: string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (isDone(error)) return 0
    if (error instanceof Stopped) return 130
    // Its lines are printed already; only a program that reads us wants it once more.
    const said = error instanceof SaidNo
    const failure = translateFailure(said ? error.failure : error)
    if (args.includes('--json')) {
      terminal.err(JSON.stringify(encodeProblem(failure, 'command-line')))
    } else if (!said) {
      const title = terminal.colour('red', `${describeError(failure.code).title}:`)
      terminal.err(`${title} ${withCode(failure)}`)
      for (const field of failure.fields) terminal.err(`  ${field.pointer || '/'}: ${field.detail}`)
    }
    if (failure.code === 'internal' && args.includes('debug')) terminal.err(stackOf(failure.cause))
    return exitCodeOf(failure.code)
  }
}

/** The code ends the last sentence, not the line of the file that stands below it with a caret. */
function withCode({ detail, code }: AppError): string {
  const lines = detail.split('\n')
  const excerpt = /^ *\^$/.test(lines.at(-1) ?? '') ? 2 : 0
  return lines.with(-1 - excerpt, `${lines.at(-1 - excerpt)} [${code}]`).join('\n')
}

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
