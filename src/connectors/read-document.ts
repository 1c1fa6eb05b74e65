import { readFile, stat } from 'node:fs/promises'
import { isObject, type JsonObject } from '#shared/json.ts'
import { type JsoncDocument, parseJsonc } from '#shared/jsonc.ts'
import { type FileProblem, wholeFile } from './found.ts'

const MAX_BYTES = 1_000_000

export interface ReadDocument {
  source: string
  document: JsonObject
  locate: JsoncDocument['locate']
}

export type DocumentResult = { ok: true; read: ReadDocument } | { ok: false; problem: FileProblem }

/**
 * Reads a file that has to hold one JSON object, comments allowed. Never throws: a file that is missing, too large,
 * not UTF-8, wrong JSON or no object is a problem with its place. `doubles: 'last'` takes the later of two equal keys.
 */
export async function readDocument(file: string, doubles: 'refuse' | 'last' = 'refuse'): Promise<DocumentResult> {
  const text = await readText(file)
  if (typeof text !== 'string') return { ok: false, problem: text }
  const { value, problems, locate } = parseJsonc(text)
  const first = problems.find(problem => doubles === 'refuse' || problem.code !== 'duplicate-key')
  if (first) {
    const { code, message, line, column } = first
    return { ok: false, problem: { code, message, line, column } }
  }
  if (!isObject(value)) {
    const kind = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`
    return {
      ok: false,
      problem: {
        ...locate(''),
        code: 'root-not-object',
        message: `the file holds ${kind}, but it has to hold an object`,
      },
    }
  }
  return { ok: true, read: { source: text, document: value, locate } }
}

async function readText(file: string): Promise<string | FileProblem> {
  try {
    const about = await stat(file)
    // A pipe of that name would keep us waiting for ever.
    if (!about.isFile()) return wholeFile('unreadable', 'this is no file')
    const { size } = about
    if (size > MAX_BYTES) return wholeFile('too-large', 'the file is larger than 1 MB')
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file))
  } catch (error) {
    if (error instanceof TypeError) return wholeFile('bad-json', 'the file is not UTF-8 text')
    return wholeFile('unreadable', `the file cannot be read (${codeOf(error)})`)
  }
}

/** The system's word for what went wrong: `ENOENT`, `EACCES` … */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
