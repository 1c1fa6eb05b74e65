import { Command, Help, type Option } from 'commander'
import { programVersion } from './program-version.ts'
import type { Terminal } from './terminal.ts'

/** An empty program: it throws where commander would end the process, and its help reads like the original's. */
export function newProgram(name: string, description: string, terminal: Terminal): Command {
  const program = new Command(name)
    .description(description)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: text => terminal.out(text.trimEnd()),
      writeErr: text => terminal.err(text.trimEnd()),
      outputError: () => undefined,
    })
    .configureHelp({
      helpWidth: 110,
      optionTerm,
      optionDescription,
      visibleOptions: command => visibleOptions(command),
      subcommandTerm: command => `${command.name()} ${command.usage()}`.trim(),
    })
  return withVersionAndHelp(program)
}

/** Every command answers `--version` and `--help`; neither has a short form, since `-v` means something else. */
export function withVersionAndHelp(command: Command): Command {
  return command
    .helpCommand(false)
    .version(programVersion(), '--version', 'Displays the version number.')
    .helpOption('--help', 'Displays the help.')
}

/** `--version` and `--help` first, as on the original's pages. */
function visibleOptions(command: Command): Option[] {
  const options = new Help().visibleOptions(command)
  const rank = (option: Option) => ['--version', '--help'].indexOf(option.long ?? '') + 1 || 3
  return options.sort((a, b) => rank(a) - rank(b))
}

/** `--parentDir, -d`: the long name first, as the original prints it. */
function optionTerm(option: Option): string {
  const names = [option.long, option.short].filter(Boolean).join(', ')
  const value = /[<[].*$/.exec(option.flags)?.[0]
  return value ? `${names} ${value}` : names
}

function optionDescription(option: Option): string {
  const parts = [option.description]
  if (option.mandatory) parts.push('[required]')
  const fallback: unknown = option.defaultValue
  if (fallback !== undefined && !Array.isArray(fallback)) parts.push(`[default: ${JSON.stringify(fallback)}]`)
  return parts.join(' ')
}
