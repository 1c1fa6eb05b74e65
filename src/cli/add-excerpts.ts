import { AppError } from '#shared/errors/app-error.ts'
import { excerptReader } from './excerpt-reader.ts'

const PLACE = /^(\S.*?):(\d+):(\d+) /

/** The same failure with the line and a caret below each `file:line:column`, whose files lie below `root`. */
export async function addExcerpts(error: unknown, root: string): Promise<unknown> {
  if (!(error instanceof AppError) || !PLACE.test(error.detail)) return error
  const excerpt = excerptReader(root)
  const lines: string[] = []
  for (const line of error.detail.split('\n')) {
    const [, file = '', at = '', column = ''] = PLACE.exec(line) ?? []
    lines.push(line)
    if (file !== '') lines.push(...(await excerpt({ file, line: Number(at), column: Number(column) })))
  }
  const { code, fields, meta } = error
  return new AppError(code, { detail: lines.join('\n'), fields, meta, cause: error })
}
