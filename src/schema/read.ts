import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { Caps } from './caps.ts'
import type { Report } from './report.ts'

export interface ReadSchema {
  /** The form's schema as written; undefined when there is none. */
  root: JsonObject | undefined
  /** Its pointer in the file. */
  at: string
  file: JsonObject
}

/** Phase 1: finds the form's schema in the file: `input` of an artifact, or the file itself (flow-format.md §2.1). */
export function read(source: Json, caps: Caps, report: Report): ReadSchema {
  const file = isObject(source) ? source : {}
  const beyond = whatIsBeyondReading(source, caps)
  if (beyond) {
    report.error('no-schema', '', beyond.message, beyond.fix)
    return { root: undefined, at: '', file: {} }
  }
  const input = own(file, 'input')
  const found = isObject(input) ? { root: input, at: '/input', file } : { root: file, at: '', file }
  if (found.at === '') {
    if (!isObject(own(file, 'properties')) && !Array.isArray(own(file, 'oneOf'))) {
      report.error('no-schema', '', 'This file holds no form.', 'Put the form under "input", with "properties".')
      return { ...found, root: undefined }
    }
    if (input !== undefined) {
      const fix = 'Make "input" an object with "properties", or remove it.'
      report.warning('unwrap-input', '/input', '"input" is no object, so the file itself is read as the form.', fix)
    }
  }
  const type = own(found.root, 'type')
  const types = Array.isArray(type) ? type : [type]
  if (type !== undefined && !types.includes('object')) {
    const fix = 'Write "type": "object" here.'
    report.error('root-not-object', `${found.at}/type`, 'A form is an object, and this says something else.', fix)
  }
  return found
}

const MAX_DEPTH = 120

/** Measured without recursion, because everything after recurses. */
function whatIsBeyondReading(source: Json, caps: Caps): { message: string; fix: string } | undefined {
  let level: Json[] = [source]
  let size = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return { message: 'This file is nested too deeply to be read.', fix: 'Nest less deeply.' }
    const next: Json[] = []
    for (const value of level) {
      size += typeof value === 'string' ? value.length + 2 : 1
      if (Array.isArray(value)) for (const item of value) next.push(item)
      else if (isObject(value)) {
        for (const [key, item] of Object.entries(value)) {
          size += key.length + 3
          next.push(item)
        }
      }
      if (size > caps.source)
        return { message: 'This file is larger than a form may be.', fix: 'Take out what is not needed.' }
    }
    level = next
  }
  return undefined
}
