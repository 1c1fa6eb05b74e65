import { describeError, type ErrorCode } from '#shared/errors/catalogue.ts'

/** 0 good, 1 a check said no, 2 wrong use, 3 file, server or internal trouble, 130 stopped with Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 3 | 130

const WRONG_USE = new Set<ErrorCode>(['wrong_use', 'config_invalid', 'bad_request'])
const FILE_TROUBLE = new Set<ErrorCode>(['already_exists'])

/** The exit code that goes with a failure: input and conflicts are checks that said no, unless the words were wrong. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  if (WRONG_USE.has(code)) return 2
  if (FILE_TROUBLE.has(code)) return 3
  const { kind } = describeError(code)
  return kind === 'input' || kind === 'conflict' || kind === 'connector' ? 1 : 3
}
