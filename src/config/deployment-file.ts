import { readFileSync } from 'node:fs'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { type JsoncDocument, parseJsonc } from '#shared/jsonc.ts'
import { maskedExcerpt } from '#shared/masked-excerpt.ts'

interface Placed {
  deployment: JsonObject
  /** File, line and column of a key, and a space; empty for a key that does not stand there. */
  place(key: string): string
}

const NOWHERE: Placed = { deployment: {}, place: () => '' }

export function readDeployment(file: string | undefined, problems: string[]): Placed {
  if (!file) return NOWHERE
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    problems.push(`The file ${file} cannot be read.`)
    return NOWHERE
  }
  const document = parseJsonc(text)
  for (const { line, column, code, message } of document.problems) {
    problems.push(`${file}:${line}:${column} ${code}: ${message}.\n${maskedExcerpt(text, line, column)}`)
  }
  const { value: deployment } = document
  if (isObject(deployment)) return { deployment, place: key => placeOf(file, document, key) }
  if (document.problems.length === 0) problems.push(`${file} does not hold a JSON object.`)
  return NOWHERE
}

function placeOf(file: string, { value, locate }: JsoncDocument, key: string): string {
  if (!isObject(value) || own(value, key) === undefined) return ''
  const { line, column } = locate(`/${key}`)
  return `${file}:${line}:${column} `
}

/** Puts before each problem of the file where it stands: `deploymentConfig.json:3:5`. */
export function readPlaced<T>(problems: string[], place: Placed['place'], read: (told: string[]) => T): T {
  const told: string[] = []
  const result = read(told)
  problems.push(...told.map(problem => place(/^(?:The )?"?(\w+)/.exec(problem)?.[1] ?? '') + problem))
  return result
}
