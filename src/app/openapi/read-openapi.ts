import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'

/** What an OpenAPI document says about who may call it. */
export interface ApiDescription {
  title: string
  /** Where it answers, without a slash at the end; empty when it says so with a relative address or not at all. */
  serverUrl: string
  /** Security schemes by their name, references followed. */
  schemes: ReadonlyMap<string, JsonObject>
  document: JsonObject
}

/**
 * Reads an OpenAPI 3 or Swagger 2 document, JSON or YAML. Throws `wrong_use` with file, line and column for a text that
 * is neither, and for a document that is another.
 */
export async function readOpenApi(path: string): Promise<ApiDescription> {
  const file = basename(path)
  const document = parse(await readFile(path, 'utf8'), file)
  const isSwagger = own(document, 'swagger') === '2.0'
  const version = own(document, 'openapi')
  if (!isSwagger && !(typeof version === 'string' && version.startsWith('3.'))) {
    throw new AppError('wrong_use', {
      detail: `${file} is no OpenAPI document: it has neither "openapi": "3.…" nor "swagger": "2.0".`,
    })
  }
  const info = own(document, 'info')
  const title = isObject(info) ? own(info, 'title') : undefined
  return {
    title: typeof title === 'string' ? title : '',
    serverUrl: (isSwagger ? swaggerUrl(document) : openApiUrl(document)).replace(/\/+$/, ''),
    schemes: readSchemes(document, isSwagger),
    document,
  }
}

function parse(text: string, file: string): JsonObject {
  const lines = new LineCounter()
  // An alias that names a list of aliases may unfold to gigabytes.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const [problem] = document.errors
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0])
    throw new AppError('wrong_use', { detail: `${file}:${line}:${col} bad-text: ${problem.message}.` })
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 })
  if (isObject(value as Json)) return value as JsonObject
  throw new AppError('wrong_use', { detail: `${file} holds no object.` })
}

function openApiUrl(document: JsonObject): string {
  const servers = own(document, 'servers')
  const first = Array.isArray(servers) ? servers[0] : undefined
  if (!isObject(first)) return ''
  const url = own(first, 'url')
  const variables = own(first, 'variables')
  const filled = String(url ?? '').replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const variable = isObject(variables) ? own(variables, name) : undefined
    return isObject(variable) ? String(own(variable, 'default') ?? '') : ''
  })
  return URL.canParse(filled) ? filled : ''
}

function swaggerUrl(document: JsonObject): string {
  const host = own(document, 'host')
  if (typeof host !== 'string') return ''
  const schemes = own(document, 'schemes')
  const isPlain = Array.isArray(schemes) && schemes.length > 0 && !schemes.includes('https')
  const basePath = own(document, 'basePath')
  const url = `${isPlain ? 'http' : 'https'}://${host}${typeof basePath === 'string' ? basePath : ''}`
  return URL.canParse(url) ? url : ''
}

function readSchemes(document: JsonObject, isSwagger: boolean): Map<string, JsonObject> {
  const components = own(document, 'components')
  const holder = isSwagger
    ? own(document, 'securityDefinitions')
    : isObject(components) && own(components, 'securitySchemes')
  const entries = isObject(holder) ? Object.entries(holder) : []
  return new Map(
    entries.flatMap(([name, scheme]) => {
      const found = follow(document, scheme)
      return isObject(found) ? [[name, found] as const] : []
    }),
  )
}

/** A scheme may be told elsewhere in the same document. */
function follow(document: JsonObject, value: Json): Json | undefined {
  const ref = isObject(value) ? own(value, '$ref') : undefined
  if (typeof ref !== 'string') return value
  if (!ref.startsWith('#/')) return undefined
  let found: Json | undefined = document
  for (const step of fromPointer(ref.slice(1))) found = isObject(found) ? own(found, step) : undefined
  return found
}
