import { readFile } from 'node:fs/promises'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type JsonObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { maskedExcerpt } from '#shared/masked-excerpt.ts'

/** The values in a JSON file. What is said about a broken one shows its line with every value masked. */
export async function readInputFile(path: string): Promise<JsonObject> {
  const text = await readFile(path, 'utf8')
  const { value, problems } = parseJsonc(text)
  const [problem] = problems
  if (problem) {
    const { line, column, code, message } = problem
    const detail = `${path}:${line}:${column} ${code}: ${message}.\n${maskedExcerpt(text, line, column)}`
    throw new AppError('wrong_use', { detail })
  }
  if (!isObject(value)) throw new AppError('wrong_use', { detail: `${path} has to hold one object of values.` })
  return value
}
