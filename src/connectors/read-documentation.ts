import { isObject, type JsonObject, own } from '#shared/json.ts'
import type { JsoncDocument } from '#shared/jsonc.ts'
import type { ArtifactWarning, OAuthDocumentation } from './types.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * What a config.json says of the pages it follows (flow-format.md §6.6). Null where it says nothing: a config of one's
 * own is nobody's claim. A value of a wrong type is told, and counts as not read.
 */
export function readDocumentation(
  document: JsonObject,
  locate: JsoncDocument['locate'],
): { documentation: OAuthDocumentation | null; warnings: ArtifactWarning[] } {
  const value = own(document, 'documentation') ?? null
  if (value === null) return { documentation: null, warnings: [] }
  const warnings: ArtifactWarning[] = []
  const warn = (pointer: string, message: string) =>
    warnings.push({ ...locate(pointer), code: 'type-mismatch', message: `${message}; it is not used` })
  if (!isObject(value)) warn('/documentation', '"documentation" has to be an object')
  const said: JsonObject = isObject(value) ? value : {}
  const texts = (key: string, fits: (text: string) => boolean, words: string): string[] => {
    const list = own(said, key) ?? []
    if (Array.isArray(list)) {
      const good = list.filter(item => typeof item === 'string').filter(fits)
      if (good.length === list.length) return good
    }
    warn(`/documentation/${key}`, `"${key}" of "documentation" has to be a list of ${words}`)
    return []
  }
  const pages = texts('pages', isHttps, 'https addresses')
  const unverified = texts('unverified', text => text !== '', 'names of fields')
  const day = own(said, 'read') ?? null
  const read = typeof day === 'string' && DAY.test(day) ? day : null
  if (day !== null && read === null)
    warn('/documentation/read', '"read" of "documentation" has to be a day, 2026-03-02')
  return { documentation: { pages, read, unverified }, warnings }
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}
