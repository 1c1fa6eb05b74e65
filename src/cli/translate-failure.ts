import { CommanderError } from 'commander'
import { AppError } from '#shared/errors/app-error.ts'

/** What commander ends with when it has done all there was to do. */
const DONE = new Set(['commander.helpDisplayed', 'commander.version'])

/** True when nothing failed: help or the version was asked for, and printed. */
export function isDone(error: unknown): boolean {
  return error instanceof CommanderError && DONE.has(error.code)
}

/** Any failure as one with a code: wrong words on the command line, trouble with a file, or a fault of ours. */
export function translateFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof CommanderError) return new AppError('wrong_use', { detail: wordsOf(error), cause: error })
  if (isFileFailure(error)) return translateFileFailure(error)
  const detail = 'This is a fault of the program. The same command with the log level debug prints more.'
  return new AppError('internal', { detail, cause: error })
}

/** `error: unknown option '--x'` + `(Did you mean --y?)` as sentences. */
function wordsOf(error: CommanderError): string {
  if (error.code === 'commander.help') return 'A command is missing. The commands stand above.'
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/\.?$/, '.')
  const hints = rest.map(line => line.replace(/^\((.*)\)$/, '$1'))
  if (error.code === 'commander.unknownCommand' && hints.length === 0) hints.push('See what there is with --help.')
  return [sentence, ...hints].join(' ').trim()
}

type FileFailure = NodeJS.ErrnoException & { path: string }

function isFileFailure(error: unknown): error is FileFailure {
  return error instanceof Error && 'syscall' in error && 'path' in error && typeof error.path === 'string'
}

const FILE_WORDS: Record<string, string> = {
  EACCES: 'cannot be used: permission was denied',
  EPERM: 'cannot be used: permission was denied',
  EISDIR: 'is a folder, but a file is needed',
  ENOTDIR: 'is below something that is no folder',
  ENOSPC: 'cannot be written: the disk is full',
  EROFS: 'cannot be written: the disk is read-only',
}

function translateFileFailure(error: FileFailure): AppError {
  if (error.code === 'ENOENT') return new AppError('not_found', { detail: `${error.path} is not there.`, cause: error })
  const words = FILE_WORDS[error.code ?? ''] ?? `cannot be used (${error.code})`
  return new AppError('internal', { detail: `${error.path} ${words}.`, cause: error })
}
