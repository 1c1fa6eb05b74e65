import type { Command } from 'commander'
import type { LintFinding, LintReport } from '#app/lint-project.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { logOf, withLogLevel } from './log-options.ts'
import { withParentDir } from './parent-dir-option.ts'
import { SaidNo } from './said-no.ts'
import type { Terminal } from './terminal.ts'

interface LintFlags {
  parentDir: string
  json: boolean
  sarif: boolean
  strict: boolean
}

/** `flow lint`: what is wrong with the project, without running any of its code. */
export function addLintCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('lint')
    .description('Looks for mistakes in the forms, OAuth configs, actions and code of the project.')
    .option('--json', 'Prints JSON.', false)
    .option('--sarif', 'Prints SARIF 2.1.0, which code hosts show.', false)
    .option('--strict', 'Warnings fail too.', false)
  withParentDir(withLogLevel(command)).action(async (flags: LintFlags) => {
    const [{ readProject }, { lintProject }, { sarifOf }] = await Promise.all([
      import('./read-project.ts'),
      import('#app/lint-project.ts'),
      import('./sarif.ts'),
    ])
    const { root } = await readProject(flags.parentDir)
    const report = await lintProject(root)
    if (flags.json) terminal.out(JSON.stringify(report, null, 2))
    else if (flags.sarif) terminal.out(JSON.stringify(sarifOf(report), null, 2))
    else await print(report, root, command, terminal)
    const failing = report.findings.filter(
      ({ severity }) => severity === 'error' || (flags.strict && severity === 'warning'),
    )
    if (failing.length > 0) {
      throw new SaidNo(new AppError('validation_failed', { detail: `${failing.length} findings fail the project.` }))
    }
  })
}

async function print(report: LintReport, root: string, command: Command, terminal: Terminal): Promise<void> {
  const log = logOf(command, terminal)
  const { excerptReader } = await import('./excerpt-reader.ts')
  const excerptOf = excerptReader(root)
  for (const finding of report.findings) {
    const { severity } = finding
    const line = lineOf(finding)
    if (severity === 'error') log.error(line)
    else if (severity === 'warning') log.warn(line)
    else log.info(line)
    if (severity !== 'info') for (const text of await excerptOf(finding)) terminal.err(terminal.colour('dim', text))
  }
  log.info(endingOf(report))
}

function lineOf({ file, line, column, code, message, fix }: LintFinding): string {
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}`.replace(/\.?$/, '.')
  return `${file}:${line}:${column} ${code}: ${[sentence, fix].filter(Boolean).join(' ')}`
}

function endingOf({ looked, findings }: LintReport): string {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`
  const things = [
    counted(looked.connections, 'connection'),
    counted(looked.oauths, 'OAuth config'),
    counted(looked.actions, 'action'),
  ].join(', ')
  const of = (severity: LintFinding['severity']) => findings.filter(one => one.severity === severity).length
  return `${things}: ${counted(of('error'), 'error')}, ${counted(of('warning'), 'warning')}`
}
