import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type JsonObject } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'

/** The values in a JSON file. The words about a broken one name no value: they quote one sign at most. */
export async function readInputFile(path: string): Promise<JsonObject> {
  const { value, problems } = parseJsonc(await readFile(path, 'utf8'))
  const [problem] = problems
  if (problem) {
    const place = `${basename(path)}:${problem.line}:${problem.column} ${problem.code}: ${problem.message}`
    throw new AppError('wrong_use', { detail: place })
  }
  if (!isObject(value))
    throw new AppError('wrong_use', { detail: `${basename(path)} has to hold one object of values.` })
  return value
}
