import type { Argument, Command, Option } from 'commander'

/** What may follow one command, as shells are told. */
export interface CompletedCommand {
  /** Words of the command: `flow add connection`. */
  path: string
  description: string
  /** Names of commands below it, and their descriptions. */
  commands: { name: string; description: string }[]
  options: CompletedOption[]
  /** What its argument is. */
  argument: CompletedValue
}

interface CompletedOption {
  /** With their dashes: the long one, then the short one. */
  names: string[]
  description: string
  value: CompletedValue
}

/** `none`: there is none. `words`: one of these. The rest are found where the command runs. */
export type CompletedValue =
  | { kind: 'none' | 'any' | 'file' | 'folder' | 'connection' | 'oauth' }
  | { kind: 'words'; words: readonly string[] }

/** Every command of a program that people may see, with all that may follow it. */
export function completedCommands(program: Command): CompletedCommand[] {
  return visit(program, program.name())
}

function visit(command: Command, path: string): CompletedCommand[] {
  const help = command.createHelp()
  const below = help.visibleCommands(command).filter(child => child.name() !== 'help')
  const own: CompletedCommand = {
    path,
    description: command.description(),
    commands: below.map(child => ({ name: child.name(), description: child.description() })),
    options: help.visibleOptions(command).map(option => ({
      names: [option.long, option.short].filter(name => name !== undefined && name !== null),
      description: option.description,
      value: optionValue(option),
    })),
    argument: argumentOf(path, command.registeredArguments[0]),
  }
  return [own, ...below.flatMap(child => visit(child, `${path} ${child.name()}`))]
}

function optionValue(option: Option): CompletedValue {
  if (!option.required && !option.optional) return { kind: 'none' }
  if (option.argChoices) return { kind: 'words', words: option.argChoices }
  if (/<path>/.test(option.flags)) return { kind: 'file' }
  return { kind: /<folder>/.test(option.flags) ? 'folder' : 'any' }
}

/** Artifacts that are there already can be named by their folders. */
const ARTIFACTS: Record<string, 'connection' | 'oauth'> = {
  'flow preview': 'connection',
  'flow test connection': 'connection',
  'flow test oauth': 'oauth',
}

function argumentOf(path: string, argument: Argument | undefined): CompletedValue {
  if (!argument) return { kind: 'none' }
  if (argument.argChoices) return { kind: 'words', words: argument.argChoices }
  const artifact = ARTIFACTS[path]
  if (artifact) return { kind: artifact }
  return { kind: argument.name() === 'file' ? 'file' : 'any' }
}
