import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import type { Report } from './report.ts'

export interface ReadSchema {
  /** The form's schema as written; undefined when there is none. */
  root: JsonObject | undefined
  /** Its pointer in the file. */
  at: string
  file: JsonObject
}

/** Phase 1: finds the form's schema in the file: `input` of an artifact, or the file itself (flow-format.md §2.1). */
export function read(source: Json, report: Report): ReadSchema {
  const file = isObject(source) ? source : {}
  if (isBeyondReading(source)) {
    report.error('no-schema', '', 'This file is nested too deeply to be read.', 'Nest less deeply.')
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

/** Measured without recursion, because everything after recurses. */
function isBeyondReading(source: Json): boolean {
  let level: Json[] = [source]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 120) return true
    level = level.flatMap(value => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []))
  }
  return false
}
